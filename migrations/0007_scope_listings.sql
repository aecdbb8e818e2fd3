-- A listing can also be missing: this server does not have the resource. A CHECK can only be changed by a new table.
CREATE TABLE sync_scopes_new (
    run INTEGER NOT NULL REFERENCES sync_runs (id),
    resource TEXT NOT NULL,
    scope TEXT NOT NULL,
    requests INTEGER NOT NULL,
    pages INTEGER NOT NULL,
    records INTEGER NOT NULL,
    changes INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('complete', 'failed', 'drift', 'refused', 'missing')),
    error TEXT,
    PRIMARY KEY (run, resource, scope)
) STRICT, WITHOUT ROWID;

INSERT INTO sync_scopes_new SELECT * FROM sync_scopes;

DROP TABLE sync_scopes;

ALTER TABLE sync_scopes_new RENAME TO sync_scopes;

-- For: when a listing was last read to its end, which decides what is due, what the next run will cost, and how old a part
-- of the mirror is.
CREATE INDEX sync_scopes_listed ON sync_scopes (resource, scope, run) WHERE state = 'complete';

-- For: which listings fail, without reading the many that do not.
CREATE INDEX sync_scopes_troubled ON sync_scopes (resource, scope, run, state) WHERE state <> 'complete';
