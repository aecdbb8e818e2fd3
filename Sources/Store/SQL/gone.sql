-- What a listing that was read to its end no longer has.
INSERT INTO staging.gone (scope_id, key)
SELECT known.scope_id, known.key
FROM main.record_digests AS known
WHERE
    known.scope_id = :scope_id
    AND NOT EXISTS (
        SELECT 1 FROM staging.listed AS listed
        WHERE listed.scope_id = known.scope_id AND listed.key = known.key
    );
