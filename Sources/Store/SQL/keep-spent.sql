-- How many requests of a group of endpoints were answered at a moment.
INSERT INTO spent_requests (endpoint_group, answered_at, requests)
VALUES (?, ?, ?)
ON CONFLICT DO UPDATE SET requests = requests + excluded.requests
