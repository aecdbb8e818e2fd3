-- Customer accounts (managed users).
-- A CHECK is also a column's type: IN (0, 1) a boolean, GLOB a timestamp in UTC, json_valid JSON text.
-- (json_valid(NULL) is 0 in SQLite 3.40, hence the IS NULL.)

CREATE TABLE managed_users (
    id INTEGER PRIMARY KEY,
    external_id TEXT,
    name TEXT,
    notification_email TEXT,
    error_notification_emails TEXT,
    admin_notification_emails TEXT,
    plan_id TEXT,
    origin_url TEXT,
    frame_ancestors TEXT,
    trial INTEGER CHECK (trial IN (0, 1)),
    in_trial INTEGER CHECK (in_trial IN (0, 1)),
    whitelisted_apps TEXT CHECK (whitelisted_apps IS NULL OR json_valid(whitelisted_apps)),
    created_at TEXT CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    current_billing_period_start TEXT CHECK (current_billing_period_start GLOB '????-??-??T??:??:??.???Z'),
    current_billing_period_end TEXT CHECK (current_billing_period_end GLOB '????-??-??T??:??:??.???Z'),
    task_limit_adjustment TEXT,
    task_limit INTEGER,
    active_connection_limit INTEGER,
    time_zone TEXT,
    team_name TEXT,
    full_embedding INTEGER CHECK (full_embedding IN (0, 1)),
    auth_settings TEXT CHECK (auth_settings IS NULL OR json_valid(auth_settings)),
    environments TEXT CHECK (environments IS NULL OR json_valid(environments)),
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL
) STRICT;

-- The connectors a customer may use, from `whitelisted_apps`.
CREATE TABLE managed_user_apps (
    managed_user_id INTEGER NOT NULL,
    app TEXT NOT NULL,
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, app)
) STRICT;

-- The counters of a customer: they change on every poll, and must not make its own history noisy.
CREATE TABLE managed_user_activity (
    managed_user_id INTEGER PRIMARY KEY,
    task_count INTEGER,
    active_recipe_count INTEGER,
    active_connection_count INTEGER,
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL
) STRICT;
