-- The records that have listings of their own below them: those that this run has seen in the scope, and, where the
-- listing failed or was not due, also those that the mirror knows, since nothing says that they are gone.
SELECT listed.key
FROM staging.listed AS listed
WHERE listed.scope_id = :scope_id
UNION
SELECT known.key
FROM main.record_digests AS known
WHERE
    known.scope_id = :scope_id
    AND (SELECT state FROM staging.scopes WHERE id = :scope_id) IS NOT 'complete'
