-- People and roles in a customer's account.

CREATE TABLE members (
    managed_user_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    grant_type TEXT,
    -- Names a role by its name, not by its id.
    role_name TEXT,
    external_id TEXT,
    name TEXT,
    email TEXT,
    time_zone TEXT,
    env_roles TEXT CHECK (env_roles IS NULL OR json_valid(env_roles)),
    project_grants TEXT CHECK (project_grants IS NULL OR json_valid(project_grants)),
    privileges TEXT CHECK (privileges IS NULL OR json_valid(privileges)),
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, id)
) STRICT;

-- Only the customer's own roles: those inherited from the partner's workspace are not listed.
CREATE TABLE roles (
    managed_user_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    name TEXT,
    inheritable INTEGER CHECK (inheritable IN (0, 1)),
    folder_ids TEXT CHECK (folder_ids IS NULL OR json_valid(folder_ids)),
    privileges TEXT CHECK (privileges IS NULL OR json_valid(privileges)),
    created_at TEXT CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, id)
) STRICT;

-- What a role allows, from `privileges`.
CREATE TABLE role_privileges (
    managed_user_id INTEGER NOT NULL,
    role_id INTEGER NOT NULL,
    resource TEXT NOT NULL,
    privilege TEXT NOT NULL,
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, role_id, resource, privilege)
) STRICT, WITHOUT ROWID;
