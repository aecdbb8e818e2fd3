-- title: Customers gained and lost
-- asks:  How many customers came and went in each month, and how many are there?
-- why:   Growth and churn. A customer came when its account was made, and went in the month of the run that found it gone. Customers that
--        went before the first run are not known: months before it show only those that stayed. Months are UTC.
-- param: from month = -11 months           First month.
-- param: to month = this month             Last month.
-- chart: line x=month y=customers
WITH RECURSIVE
customers AS MATERIALIZED (
    -- A customer without a date counts as older than the window.
    SELECT coalesce(substr(created_at, 1, 7), '') AS came, substr(gone_at, 1, 7) AS went, name
    FROM customers_known
),
months (month) AS (
    SELECT :from WHERE :from <= :to AND EXISTS (SELECT 1 FROM customers)
    UNION ALL
    SELECT strftime('%Y-%m', month || '-01', '+1 month')
    FROM months
    WHERE month < :to
),
counts AS (
    SELECT
        months.month,
        count(*) FILTER (WHERE customers.came = months.month) AS gained,
        count(*) FILTER (WHERE customers.went = months.month) AS lost,
        count(*) FILTER (WHERE customers.went IS NULL OR customers.went > months.month) AS customers,
        count(*) FILTER (WHERE customers.came < months.month) AS before
    FROM months
    JOIN customers
        ON customers.came <= months.month
        AND (customers.went IS NULL OR customers.went >= months.month)
    GROUP BY months.month
)
SELECT
    month,
    gained,
    lost,
    customers,
    round(100.0 * lost / nullif(before, 0), 1) AS lost_percent,
    (
        SELECT group_concat(name, ', ')
        FROM (SELECT name FROM customers WHERE went = counts.month ORDER BY name)
    ) AS lost_customers
FROM counts
ORDER BY month;
