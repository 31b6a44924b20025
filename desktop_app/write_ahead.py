"""Databases whose changes are written ahead (SQLite's WAL), as the record of imports and practice keep them."""

import sqlite3
import time

PAUSE = 0.01


def write_ahead(database: sqlite3.Connection, *, patience: float) -> None:
    """Have a database write its changes ahead, as its file says from then on. Blocks for `patience` seconds at most.
    Raises sqlite3.Error.

    Of two windows that open a new file at once, SQLite lets one fail rather than wait for the other, whatever its
    time-out (seen with 3.40.1).
    """
    until = time.monotonic() + patience
    while True:
        try:
            database.execute("pragma journal_mode = wal")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
        time.sleep(PAUSE)
