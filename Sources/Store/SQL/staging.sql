-- The side file: what a run has listed so far. It is made of true facts only, a page at a time, so that a run that
-- dies can be taken up from the last scope that was listed to its end. It goes when the run is published.

-- What the staged rows were compared with. A side file of another mirror state or mapping is of no use.
CREATE TABLE staging.run (
    started_at TEXT NOT NULL,
    base_run INTEGER NOT NULL,
    mapping TEXT NOT NULL
) STRICT;

CREATE TABLE staging.scopes (
    id INTEGER PRIMARY KEY,
    resource TEXT NOT NULL,
    scope TEXT NOT NULL,
    value_1 ANY,
    value_2 ANY,
    value_3 ANY,
    state TEXT NOT NULL CHECK (state IN ('listing', 'complete', 'failed', 'drift', 'missing')),
    requests INTEGER NOT NULL DEFAULT 0,
    pages INTEGER NOT NULL DEFAULT 0,
    records INTEGER NOT NULL DEFAULT 0,
    error TEXT,
    UNIQUE (resource, scope)
) STRICT;

-- Every key that a listing has shown; `digest` is NULL where the record is the one that the mirror has.
CREATE TABLE staging.listed (
    scope_id INTEGER NOT NULL,
    key ANY NOT NULL,
    digest BLOB,
    PRIMARY KEY (scope_id, key)
) STRICT, WITHOUT ROWID;

-- Keys that the mirror has and a listing read to its end has not.
CREATE TABLE staging.gone (
    scope_id INTEGER NOT NULL,
    key ANY NOT NULL,
    PRIMARY KEY (scope_id, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE staging.drift_observations (
    resource TEXT NOT NULL,
    scope TEXT NOT NULL,
    reason TEXT NOT NULL,
    fetched_at TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    body BLOB NOT NULL
) STRICT;

CREATE TABLE staging.usage_observations (
    fetched_at TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
