-- The tables whose content can be hashed: no view, no virtual table, none of SQLite's own.
SELECT name
FROM main.sqlite_schema
WHERE type = 'table' AND coalesce(rootpage, 0) > 1 AND name NOT LIKE 'sqlite!_%' ESCAPE '!'
ORDER BY name
