-- Freezes what a check has found.
INSERT INTO main.billing_checks (month, name, is_warning, message)
VALUES (:month, :name, :is_warning, :message)
