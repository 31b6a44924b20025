"""Two windows may open a new database at once."""

import sqlite3
import threading

import pytest

from desktop_app.write_ahead import write_ahead


@pytest.fixture
def path(tmp_path):
    return tmp_path / "new.sqlite3"


@pytest.fixture
def connect(path):
    opened = []

    def connected():
        # SQLite itself waits for nobody here
        opened.append(sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False))
        return opened[-1]

    yield connected
    for database in opened:
        database.close()


def mode(database):
    return database.execute("pragma journal_mode").fetchone()[0]


def test_changes_are_written_ahead_from_then_on(connect):
    write_ahead(connect(), patience=0)
    assert mode(connect()) == "wal"


def test_it_waits_for_another_window_that_has_the_file_to_itself(connect):
    other, database = connect(), connect()
    other.execute("begin exclusive")
    waiting = threading.Thread(target=write_ahead, args=(database,), kwargs={"patience": 120})
    waiting.start()
    other.execute("commit")
    waiting.join()
    assert mode(database) == "wal"


def test_it_does_not_wait_for_ever(connect):
    other = connect()
    other.execute("begin exclusive")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        write_ahead(connect(), patience=0)


def test_what_is_no_database_is_not_tried_again(path, connect):
    path.write_bytes(b"no database at all, but long enough to be one" * 100)
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        write_ahead(connect(), patience=120)
