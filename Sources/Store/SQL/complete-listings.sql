-- The listings of a resource that were ever read to their end, in a total order: the values of the columns that each is under.
SELECT place.value_1, place.value_2, place.value_3
FROM main.mirror_scopes AS place
WHERE
    place.resource = :resource
    AND EXISTS (
        SELECT 1 FROM main.sync_scopes AS listed
        WHERE listed.resource = place.resource AND listed.scope = place.scope AND listed.state = 'complete'
    )
ORDER BY place.value_1, place.value_2, place.value_3;
