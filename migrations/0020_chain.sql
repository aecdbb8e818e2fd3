-- The chain: what each run and each close wrote, as digests of which each follows from the one before. Whoever has kept one of them can
-- tell later whether anything before it was changed. Documentation/evidence.md says how every digest is computed.

-- NULL in runs that are older than the chain.
ALTER TABLE sync_runs ADD COLUMN changes_sha256 TEXT CHECK (length(changes_sha256) = 64);

ALTER TABLE sync_runs ADD COLUMN chain_sha256 TEXT CHECK (length(chain_sha256) = 64);

-- The newest link is the head. `run` is the newest run when the link was made, which of a run's link is the run itself.
CREATE TABLE chain_links (
    seq INTEGER PRIMARY KEY CHECK (seq > 0),
    kind TEXT NOT NULL CHECK (kind IN ('run', 'close', 'upgrade')),
    run INTEGER NOT NULL REFERENCES sync_runs (id),
    month TEXT CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64)
) STRICT;

-- The digest of all rows of one table that a link is about. Tables without such a row have none.
CREATE TABLE chain_tables (
    seq INTEGER NOT NULL REFERENCES chain_links (seq),
    run INTEGER NOT NULL REFERENCES sync_runs (id),
    "table" TEXT NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    PRIMARY KEY (seq, "table")
) STRICT;

-- The first four bytes of each row's hash, in their order, cut into parts. The chain does not need them: they tell which row of a
-- table does not fit.
CREATE TABLE chain_rows (
    seq INTEGER NOT NULL REFERENCES chain_links (seq),
    "table" TEXT NOT NULL,
    part INTEGER NOT NULL CHECK (part > 0),
    hashes BLOB NOT NULL,
    PRIMARY KEY (seq, "table", part)
) STRICT;
