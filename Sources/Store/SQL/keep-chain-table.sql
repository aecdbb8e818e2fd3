-- Keeps the digest of one table of a link.
INSERT INTO main.chain_tables (seq, run, "table", sha256)
VALUES (?, ?, ?, ?)
