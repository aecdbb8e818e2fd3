-- Billing: months that somebody has closed. A closed month never changes: what is learned later about it becomes an adjustment of a
-- later close. So every UPDATE and DELETE is refused here, and every INSERT that belongs to a month that is closed.

-- The row of a month is written last: from then on the month is closed.
CREATE TABLE billing_months (
    month TEXT NOT NULL PRIMARY KEY CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'),
    closed_at TEXT NOT NULL CHECK (closed_at GLOB '????-??-??T??:??:??.???Z'),
    run INTEGER NOT NULL REFERENCES sync_runs (id),
    time_zone TEXT NOT NULL,
    grace_seconds INTEGER NOT NULL CHECK (grace_seconds >= 0),
    tool_version TEXT NOT NULL,
    lines INTEGER NOT NULL CHECK (lines >= 0),
    task_count INTEGER NOT NULL,
    adjustments INTEGER NOT NULL CHECK (adjustments >= 0),
    adjusted_task_count INTEGER NOT NULL,
    content_sha256 TEXT NOT NULL CHECK (length(content_sha256) = 64)
) STRICT;

CREATE TABLE billing_lines (
    month TEXT NOT NULL CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'),
    managed_user_id INTEGER NOT NULL,
    external_id TEXT,
    name TEXT,
    plan_id TEXT,
    metric TEXT NOT NULL CHECK (metric IN ('tasks')),
    quantity INTEGER NOT NULL,
    is_reported INTEGER NOT NULL CHECK (is_reported IN (0, 1)),
    first_seen_run INTEGER,
    last_seen_run INTEGER,
    PRIMARY KEY (month, managed_user_id, metric)
) STRICT;

-- `month` is the close that an adjustment appears in, `of_month` the month that it corrects.
CREATE TABLE billing_adjustments (
    month TEXT NOT NULL CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'),
    of_month TEXT NOT NULL CHECK (of_month GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'),
    managed_user_id INTEGER NOT NULL,
    external_id TEXT,
    name TEXT,
    plan_id TEXT,
    metric TEXT NOT NULL CHECK (metric IN ('tasks')),
    billed INTEGER NOT NULL,
    corrected INTEGER NOT NULL,
    difference INTEGER NOT NULL CHECK (difference = corrected - billed) CHECK (difference <> 0),
    seen_run INTEGER NOT NULL REFERENCES sync_runs (id),
    seen_at TEXT NOT NULL CHECK (seen_at GLOB '????-??-??T??:??:??.???Z'),
    PRIMARY KEY (month, of_month, managed_user_id, metric),
    CHECK (of_month < month)
) STRICT;

-- For a correction's earlier ones of the same month and customer: the first of them says the plan.
CREATE INDEX billing_adjustments_of_month ON billing_adjustments (of_month, managed_user_id, metric, month);

-- The rows of the price list that a month is priced by. Prices are decimal texts: a binary float would not keep them.
CREATE TABLE billing_prices (
    month TEXT NOT NULL CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'),
    position INTEGER NOT NULL CHECK (position > 0),
    plan_id TEXT NOT NULL,
    managed_user_id INTEGER,
    tier_from INTEGER NOT NULL CHECK (tier_from >= 0),
    tier_to INTEGER,
    unit_price TEXT NOT NULL,
    per INTEGER NOT NULL CHECK (per > 0),
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    mode TEXT NOT NULL CHECK (mode IN ('graduated', 'volume')),
    PRIMARY KEY (month, position)
) STRICT;

-- What was worth looking at when the month was closed.
CREATE TABLE billing_checks (
    month TEXT NOT NULL CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'),
    name TEXT NOT NULL,
    is_warning INTEGER NOT NULL CHECK (is_warning IN (0, 1)),
    message TEXT NOT NULL,
    PRIMARY KEY (month, name)
) STRICT;

-- The exported files, made at the close and kept as bytes: a later version of the program, other settings or another machine cannot
-- change them. They are cut into parts, so that no reader needs a whole file in memory.
CREATE TABLE billing_files (
    month TEXT NOT NULL CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'),
    name TEXT NOT NULL,
    part INTEGER NOT NULL CHECK (part > 0),
    bytes BLOB NOT NULL,
    PRIMARY KEY (month, name, part)
) STRICT;

-- What has been billed so far of each closed month: the line and all corrections.
CREATE VIEW billed_quantities (month, managed_user_id, metric, quantity) AS
SELECT month, managed_user_id, metric, sum(quantity)
FROM (
    SELECT month, managed_user_id, metric, quantity FROM billing_lines
    UNION ALL
    SELECT of_month, managed_user_id, metric, difference FROM billing_adjustments
)
GROUP BY month, managed_user_id, metric;

-- Months close one after the other; the first may be any. REPLACE would delete the old row without asking the trigger for DELETE.
CREATE TRIGGER billing_months_insert BEFORE INSERT ON billing_months
WHEN EXISTS (SELECT 1 FROM billing_months)
    AND NEW.month IS NOT (SELECT strftime('%Y-%m', max(month) || '-01', '+1 month') FROM billing_months)
BEGIN
    SELECT raise(ABORT, 'only the month after the last closed one can be closed');
END;

CREATE TRIGGER billing_months_update BEFORE UPDATE ON billing_months
BEGIN
    SELECT raise(ABORT, 'a closed month never changes');
END;

CREATE TRIGGER billing_months_delete BEFORE DELETE ON billing_months
BEGIN
    SELECT raise(ABORT, 'a closed month never changes');
END;

CREATE TRIGGER billing_lines_insert BEFORE INSERT ON billing_lines
WHEN EXISTS (SELECT 1 FROM billing_months WHERE month >= NEW.month)
BEGIN
    SELECT raise(ABORT, 'a closed month never changes');
END;

CREATE TRIGGER billing_lines_update BEFORE UPDATE ON billing_lines
BEGIN
    SELECT raise(ABORT, 'a closed month never changes');
END;

CREATE TRIGGER billing_lines_delete BEFORE DELETE ON billing_lines
BEGIN
    SELECT raise(ABORT, 'a closed month never changes');
END;

CREATE TRIGGER billing_adjustments_insert BEFORE INSERT ON billing_adjustments
WHEN EXISTS (SELECT 1 FROM billing_months WHERE month >= NEW.month)
BEGIN
    SELECT raise(ABORT, 'a closed month never changes');
END;

CREATE TRIGGER billing_adjustments_update BEFORE UPDATE ON billing_adjustments
BEGIN
    SELECT raise(ABORT, 'a closed month never changes');
END;

CREATE TRIGGER billing_adjustments_delete BEFORE DELETE ON billing_adjustments
BEGIN
    SELECT raise(ABORT, 'a closed month never changes');
END;

CREATE TRIGGER billing_prices_insert BEFORE INSERT ON billing_prices
WHEN EXISTS (SELECT 1 FROM billing_months WHERE month >= NEW.month)
BEGIN
    SELECT raise(ABORT, 'a closed month never changes');
END;

CREATE TRIGGER billing_prices_update BEFORE UPDATE ON billing_prices
BEGIN
    SELECT raise(ABORT, 'a closed month never changes');
END;

CREATE TRIGGER billing_prices_delete BEFORE DELETE ON billing_prices
BEGIN
    SELECT raise(ABORT, 'a closed month never changes');
END;

CREATE TRIGGER billing_checks_insert BEFORE INSERT ON billing_checks
WHEN EXISTS (SELECT 1 FROM billing_months WHERE month >= NEW.month)
BEGIN
    SELECT raise(ABORT, 'a closed month never changes');
END;

CREATE TRIGGER billing_checks_update BEFORE UPDATE ON billing_checks
BEGIN
    SELECT raise(ABORT, 'a closed month never changes');
END;

CREATE TRIGGER billing_checks_delete BEFORE DELETE ON billing_checks
BEGIN
    SELECT raise(ABORT, 'a closed month never changes');
END;

CREATE TRIGGER billing_files_insert BEFORE INSERT ON billing_files
WHEN EXISTS (SELECT 1 FROM billing_months WHERE month >= NEW.month)
BEGIN
    SELECT raise(ABORT, 'a closed month never changes');
END;

CREATE TRIGGER billing_files_update BEFORE UPDATE ON billing_files
BEGIN
    SELECT raise(ABORT, 'a closed month never changes');
END;

CREATE TRIGGER billing_files_delete BEFORE DELETE ON billing_files
BEGIN
    SELECT raise(ABORT, 'a closed month never changes');
END;
