-- The API's month against what the recipes' counters grew by, and whether any run of the month has listed recipes at all.
SELECT
    (SELECT coalesce(sum(quantity), 0) FROM statement_lines) AS by_api,
    (SELECT coalesce(sum(tasks), 0) FROM statement_recipes) AS by_counters,
    EXISTS (
        SELECT 1
        FROM sync_scopes AS listed
        WHERE listed.resource = 'recipes' AND listed.state = 'complete' AND listed.run IN (SELECT id FROM month_runs)
    ) AS is_covered
