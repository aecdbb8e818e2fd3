-- What is listed only if the configuration says so, because it costs a request for each recipe or connection.

-- Who made a version of a recipe, when, and why. Rows are only ever added or updated.
CREATE TABLE recipe_version_details (
    managed_user_id INTEGER NOT NULL,
    recipe_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    version_no INTEGER,
    comment TEXT,
    author_name TEXT,
    author_email TEXT,
    created_at TEXT CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, recipe_id, id)
) STRICT;

-- What a connected application offers to choose from.
CREATE TABLE picklist_values (
    managed_user_id INTEGER NOT NULL,
    connection_id INTEGER NOT NULL,
    -- As the configuration names it.
    pick_list TEXT NOT NULL,
    value TEXT NOT NULL,
    label TEXT,
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, connection_id, pick_list, value)
) STRICT;
