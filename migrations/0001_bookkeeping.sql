-- What the mirror knows about itself: whose it is, which runs made it, and how each listing went.
-- Twins (X_history), their triggers and the view `changes` are derived from the live tables, not written here.

-- One file, one partner account: `base_url` is set by the first run and never changes.
CREATE TABLE mirror_meta (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sync_runs (
    id INTEGER PRIMARY KEY,
    started_at TEXT NOT NULL CHECK (started_at GLOB '????-??-??T??:??:??.???Z'),
    finished_at TEXT NOT NULL CHECK (finished_at GLOB '????-??-??T??:??:??.???Z'),
    state TEXT NOT NULL CHECK (state IN ('complete', 'partial', 'refused', 'failed')),
    requests INTEGER NOT NULL,
    pages INTEGER NOT NULL,
    records INTEGER NOT NULL,
    inserts INTEGER NOT NULL,
    updates INTEGER NOT NULL,
    deletes INTEGER NOT NULL,
    tool_version TEXT NOT NULL,
    base_url TEXT NOT NULL,
    error TEXT
) STRICT;

-- How each listing of a run went. `scope` is the parent that the listing is under, such as
-- `managed_user_id=7`; the listing under no parent has the empty text.
CREATE TABLE sync_scopes (
    run INTEGER NOT NULL REFERENCES sync_runs (id),
    resource TEXT NOT NULL,
    scope TEXT NOT NULL,
    requests INTEGER NOT NULL,
    pages INTEGER NOT NULL,
    records INTEGER NOT NULL,
    changes INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('complete', 'failed', 'drift', 'refused')),
    error TEXT,
    PRIMARY KEY (run, resource, scope)
) STRICT, WITHOUT ROWID;

-- Every listing the mirror knows, by a number, so that a record's digest needs no long key.
-- `value_1` … are the values of the columns that `scope` spells out.
CREATE TABLE mirror_scopes (
    id INTEGER PRIMARY KEY,
    resource TEXT NOT NULL,
    scope TEXT NOT NULL,
    value_1 ANY,
    value_2 ANY,
    value_3 ANY,
    UNIQUE (resource, scope)
) STRICT;

-- The digest of each live record as it was received (SHA-256, cut to 16 bytes, over the mapping and the text):
-- a record whose digest is unchanged is unchanged, and costs one look-up. `key` is what identifies it within its scope.
CREATE TABLE record_digests (
    scope_id INTEGER NOT NULL,
    key ANY NOT NULL,
    digest BLOB NOT NULL CHECK (length(digest) = 16),
    PRIMARY KEY (scope_id, key)
) STRICT, WITHOUT ROWID;

-- The run that is being published; empty at any other time, so that a delete outside of a run fails
-- in its trigger (NOT NULL) rather than leave a row without an end.
CREATE TABLE mirror_publishing (
    run INTEGER NOT NULL,
    closed_by TEXT NOT NULL CHECK (closed_by IN ('delete', 'parent'))
) STRICT;

-- Answers that nobody could interpret, kept as they came, each once.
CREATE TABLE drift_observations (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES sync_runs (id),
    resource TEXT NOT NULL,
    scope TEXT NOT NULL,
    reason TEXT NOT NULL,
    fetched_at TEXT NOT NULL CHECK (fetched_at GLOB '????-??-??T??:??:??.???Z'),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    body BLOB NOT NULL,
    UNIQUE (resource, scope, sha256)
) STRICT;
