-- Keeps how the hashes of some rows begin that a link covers.
INSERT INTO main.chain_rows (seq, "table", part, hashes)
VALUES (?, ?, ?, ?)
