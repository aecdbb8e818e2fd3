-- Keeps an answer of the usage endpoint as it came until the run is published.
INSERT INTO staging.usage_observations (fetched_at, sha256, body)
VALUES (?, ?, ?)
