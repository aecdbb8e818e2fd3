-- Whether the API has ever sent the record that a live row claims to be.
SELECT EXISTS (
    SELECT 1
    FROM main.mirror_scopes AS place
    JOIN main.record_digests AS received ON received.scope_id = place.id AND received.key = :key
    WHERE place.resource = :resource AND place.scope = :scope
);
