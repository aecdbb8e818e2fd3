-- How many keys the mirror knows of a scope that the listing so far has not shown.
SELECT count(*)
FROM main.record_digests AS known
WHERE
    known.scope_id = :scope_id
    AND NOT EXISTS (
        SELECT 1 FROM staging.listed AS listed
        WHERE listed.scope_id = known.scope_id AND listed.key = known.key
    );
