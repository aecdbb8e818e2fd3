-- title: Deprecated operations in use
-- asks:  Which recipes have steps that use a deprecated trigger or action?
-- why:   A deprecated operation still works, until it does not. Read from the code of each recipe's present version;
--        a recipe whose code was not received, or is not JSON, cannot be judged and is not listed.
-- param: managed_user integer = none       One customer only, by its id.
WITH
-- Taking a recipe's code apart is dear: first those that have such a connector, then those whose text has the operation's name.
suspects AS MATERIALIZED (
    SELECT DISTINCT used.managed_user_id, used.recipe_id, recipes.name, recipes.running, recipes.version_no, operations.name AS operation
    FROM connector_operations AS operations
    JOIN recipe_applications AS used ON used.application = operations.connector
    JOIN recipes
        ON recipes.managed_user_id = used.managed_user_id
        AND recipes.id = used.recipe_id
    WHERE operations.deprecated = 1
        AND (:managed_user IS NULL OR used.managed_user_id = :managed_user)
),
codes AS MATERIALIZED (
    -- SQLite takes the bare columns from the row that has the max(): the last text of a version that was saved twice.
    SELECT
        suspects.managed_user_id,
        suspects.recipe_id,
        suspects.name,
        suspects.running,
        versions.code,
        max(versions._valid_from) AS run
    FROM suspects
    JOIN recipe_versions AS versions
        ON versions.managed_user_id = suspects.managed_user_id
        AND versions.recipe_id = suspects.recipe_id
        AND ifnull(versions.version_no, -1) = ifnull(suspects.version_no, -1)
    WHERE instr(versions.code, '"' || suspects.operation || '"')
    GROUP BY suspects.managed_user_id, suspects.recipe_id
),
-- A step is an object with these three, at the top or in the `block` of another; schemas and inputs have names too.
steps AS (
    SELECT
        codes.managed_user_id,
        codes.recipe_id,
        codes.name AS recipe,
        codes.running,
        max(part.atom) FILTER (WHERE part.key = 'provider') AS connector,
        max(part.atom) FILTER (WHERE part.key = 'keyword') AS kind,
        max(part.atom) FILTER (WHERE part.key = 'name') AS operation
    FROM codes
    JOIN json_tree(CASE WHEN json_valid(codes.code) THEN codes.code END) AS part
    WHERE part.key IN ('provider', 'keyword', 'name')
        AND (part.path = '$' OR part.path LIKE '%.block[%]')
    GROUP BY codes.managed_user_id, codes.recipe_id, part.path
)
SELECT
    steps.managed_user_id,
    customers.name AS customer,
    steps.recipe_id,
    steps.running,
    count(*) AS steps,
    steps.connector,
    steps.operation,
    steps.recipe
FROM steps
JOIN connector_operations AS operations
    ON operations.connector = steps.connector
    AND operations.kind = steps.kind
    AND operations.name = steps.operation
LEFT JOIN managed_users AS customers ON customers.id = steps.managed_user_id
WHERE operations.deprecated = 1
GROUP BY steps.managed_user_id, steps.recipe_id, steps.connector, steps.kind, steps.operation
ORDER BY steps.managed_user_id, steps.recipe_id, steps.connector, steps.operation, steps.kind;
