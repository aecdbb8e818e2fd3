-- Account properties.

-- Values may be secrets of the customer: the configuration can withhold them.
CREATE TABLE properties (
    managed_user_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    value TEXT,
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, name)
) STRICT;
