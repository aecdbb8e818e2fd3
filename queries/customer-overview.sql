-- title: Customers at a glance
-- asks:  What does each customer have, how much of it works, and how much does it use?
-- why:   The first look at an account, or at all of them. `active` recipes are switched on, `broken` connections do not work, and `tasks`
--        is the API's count of the billing period. Members are blank where they were never listed.
-- param: plan text = none                  Customers with this plan only, by its id.
-- chart: bar x=customer,managed_user_id y=tasks
WITH
recipe_counts AS MATERIALIZED (
    SELECT managed_user_id, count(*) AS recipes, count(*) FILTER (WHERE running = 1) AS running
    FROM recipes
    GROUP BY managed_user_id
),
connection_counts AS MATERIALIZED (
    SELECT
        managed_user_id,
        count(*) AS connections,
        count(*) FILTER (
            WHERE authorization_status IS NOT 'success'
                OR (connection_lost_at IS NOT NULL AND (authorized_at IS NULL OR connection_lost_at >= authorized_at))
        ) AS broken
    FROM connections
    GROUP BY managed_user_id
),
member_counts AS MATERIALIZED (
    SELECT managed_user_id, count(*) AS members
    FROM members
    GROUP BY managed_user_id
)
SELECT
    customers.id AS managed_user_id,
    customers.name AS customer,
    substr(customers.created_at, 1, 7) AS joined,
    coalesce(recipe_counts.recipes, 0) AS recipes,
    coalesce(recipe_counts.running, 0) AS active,
    coalesce(connection_counts.connections, 0) AS connections,
    coalesce(connection_counts.broken, 0) AS broken,
    CASE
        WHEN EXISTS (
            SELECT 1
            FROM sync_scopes
            WHERE resource = 'members'
                AND scope = 'managed_user_id=' || customers.id
                AND state = 'complete'
        ) THEN coalesce(member_counts.members, 0)
    END AS members,
    activity.task_count AS tasks
FROM managed_users AS customers
LEFT JOIN managed_user_activity AS activity ON activity.managed_user_id = customers.id
LEFT JOIN recipe_counts ON recipe_counts.managed_user_id = customers.id
LEFT JOIN connection_counts ON connection_counts.managed_user_id = customers.id
LEFT JOIN member_counts ON member_counts.managed_user_id = customers.id
WHERE :plan IS NULL OR customers.plan_id = :plan
ORDER BY tasks DESC, managed_user_id;
