-- title: Members by customer
-- asks:  Who works in which account, and with which role?
-- why:   To see who can change what. `custom` says whether the role is one of the customer's own; it is blank where these
--        were never listed. Any other role is built in, or inherited from the partner's workspace. A member without a role of
--        its own shows those it has by environment, as the API has them.
-- param: managed_user integer = none       One customer only, by its id.
-- param: grant text = none                 One kind only: team, or federation_manager for the partner's customer managers.
-- chart: stacked x=customer,managed_user_id y=* series=role
WITH
-- Without this, a server that does not list roles would seem to have no custom ones.
roles_listed AS (
    SELECT DISTINCT scope
    FROM sync_scopes
    WHERE resource = 'roles' AND state = 'complete'
)
SELECT
    members.managed_user_id,
    customers.name AS customer,
    coalesce(members.role_name, members.env_roles) AS role,
    CASE
        WHEN members.role_name IS NOT NULL
            AND 'managed_user_id=' || members.managed_user_id IN (SELECT scope FROM roles_listed)
            THEN EXISTS (
                SELECT 1
                FROM roles
                WHERE roles.managed_user_id = members.managed_user_id
                    AND roles.name = members.role_name
            )
    END AS custom,
    members.grant_type,
    members.name AS member,
    members.email
FROM members
LEFT JOIN managed_users AS customers ON customers.id = members.managed_user_id
WHERE (:managed_user IS NULL OR members.managed_user_id = :managed_user)
    AND (:grant IS NULL OR members.grant_type = :grant)
ORDER BY members.managed_user_id, role, member, email, members.grant_type, custom;
