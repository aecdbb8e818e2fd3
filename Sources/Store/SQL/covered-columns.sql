-- Every column of every ordinary table, in the order of their declaration: the chain finds by them which tables it covers.
SELECT
    tables.name AS "table",
    columns.name AS "column",
    columns.pk > 0 AS is_key
FROM main.sqlite_schema AS tables
JOIN pragma_table_info(tables.name, 'main') AS columns
WHERE tables.type = 'table'
ORDER BY tables.name, columns.cid
