-- Moves the answers that a run has kept into the mirror, each only once.
INSERT INTO main.usage_observations (run, fetched_at, sha256, body)
SELECT :run, fetched_at, sha256, body
FROM staging.usage_observations
WHERE true
ON CONFLICT DO NOTHING;

INSERT INTO main.drift_observations (run, resource, scope, reason, fetched_at, sha256, body)
SELECT :run, resource, scope, reason, fetched_at, sha256, body
FROM staging.drift_observations
WHERE true
ON CONFLICT DO NOTHING;
