-- What was found when the month was closed; warnings first.
SELECT name, is_warning, message
FROM billing_checks
WHERE month = :month
ORDER BY is_warning DESC, name
