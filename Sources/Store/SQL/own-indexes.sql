-- The indexes that migrations have made on a table, beside its key and the one on runs that each live table has.
SELECT name
FROM pragma_index_list(:table, 'main')
WHERE origin = 'c' AND "unique" = 0 AND partial = 0 AND name <> :table || '_from'
ORDER BY name
