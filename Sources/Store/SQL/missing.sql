-- What the mirror knows of a scope, and how much of that the listing so far has not shown.
SELECT
    count(*) AS known,
    count(*) FILTER (
        WHERE NOT EXISTS (
            SELECT 1 FROM staging.listed AS listed
            WHERE listed.scope_id = known.scope_id AND listed.key = known.key
        )
    ) AS missing
FROM main.record_digests AS known
WHERE known.scope_id = :scope_id;
