-- Keeps an answer that could not be interpreted until the run is published.
INSERT INTO staging.drift_observations (resource, scope, reason, fetched_at, sha256, body)
VALUES (?, ?, ?, ?, ?, ?)
