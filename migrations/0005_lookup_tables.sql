-- Lookup tables, their columns and their rows.

CREATE TABLE lookup_tables (
    managed_user_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    name TEXT,
    schema TEXT CHECK (schema IS NULL OR json_valid(schema)),
    created_at TEXT CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    -- An integer or a text, as the server has it.
    project_id ANY,
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, id)
) STRICT;

-- The columns of a lookup table, from `schema`, which is JSON in a string. The first has position 1.
CREATE TABLE lookup_table_columns (
    managed_user_id INTEGER NOT NULL,
    lookup_table_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    label TEXT,
    name TEXT,
    type TEXT,
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, lookup_table_id, position)
) STRICT, WITHOUT ROWID;

-- `data` has the cells by the label of their column, as received; labels may be renamed, so no column has a column here.
CREATE TABLE lookup_table_rows (
    managed_user_id INTEGER NOT NULL,
    lookup_table_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    data TEXT CHECK (data IS NULL OR json_valid(data)),
    created_at TEXT CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, lookup_table_id, id)
) STRICT, WITHOUT ROWID;
