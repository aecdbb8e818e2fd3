-- Freezes a part of a file.
INSERT INTO main.billing_files (month, name, part, bytes)
VALUES (:month, :name, :part, :bytes)
