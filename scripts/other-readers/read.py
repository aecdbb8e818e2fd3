"""Reads every relation of a mirror by one program that people have, by its defaults: all rows, and their number.

Arguments: the program's name, the file, the names of the relations. One line a check: ok or FAIL; ends with 1 if one fails, and with 3
if the program is not installed here.
"""

import sqlite3
import sys


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def duckdb(path):
    import duckdb
    import duckdb_extension_sqlite_scanner as packed
    from pathlib import Path

    # From the net DuckDB loads the same extension by itself; the packed one is not signed.
    connection = duckdb.connect(config={"allow_unsigned_extensions": "true"})
    connection.execute(f"LOAD '{next(Path(packed.__file__).parent.glob('extensions/*/*.duckdb_extension'))}'")
    connection.execute(f"ATTACH '{path}' AS mirror (TYPE sqlite, READ_ONLY)")
    return lambda what, name: connection.execute(f"SELECT {what} FROM mirror.{quoted(name)}").fetchall()


def pandas(path):
    import pandas

    connection = sqlite3.connect(path)
    return lambda what, name: pandas.read_sql(f"SELECT {what} FROM {quoted(name)}", connection).values.tolist()


def connectorx(path):
    import connectorx  # noqa: F401
    import polars

    return lambda what, name: polars.read_database_uri(f"SELECT {what} FROM {quoted(name)}", f"sqlite://{path}").rows()


def adbc(path):
    import adbc_driver_sqlite  # noqa: F401
    import polars

    return lambda what, name: polars.read_database_uri(
        f"SELECT {what} FROM {quoted(name)}", f"sqlite:///{path}", engine="adbc"
    ).rows()


def odbc(path):
    import pyodbc

    if "SQLite3" not in pyodbc.drivers():
        raise ImportError("the ODBC driver SQLite3")
    cursor = pyodbc.connect(f"Driver={{SQLite3}};Database={path}").cursor()
    return lambda what, name: cursor.execute(f"SELECT {what} FROM {quoted(name)}").fetchall()


def main(program, path, *names):
    connection = sqlite3.connect(path)
    failed = 0
    try:
        read = {"duckdb": duckdb, "pandas": pandas, "connectorx": connectorx, "adbc": adbc, "odbc": odbc}[program](path)
    except ImportError as problem:
        print(f"skip {program}: {problem}")
        return 3
    for name in names:
        rows = connection.execute(f"SELECT count(*) FROM {quoted(name)}").fetchone()[0]
        try:
            found = (len(read("*", name)), int(read("count(*)", name)[0][0]))
            problem = None if found == (rows, rows) else f"{found} instead of {rows} rows"
        except BaseException as error:  # connectorx panics, which is no Exception
            problem = str(error).strip().split("\n")[0]
        failed += problem is not None
        print(f"ok   {program} {name}: {rows} rows" if problem is None else f"FAIL {program} {name}: {problem}")
    return 1 if failed else 0


sys.exit(main(*sys.argv[1:]))
