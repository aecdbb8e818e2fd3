-- A scope keeps the number that the mirror knows it by; a new one gets a number that neither file uses.
INSERT INTO staging.scopes (id, resource, scope, value_1, value_2, value_3, state)
VALUES (
    coalesce(
        (SELECT id FROM main.mirror_scopes WHERE resource = :resource AND scope = :scope),
        1 + max(
            (SELECT coalesce(max(id), 0) FROM main.mirror_scopes),
            (SELECT coalesce(max(id), 0) FROM staging.scopes)
        )
    ),
    :resource, :scope, :value_1, :value_2, :value_3, 'listing'
)
ON CONFLICT (resource, scope) DO UPDATE SET state = 'listing', error = NULL
RETURNING id;
