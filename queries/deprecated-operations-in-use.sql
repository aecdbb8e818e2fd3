-- title: Deprecated operations in use
-- asks:  Which recipes have steps that use a deprecated trigger or action?
-- why:   A deprecated operation still works, until it does not. Read from the code of each recipe's present version;
--        a recipe whose code was not received, or is not JSON, cannot be judged and is not listed.
-- param: managed_user integer = none       One customer only, by its id.
-- chart: bar x=operation,connector y=*
WITH
suspects AS MATERIALIZED (
    SELECT DISTINCT used.managed_user_id, used.recipe_id, operations.name AS operation
    FROM connector_operations AS operations
    JOIN recipe_applications AS used ON used.application = operations.connector
    WHERE operations.deprecated = 1
        AND (:managed_user IS NULL OR used.managed_user_id = :managed_user)
),
-- A version that was saved twice has two texts. The later one counts.
present AS MATERIALIZED (
    SELECT recipes.managed_user_id, recipes.id, recipes.name, recipes.running, recipes.version_no, max(versions._valid_from) AS run
    FROM recipes
    JOIN recipe_versions AS versions
        ON versions.managed_user_id = recipes.managed_user_id
        AND versions.recipe_id = recipes.id
        AND ifnull(versions.version_no, -1) = ifnull(recipes.version_no, -1)
    WHERE (recipes.managed_user_id, recipes.id) IN (SELECT managed_user_id, recipe_id FROM suspects)
    GROUP BY recipes.managed_user_id, recipes.id
),
-- A step is an object with these three members, at the top or in the `block` of another step. Schemas and inputs have names too.
steps AS (
    SELECT
        present.managed_user_id,
        present.id AS recipe_id,
        present.name AS recipe,
        present.running,
        max(part.atom) FILTER (WHERE part.key = 'provider') AS connector,
        max(part.atom) FILTER (WHERE part.key = 'keyword') AS kind,
        max(part.atom) FILTER (WHERE part.key = 'name') AS operation
    FROM present
    JOIN recipe_versions AS versions
        ON versions.managed_user_id = present.managed_user_id
        AND versions.recipe_id = present.id
        AND ifnull(versions.version_no, -1) = ifnull(present.version_no, -1)
        AND versions._valid_from = present.run
    -- Parsing a text is expensive, so it is done only if the text contains the operation's name.
    JOIN json_tree(
        CASE
            WHEN json_valid(versions.code) AND EXISTS (
                SELECT 1
                FROM suspects
                WHERE suspects.managed_user_id = present.managed_user_id
                    AND suspects.recipe_id = present.id
                    AND instr(versions.code, '"' || suspects.operation || '"')
            ) THEN versions.code
        END
    ) AS part
    WHERE part.key IN ('provider', 'keyword', 'name')
        AND (part.path = '$' OR part.path LIKE '%.block[%]')
    GROUP BY present.managed_user_id, present.id, part.path
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
