-- Connections: a customer's accounts with other applications.

CREATE TABLE connections (
    managed_user_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    name TEXT,
    provider TEXT,
    application TEXT,
    description TEXT,
    authorized_at TEXT CHECK (authorized_at GLOB '????-??-??T??:??:??.???Z'),
    authorization_status TEXT,
    authorization_error TEXT,
    created_at TEXT CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    external_id TEXT,
    folder_id INTEGER,
    parent_id INTEGER,
    connection_lost_at TEXT CHECK (connection_lost_at GLOB '????-??-??T??:??:??.???Z'),
    connection_lost_reason TEXT,
    tags TEXT CHECK (tags IS NULL OR json_valid(tags)),
    parent TEXT CHECK (parent IS NULL OR json_valid(parent)),
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, id)
) STRICT;
