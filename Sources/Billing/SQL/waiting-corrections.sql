-- The corrections that wait for the next close, by the month that they correct.
SELECT of_month, count(*) AS customers, sum(difference) AS difference
FROM statement_adjustments
GROUP BY of_month
ORDER BY of_month
