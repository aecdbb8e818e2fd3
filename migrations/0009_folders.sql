-- Folders and projects.

CREATE TABLE projects (
    managed_user_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    name TEXT,
    description TEXT,
    folder_id INTEGER,
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, id)
) STRICT;

-- `parent_id` of the first level is the customer's home folder, which is not listed itself.
CREATE TABLE folders (
    managed_user_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    name TEXT,
    parent_id INTEGER,
    is_project INTEGER CHECK (is_project IN (0, 1)),
    -- An integer or a text, as the server has it.
    project_id ANY,
    created_at TEXT CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, id)
) STRICT;

-- For: what is below a folder.
CREATE INDEX folders_parent ON folders (managed_user_id, parent_id);
