-- The files of a closed month, part by part.
SELECT name, bytes
FROM billing_files
WHERE month = :month
ORDER BY name, part
