-- title: Folder tree
-- asks:  Where is each folder, and what is in it?
-- why:   The API shows a folder's parent only. `/` is the customer's home. What is below an unknown parent is under `?`, with no depth;
--        so is each folder of a circle, and each below one. Recipes and connections are those in the folder itself.
-- param: managed_user integer = none       One customer only, by its id.
-- chart: none, a tree of names is read as text
WITH RECURSIVE
chosen AS MATERIALIZED (
    SELECT
        folders.managed_user_id,
        folders.id,
        folders.name,
        folders.parent_id,
        -- Older servers name the project only in the project itself.
        coalesce(
            folders.project_id,
            (
                SELECT min(projects.id)
                FROM projects
                WHERE projects.managed_user_id = folders.managed_user_id
                    AND projects.folder_id = folders.id
            )
        ) AS project_id
    FROM folders
    WHERE :managed_user IS NULL OR folders.managed_user_id = :managed_user
),
tops AS (
    SELECT *
    FROM chosen
    WHERE NOT EXISTS (
        SELECT 1
        FROM folders AS parent
        WHERE parent.managed_user_id = chosen.managed_user_id
            AND parent.id = chosen.parent_id
    )
),
-- Home is not listed: it is a parent of which nothing is known, with a lower id than all others. Some servers name no parent instead.
homes AS MATERIALIZED (
    SELECT managed_user_id, CASE count(*) WHEN count(parent_id) THEN min(parent_id) END AS id
    FROM tops
    GROUP BY managed_user_id
),
-- No folder has two parents, so no path from a top folder leads into a circle.
tree (managed_user_id, id, project_id, depth, path) AS (
    SELECT
        tops.managed_user_id,
        tops.id,
        tops.project_id,
        CASE WHEN tops.parent_id IS homes.id THEN 1 END,
        CASE WHEN tops.parent_id IS homes.id THEN '/' ELSE '?/' END || coalesce(tops.name, tops.id)
    FROM tops
    JOIN homes ON homes.managed_user_id = tops.managed_user_id
    UNION ALL
    SELECT
        below.managed_user_id,
        below.id,
        coalesce(below.project_id, tree.project_id),
        tree.depth + 1,
        tree.path || '/' || coalesce(below.name, below.id)
    FROM tree
    JOIN chosen AS below
        ON below.managed_user_id = tree.managed_user_id
        AND below.parent_id = tree.id
),
places AS (
    SELECT * FROM tree
    UNION ALL
    SELECT managed_user_id, id, NULL, 0, '/' FROM homes WHERE id IS NOT NULL
    UNION ALL
    SELECT managed_user_id, id, project_id, NULL, '?/' || coalesce(name, id)
    FROM chosen
    WHERE (managed_user_id, id) NOT IN (SELECT managed_user_id, id FROM tree)
),
recipes_in AS (
    SELECT managed_user_id, folder_id, count(*) AS recipes
    FROM recipes
    GROUP BY managed_user_id, folder_id
),
connections_in AS (
    SELECT managed_user_id, folder_id, count(*) AS connections
    FROM connections
    GROUP BY managed_user_id, folder_id
)
SELECT
    places.managed_user_id,
    places.id AS folder_id,
    places.depth,
    coalesce(recipes_in.recipes, 0) AS recipes,
    coalesce(connections_in.connections, 0) AS connections,
    projects.name AS project,
    places.path
FROM places
LEFT JOIN recipes_in
    ON recipes_in.managed_user_id = places.managed_user_id
    AND recipes_in.folder_id = places.id
LEFT JOIN connections_in
    ON connections_in.managed_user_id = places.managed_user_id
    AND connections_in.folder_id = places.id
LEFT JOIN projects
    ON projects.managed_user_id = places.managed_user_id
    AND projects.id = places.project_id
ORDER BY places.managed_user_id, places.path, places.id;
