-- Freezes one row of a price list.
INSERT INTO main.billing_prices (month, position, plan_id, managed_user_id, tier_from, tier_to, unit_price, per, currency, mode)
VALUES (:month, :position, :plan_id, :managed_user_id, :tier_from, :tier_to, :unit_price, :per, :currency, :mode)
