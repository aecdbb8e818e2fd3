-- Connectors of the platform, and those that the partner has built: of all customers together.

CREATE TABLE connectors (
    name TEXT NOT NULL PRIMARY KEY,
    title TEXT,
    categories TEXT CHECK (categories IS NULL OR json_valid(categories)),
    oauth INTEGER CHECK (oauth IN (0, 1)),
    deprecated INTEGER CHECK (deprecated IN (0, 1)),
    secondary INTEGER CHECK (secondary IN (0, 1)),
    requires_connection INTEGER CHECK (requires_connection IN (0, 1)),
    mobile_search INTEGER CHECK (mobile_search IN (0, 1)),
    image_url TEXT,
    mobile_image_url TEXT,
    triggers TEXT CHECK (triggers IS NULL OR json_valid(triggers)),
    actions TEXT CHECK (actions IS NULL OR json_valid(actions)),
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL
) STRICT;

-- What a connector can do, from `triggers` and `actions`.
CREATE TABLE connector_operations (
    connector TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('trigger', 'action')),
    name TEXT NOT NULL,
    title TEXT,
    deprecated INTEGER CHECK (deprecated IN (0, 1)),
    bulk INTEGER CHECK (bulk IN (0, 1)),
    batch INTEGER CHECK (batch IN (0, 1)),
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (connector, kind, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE custom_connectors (
    id INTEGER PRIMARY KEY,
    name TEXT,
    title TEXT,
    latest_released_version INTEGER,
    latest_released_version_note TEXT,
    oem_shared_version INTEGER,
    oem_shared_at TEXT CHECK (oem_shared_at GLOB '????-??-??T??:??:??.???Z'),
    released_versions TEXT CHECK (released_versions IS NULL OR json_valid(released_versions)),
    static_webhook_url TEXT,
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL
) STRICT;

-- Releases, from `released_versions`. The API shows the ten newest: older ones stay here as they were last seen.
CREATE TABLE custom_connector_versions (
    custom_connector_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    version_note TEXT,
    created_at TEXT CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    released_at TEXT CHECK (released_at GLOB '????-??-??T??:??:??.???Z'),
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (custom_connector_id, version)
) STRICT, WITHOUT ROWID;
