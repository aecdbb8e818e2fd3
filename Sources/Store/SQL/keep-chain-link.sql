-- The newest link is the head of the chain.
INSERT INTO main.chain_links (seq, kind, run, month, sha256)
VALUES (?, ?, ?, ?, ?)
