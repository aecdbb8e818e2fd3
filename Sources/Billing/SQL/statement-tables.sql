-- A month as it is being looked at: computed from the mirror as it is now, or loaded from a month that is closed. Everything that is shown,
-- frozen or written to a file reads these tables, so that a preview, a close and a look at a closed month cannot differ.

-- The published runs that began in the month.
CREATE TEMP TABLE month_runs (
    id INTEGER PRIMARY KEY
) STRICT;

CREATE TEMP TABLE statement_lines (
    managed_user_id INTEGER NOT NULL,
    external_id TEXT,
    name TEXT,
    plan_id TEXT,
    metric TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    is_reported INTEGER NOT NULL,
    first_seen_run INTEGER,
    last_seen_run INTEGER,
    PRIMARY KEY (managed_user_id, metric)
) STRICT;

-- `priced_plan_id` is the plan by which the corrected month is priced.
CREATE TEMP TABLE statement_adjustments (
    of_month TEXT NOT NULL,
    managed_user_id INTEGER NOT NULL,
    external_id TEXT,
    name TEXT,
    plan_id TEXT,
    metric TEXT NOT NULL,
    billed INTEGER NOT NULL,
    corrected INTEGER NOT NULL,
    difference INTEGER NOT NULL,
    seen_run INTEGER NOT NULL,
    seen_at TEXT NOT NULL,
    priced_plan_id TEXT,
    PRIMARY KEY (of_month, managed_user_id, metric)
) STRICT;

-- What the recipes' counters grew by in the month. A measure is NULL where the API gave none.
CREATE TEMP TABLE statement_recipes (
    managed_user_id INTEGER NOT NULL,
    recipe_id INTEGER NOT NULL,
    tasks INTEGER,
    jobs_succeeded INTEGER,
    jobs_failed INTEGER,
    since TEXT,
    is_reset INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, recipe_id)
) STRICT;
