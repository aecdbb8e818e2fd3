#!/usr/bin/env python3
"""Verifies the chain of a mirror of workato-mirror, and shares no line with that program.

    python3 verify-chain.py mirror.db [HEAD]

It is written from the specification in Documentation/evidence.md (in a snapshot: data/VERIFY.md), with the standard library only.
It only reads. It computes the digest of every row, table and link again, and compares them with those in the file. With HEAD, 64
hexadecimal digits that somebody has written down, it also says whether this head stands in the chain, and notes if an upgrade link is newer.

It ends with 0 if everything fits, and with 1 if anything does not. Of memory it takes about 100 bytes for each row of the largest table.
"""

import hashlib
import pathlib
import sqlite3
import struct
import sys

NO_DIGEST = "0" * 64
OF_RUN = {"sync_scopes", "usage_observations", "drift_observations", "unknown_fields"}
OF_MONTH = {"billing_months", "billing_lines", "billing_adjustments", "billing_prices", "billing_checks", "billing_files"}
RUN_DIGESTS = {"changes_sha256", "chain_sha256"}


class Text(bytes):
    """A TEXT as its bytes, which need not be good UTF-8. A BLOB is plain bytes, so the two stay apart."""


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def canonical_text(names, cells):
    """`name=type length:bytes;` for each cell that is not NULL, sorted by the bytes of the names."""
    text = bytearray()
    for name, value in sorted(zip(names, cells), key=lambda pair: pair[0].encode()):
        if value is None:
            continue
        if isinstance(value, int):
            kind, data = b"integer", b"%d" % value
        elif isinstance(value, float):
            kind, data = b"real", struct.pack(">d", value)
        else:
            kind, data = (b"text" if isinstance(value, Text) else b"blob"), bytes(value)
        text += name.encode() + b"=" + kind + b" %d:" % len(data) + data + b";"
    return bytes(text)


def digest_of_rows(hashes):
    """Over the rows' hashes in ascending order, each as 64 lower-case hexadecimal digits and a line feed."""
    return sha256(b"".join(one.hex().encode() + b"\n" for one in sorted(hashes)))


def digest_of_changes(tables):
    """Over a line `table digest` for each table, in the order of the names' bytes."""
    return sha256(b"".join(f"{name} {tables[name]}\n".encode() for name in sorted(tables, key=str.encode)))


def digest_of_link(previous, kind, run, month, record, changes):
    return sha256(
        f"previous {previous}\nkind {kind}\nrun {run}\nmonth {month or ''}\nrecord ".encode() + record + f"\nchanges {changes}\n".encode())


class Mirror:
    def __init__(self, path):
        self.db = sqlite3.connect(pathlib.Path(path).resolve().as_uri() + "?mode=ro", uri=True, isolation_level=None)
        self.db.text_factory = Text
        self.db.execute("BEGIN")
        self.columns = {}
        for table, column in self.db.execute(
            "SELECT t.name, c.name FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c WHERE t.type = 'table' ORDER BY c.cid"
        ):
            self.columns.setdefault(table.decode(), []).append(column.decode())
        self.problems = 0

    def report(self, text):
        self.problems += 1
        print(text)

    def rows(self, table, columns, moment=None, condition="true"):
        """For each row the value of the column `moment`, and the row's canonical text."""
        listed = ", ".join(map(quoted, columns))
        for row in self.db.execute(f"SELECT {quoted(moment or columns[0])}, {listed} FROM {quoted(table)} WHERE {condition}"):
            yield row[0], canonical_text(columns, row[1:])

    def covered(self):
        """Each covered table with its parts: physical table, columns that are hashed, column that says the run or month, condition."""
        for name, columns in self.columns.items():
            twin = self.columns.get(name + "_history", [])
            if "_valid_from" in columns and "_valid_to" not in columns:
                parts = [(name, columns, "_valid_from", "true")]
                if twin:
                    begun = [column for column in twin if column not in ("_valid_to", "_closed_by")]
                    # A version that ended before the newest upgrade link counts there once, with its end.
                    parts.append((name + "_history", begun, "_valid_from", f"_valid_to > {self.base_run}"))
                    parts.append((name + "_history", twin, "_valid_to", "true"))
            elif name in OF_RUN:
                parts = [(name, columns, "run", "true")]
            elif name in OF_MONTH:
                parts = [(name, columns, "month", "true")]
            elif name == "sync_runs":
                parts = [(name, [c for c in columns if c not in RUN_DIGESTS], "id", f"id <= {self.base_run}")]
            else:
                continue
            yield name, parts

    def read_links(self):
        self.links = [
            (seq, kind.decode(), run, month and month.decode(), kept.decode())
            for seq, kind, run, month, kept in self.db.execute("SELECT seq, kind, run, month, sha256 FROM chain_links ORDER BY seq")]
        self.tables = {seq: {} for seq, *_ in self.links}
        runs = {seq: run for seq, _, run, *_ in self.links}
        for seq, run, table, kept in self.db.execute('SELECT seq, run, "table", sha256 FROM chain_tables'):
            if runs.get(seq) != run:
                self.report(f"chain_tables: link {seq}, {table.decode()}: belongs to no link of that number and run")
            self.tables.setdefault(seq, {})[table.decode()] = kept.decode()
        upgrades = [(seq, run) for seq, kind, run, *_ in self.links if kind == "upgrade"]
        self.base_seq, self.base_run = upgrades[-1] if upgrades else (0, 0)

    def check_links(self):
        names = [name for name in self.columns["sync_runs"] if name not in RUN_DIGESTS]
        records = dict(self.rows("sync_runs", names, "id"))
        told = {run: (changes, chain) for run, changes, chain in self.db.execute("SELECT id, changes_sha256, chain_sha256 FROM sync_runs")}
        linked, previous = [], NO_DIGEST
        for place, (seq, kind, run, month, kept) in enumerate(self.links, 1):
            if seq != place:
                self.report(f"link {seq}: stands at place {place} of the chain")
            record = records.get(run, b"") if kind == "run" else b""
            changes = digest_of_changes(self.tables[seq])
            if digest_of_link(previous, kind, run, month, record, changes) != kept:
                self.report(f"link {seq}, {kind}, run {run}: does not follow from the link before and from what it covers")
            if kind == "run":
                linked.append(run)
                if told.get(run) != (changes.encode(), kept.encode()):
                    self.report(f"run {run}: its row in sync_runs has other digests than its link")
            previous = kept
        if sorted(told) != list(range(1, len(told) + 1)):
            self.report("sync_runs: the runs are not numbered from 1 without a gap")
        # Before the first link, runs have none.
        first = self.links[0][2] + (self.links[0][1] != "run") if self.links else 1
        if linked != [run for run in sorted(told) if run >= first]:
            self.report(f"since run {first}, each run must have one link, in the order of the runs")

    def check_rows(self):
        """Each row belongs to a run's link, to a close's link, or, if it is older, to the newest upgrade link."""
        expected = {}
        for seq, kind, run, month, _ in self.links:
            for table, kept in self.tables[seq].items():
                if seq == self.base_seq:
                    expected[table, "base"] = kept
                elif seq > self.base_seq and kind == "close":
                    expected[table, month] = kept
                elif seq > self.base_seq and kind == "run":
                    expected[table, run] = kept
        closed = {month for seq, kind, _, month, _ in self.links if kind == "close" and seq > self.base_seq}
        for table, parts in self.covered():
            groups = {}
            for physical, columns, moment, condition in parts:
                for at, text in self.rows(physical, columns, moment, condition):
                    if moment == "month":
                        place = at.decode() if at.decode() in closed else "base"
                    else:
                        place = at if at > self.base_run else "base"
                    groups.setdefault(place, []).append(hashlib.sha256(text).digest())
            for place, hashes in groups.items():
                if expected.pop((table, place), None) != digest_of_rows(hashes):
                    self.report(f"{table}: {self.name(place)}: the rows do not have the digest of their link")
        for table, place in expected:
            self.report(f"{table}: {self.name(place)}: all rows are missing")

    def name(self, place):
        return f"run {self.base_run} or older" if place == "base" else f"month {place}" if isinstance(place, str) else f"run {place}"


def main(path, head=None):
    try:
        mirror = Mirror(path)
        mirror.read_links()
        mirror.check_links()
        mirror.check_rows()
    except (sqlite3.Error, KeyError) as error:
        print(f"{path}: cannot be read as a mirror with a chain: {error}")
        return 1
    if not mirror.links:
        mirror.report("the chain has no link")
    seqs = [seq for seq, *_, kept in mirror.links if kept == head]
    if head and not seqs:
        mirror.report(f"{head} is not in the chain")
    elif head and seqs[0] < mirror.base_seq:
        print(f"note: link {mirror.base_seq} (upgrade, run {mirror.base_run}) is newer than this head, which proves no row that it covers")
    print(f"{len(mirror.links)} links, {mirror.problems} problems")
    print(f"head    {mirror.links[-1][4] if mirror.links else 'none'}")
    return 1 if mirror.problems else 0


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit("usage: verify-chain.py MIRROR [HEAD]")
    sys.exit(main(*sys.argv[1:]))
