-- The API platform, of customers and, as managed_user_id = 0, of the partner's own workspace.
-- Tokens and secrets are taken out of the answers before they come here.

CREATE TABLE api_collections (
    managed_user_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    name TEXT,
    version TEXT,
    url TEXT,
    api_spec_url TEXT,
    created_at TEXT CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    -- An integer or a text, as the server has it.
    project_id ANY,
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, id)
) STRICT;

CREATE TABLE api_endpoints (
    managed_user_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    api_collection_id INTEGER,
    -- The recipe that answers.
    flow_id INTEGER,
    name TEXT,
    method TEXT,
    url TEXT,
    legacy_url TEXT,
    base_path TEXT,
    path TEXT,
    active INTEGER CHECK (active IN (0, 1)),
    legacy INTEGER CHECK (legacy IN (0, 1)),
    created_at TEXT CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, id)
) STRICT;

CREATE TABLE api_clients (
    managed_user_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    name TEXT,
    created_at TEXT CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    -- An integer or a text, as the server has it.
    project_id ANY,
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, id)
) STRICT;

CREATE TABLE api_access_profiles (
    managed_user_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    name TEXT,
    api_client_id INTEGER,
    api_collection_ids TEXT CHECK (api_collection_ids IS NULL OR json_valid(api_collection_ids)),
    active INTEGER CHECK (active IN (0, 1)),
    auth_type TEXT,
    created_at TEXT CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, id)
) STRICT;
