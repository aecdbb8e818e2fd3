-- title: Privileges of custom roles
-- asks:  What does each custom role allow, and how many members have it?
-- why:   A role that nobody has can go, and one that allows too much shows here. A member names its role by name;
--        `members` is blank where a customer's members were never listed. A role that allows nothing has one line.
-- param: managed_user integer = none       One customer only, by its id.
-- chart: none, each line is a list of names
WITH
members_listed AS (
    SELECT DISTINCT scope
    FROM sync_scopes
    WHERE resource = 'members' AND state = 'complete'
),
named AS (
    SELECT managed_user_id, id, role_name
    FROM members
    UNION
    -- With environments a member has a role in each. Its form is not documented, so any text in it may be a role's name.
    SELECT members.managed_user_id, members.id, part.atom
    FROM members
    JOIN json_tree(members.env_roles) AS part
    WHERE part.type = 'text'
),
holders AS (
    SELECT managed_user_id, role_name, count(*) AS members
    FROM named
    GROUP BY managed_user_id, role_name
),
granted AS (
    SELECT DISTINCT managed_user_id, role_id, resource
    FROM role_privileges
)
SELECT
    roles.managed_user_id,
    customers.name AS customer,
    roles.id AS role_id,
    roles.name AS role,
    CASE
        WHEN 'managed_user_id=' || roles.managed_user_id IN (SELECT scope FROM members_listed)
            THEN coalesce(holders.members, 0)
    END AS members,
    granted.resource,
    (
        SELECT group_concat(privilege, ', ')
        FROM (
            SELECT role_privileges.privilege
            FROM role_privileges
            WHERE role_privileges.managed_user_id = roles.managed_user_id
                AND role_privileges.role_id = roles.id
                AND role_privileges.resource = granted.resource
            ORDER BY role_privileges.privilege
        )
    ) AS privileges
FROM roles
LEFT JOIN granted
    ON granted.managed_user_id = roles.managed_user_id
    AND granted.role_id = roles.id
LEFT JOIN holders
    ON holders.managed_user_id = roles.managed_user_id
    AND holders.role_name = roles.name
LEFT JOIN managed_users AS customers ON customers.id = roles.managed_user_id
WHERE :managed_user IS NULL OR roles.managed_user_id = :managed_user
ORDER BY roles.managed_user_id, roles.id, granted.resource;
