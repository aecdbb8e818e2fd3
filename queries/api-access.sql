-- title: API access
-- asks:  Which API client may call which API collection?
-- why:   To see who can call what before a collection is changed, and access that should have ended. A line an access profile
--        and collection. A client or collection that is not known is shown by its id; a profile that opens none has a blank.
-- param: managed_user integer = none       One customer only, by its id; 0 is the partner's own workspace.
-- param: active boolean = none             Only profiles that are active, or only those that are not.
-- chart: bar x=collection,customer,managed_user_id y=*
SELECT
    profiles.managed_user_id,
    CASE profiles.managed_user_id WHEN 0 THEN '(own workspace)' ELSE customers.name END AS customer,
    coalesce(clients.name, CAST(profiles.api_client_id AS TEXT)) AS client,
    coalesce(collections.name || coalesce(' ' || collections.version, ''), CAST(entry.value AS TEXT)) AS collection,
    profiles.active,
    profiles.auth_type,
    profiles.name AS profile
FROM api_access_profiles AS profiles
LEFT JOIN json_each(profiles.api_collection_ids) AS entry
LEFT JOIN api_collections AS collections
    ON collections.managed_user_id = profiles.managed_user_id
    -- An id may be a number or a text in the array.
    AND collections.id = CAST(entry.value AS INTEGER)
LEFT JOIN api_clients AS clients
    ON clients.managed_user_id = profiles.managed_user_id
    AND clients.id = profiles.api_client_id
LEFT JOIN managed_users AS customers ON customers.id = profiles.managed_user_id
WHERE (:managed_user IS NULL OR profiles.managed_user_id = :managed_user)
    AND (:active IS NULL OR profiles.active = :active)
ORDER BY profiles.managed_user_id, client, collection, profile, profiles.active, profiles.auth_type;
