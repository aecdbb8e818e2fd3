-- The price list of a closed month.
SELECT position, plan_id, managed_user_id, tier_from, tier_to, unit_price, per, currency, mode
FROM billing_prices
WHERE month = :month
ORDER BY position
