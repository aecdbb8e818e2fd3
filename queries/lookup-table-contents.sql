-- title: Contents of a lookup table
-- asks:  What is in a customer's lookup table?
-- why:   To compare or restore a table: one line a cell, so that any table fits, whatever its columns.
--        A cell whose key matches no column (its column was renamed) has no position, and is not lost.
-- param: managed_user integer              The customer, by its id; 0 is the partner's own workspace.
-- param: table text                        The table, by its name or id.
-- chart: none, its cells are texts
WITH
tables AS (
    SELECT managed_user_id, id, name
    FROM lookup_tables
    WHERE managed_user_id = :managed_user
        AND (name = :table OR CAST(id AS TEXT) = :table)
),
rows_of_tables AS (
    SELECT tables.id AS lookup_table_id, tables.name AS lookup_table, contents.id AS row_id, contents.data
    FROM tables
    JOIN lookup_table_rows AS contents
        ON contents.managed_user_id = tables.managed_user_id
        AND contents.lookup_table_id = tables.id
),
cells AS (
    SELECT
        rows_of_tables.*,
        cell.key,
        -- A number that is not a 64-bit integer keeps its digits as received. A boolean stays true or false.
        CASE
            WHEN typeof(cell.value) = 'real' THEN coalesce(rows_of_tables.data -> cell.fullkey, cell.value)
            WHEN cell.type IN ('true', 'false') THEN cell.type
            ELSE cell.value
        END AS value
    FROM rows_of_tables
    JOIN json_each(rows_of_tables.data) AS cell
),
-- The API identifies a cell by its column's label. Older tables have the column's name, or `col1` for its position.
columns AS (
    SELECT
        lookup_table_id,
        position,
        coalesce(label, name, 'col' || position) AS label,
        json_array(label, name, 'col' || position) AS keys
    FROM lookup_table_columns
    WHERE managed_user_id = :managed_user
),
matches AS (
    SELECT
        cells.lookup_table_id,
        cells.row_id,
        columns.position,
        cells.key,
        cells.value,
        row_number() OVER (PARTITION BY cells.lookup_table_id, cells.row_id, columns.position ORDER BY names.id, cells.key) AS preference
    FROM cells
    JOIN columns ON columns.lookup_table_id = cells.lookup_table_id
    JOIN json_each(columns.keys) AS names ON names.value = cells.key
)
SELECT
    rows_of_tables.lookup_table_id,
    rows_of_tables.lookup_table,
    rows_of_tables.row_id,
    columns.position AS position,
    columns.label AS label,
    matches.value AS value
FROM rows_of_tables
JOIN columns ON columns.lookup_table_id = rows_of_tables.lookup_table_id
LEFT JOIN matches
    ON matches.lookup_table_id = rows_of_tables.lookup_table_id
    AND matches.row_id = rows_of_tables.row_id
    AND matches.position = columns.position
    AND matches.preference = 1
UNION ALL
SELECT cells.lookup_table_id, cells.lookup_table, cells.row_id, NULL, cells.key, cells.value
FROM cells
WHERE NOT EXISTS (
    SELECT 1
    FROM matches
    WHERE matches.lookup_table_id = cells.lookup_table_id
        AND matches.row_id = cells.row_id
        AND matches.key = cells.key
        AND matches.preference = 1
)
ORDER BY lookup_table_id, row_id, position NULLS LAST, label, value;
