-- title: Lookup tables that differ between customers
-- asks:  Which lookup tables have one name, but other columns at other customers?
-- why:   A recipe that is copied to every customer needs the same columns everywhere, in the same order: it names them by position.
--        A line for each form that a table has; the one that few customers have is the likely mistake.
-- param: table text = none                 Tables of this name only.
-- chart: none, what differs are lists of names
WITH
tables AS (
    SELECT
        tables.managed_user_id,
        tables.name,
        -- As JSON, so that a comma in a label cannot make two forms look the same.
        (
            SELECT json_group_array(heading)
            FROM (
                SELECT coalesce(columns.label, columns.name, '') || coalesce(' ' || columns.type, '') AS heading
                FROM lookup_table_columns AS columns
                WHERE columns.managed_user_id = tables.managed_user_id
                    AND columns.lookup_table_id = tables.id
                ORDER BY columns.position
            )
        ) AS columns
    FROM lookup_tables AS tables
    WHERE :table IS NULL OR tables.name = :table
),
forms AS MATERIALIZED (
    SELECT DISTINCT managed_user_id, name, columns
    FROM tables
),
differing AS (
    SELECT name
    FROM forms
    GROUP BY name
    HAVING count(DISTINCT columns) > 1 AND count(DISTINCT managed_user_id) > 1
)
SELECT DISTINCT
    forms.name AS lookup_table,
    count(*) OVER form AS customers,
    forms.columns,
    group_concat(forms.managed_user_id, ' ') OVER form AS managed_user_ids
FROM forms
JOIN differing ON differing.name = forms.name
-- The whole form in each row: group_concat has a guaranteed order only in a window.
WINDOW form AS (
    PARTITION BY forms.name, forms.columns
    ORDER BY forms.managed_user_id
    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
)
ORDER BY lookup_table, customers DESC, forms.columns;
