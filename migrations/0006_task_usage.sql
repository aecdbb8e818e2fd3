-- Task usage: what a bill stands on.

-- Months that leave the API's window, and customers that vanish, keep their rows.
CREATE TABLE task_usage (
    managed_user_id INTEGER NOT NULL,
    month TEXT NOT NULL CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'),
    task_count INTEGER NOT NULL,
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, month)
) STRICT, WITHOUT ROWID;

-- Every distinct answer of the usage endpoint, as it came: its inner shape is undocumented, and a better
-- reading of it tomorrow must be able to start from what was said today.
CREATE TABLE usage_observations (
    run INTEGER NOT NULL REFERENCES sync_runs (id),
    fetched_at TEXT NOT NULL CHECK (fetched_at GLOB '????-??-??T??:??:??.???Z'),
    sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(sha256) = 64),
    body TEXT NOT NULL
) STRICT;
