-- title: Roll-out of recipes
-- asks:  Which version of a recipe do how many customers have?
-- why:   What a partner builds once it rolls out to many accounts, under one name. A line for each version that customers have; `texts` is
--        how many different codes go by that version number: more than one means that somebody has changed theirs.
-- param: recipe text = none                One recipe only, by its name.
-- param: customers integer = 2             Recipes of at least so many customers.
-- chart: stacked x=recipe y=customers series=version_no
WITH
present AS (
    SELECT
        trim(recipes.name) AS name,
        recipes.managed_user_id,
        recipes.version_no,
        recipes.running,
        recipes.updated_at,
        -- A version that was saved twice has two texts. The later one counts.
        (
            SELECT versions.code_sha256
            FROM recipe_versions AS versions
            WHERE versions.managed_user_id = recipes.managed_user_id
                AND versions.recipe_id = recipes.id
                AND ifnull(versions.version_no, -1) = ifnull(recipes.version_no, -1)
            ORDER BY versions._valid_from DESC
            LIMIT 1
        ) AS code_sha256
    FROM recipes
    WHERE :recipe IS NULL OR trim(recipes.name) = :recipe
),
spread AS (
    SELECT name, count(DISTINCT managed_user_id) AS customers
    FROM present
    GROUP BY name
    HAVING count(DISTINCT managed_user_id) >= :customers
)
SELECT
    present.name AS recipe,
    present.version_no,
    count(DISTINCT present.managed_user_id) AS customers,
    round(100.0 * count(DISTINCT present.managed_user_id) / spread.customers) AS percent,
    count(*) FILTER (WHERE present.running = 1) AS running,
    count(DISTINCT present.code_sha256) AS texts,
    substr(max(present.updated_at), 1, 10) AS last_updated
FROM spread
JOIN present ON present.name = spread.name
GROUP BY spread.customers, present.name, present.version_no
ORDER BY spread.customers DESC, recipe, present.version_no DESC;
