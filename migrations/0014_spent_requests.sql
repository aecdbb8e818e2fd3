-- What the last sync has spent of each budget of requests shortly before it ended. The server goes on counting these requests
-- until its window is over, so a sync that starts at once afterwards must not ask as if nothing had been asked.
CREATE TABLE spent_requests (
    endpoint_group TEXT NOT NULL,
    answered_at TEXT NOT NULL CHECK (answered_at GLOB '????-??-??T??:??:??.???Z'),
    requests INTEGER NOT NULL CHECK (requests > 0),
    PRIMARY KEY (endpoint_group, answered_at)
) STRICT, WITHOUT ROWID;
