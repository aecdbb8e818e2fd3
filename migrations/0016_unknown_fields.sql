-- The fields that came without a column, or with a value that did not fit theirs: noted when a run is published, since to look
-- for them in `_extra` would mean to read every row. The rows that were there before are looked through once, by the program.
CREATE TABLE unknown_fields (
    resource TEXT NOT NULL,
    field TEXT NOT NULL,
    has_column INTEGER NOT NULL CHECK (has_column IN (0, 1)),
    -- The first that saw it.
    run INTEGER NOT NULL REFERENCES sync_runs (id),
    -- Of one row that has it.
    key TEXT NOT NULL CHECK (json_valid(key)),
    PRIMARY KEY (resource, field, has_column)
) STRICT, WITHOUT ROWID;
