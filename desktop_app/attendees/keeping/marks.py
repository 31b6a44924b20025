"""What is left of people who are in once their import is wiped: a mark each, so that the same list, imported again,
invites nobody twice where Zoom doesn't tell who is in.

A mark is made of the account, the event and the address, with a key that is in a file of its own: who has the journal
without it learns nothing by trying addresses. Blocks; whoever writes does so in a transaction.
"""

import datetime as dt
import hmac
import secrets
import sqlite3
from pathlib import Path

from msgspec.structs import replace

from desktop_app.attendees.cells.email_keys import email_key
from desktop_app.attendees.keeping import row_table
from desktop_app.attendees.records import IN, OPEN, UNSETTLED, Entry, Fate, Import
from desktop_app.storage.files import replace_file

KEPT = dt.timedelta(days=366)
"""How long: the journal doesn't know when an event is over, and few are planned further ahead."""

_KEY_BYTES = 32
_MARK_BYTES = 16


def key_file(journal: Path) -> Path:
    """Return where the key is of the marks in a journal."""
    return journal.with_name(f"{journal.name}.key")


def keep(database: sqlite3.Connection, journal: Path, made: Import) -> None:
    """Mark who has a ticket by an import, or may have."""
    found = database.execute(
        f"select email, fate from rows where import_id = ? and (fate in ({', '.join('?' * len(IN))}) or reason = ?)"  # noqa: S608 - marks only
        " and withdrawn is null",
        (made.id, *IN, UNSETTLED),
    ).fetchall()
    if not found:
        return
    key = _key(key_file(journal))
    if key is None:
        key = secrets.token_bytes(_KEY_BYTES)
        replace_file(key_file(journal), key)
    written = row_table.now().isoformat()
    database.executemany(
        "insert into marks (mark, doubtful, made) values (?, ?, ?)"
        " on conflict (mark) do update set doubtful = min(doubtful, excluded.doubtful), made = excluded.made",
        ((_mark(key, made, email), fate not in IN, written) for email, fate in found),
    )


def forget_old(database: sqlite3.Connection) -> None:
    """Remove the marks of events that are over."""
    database.execute("delete from marks where made < ?", ((row_table.now() - KEPT).isoformat(),))


def marked(database: sqlite3.Connection, journal: Path, made: Import) -> list[Entry]:
    """Return the rows of an import whose people are in by another one that was wiped, as they would stand there: of
    tickets and links nothing is known."""
    key = _key(key_file(journal))
    if key is None or database.execute("select 1 from marks limit 1").fetchone() is None:
        return []
    people = []
    for row in row_table.some(database, made.id, fates=OPEN):
        found = database.execute("select doubtful from marks where mark = ?", (_mark(key, made, row.email),)).fetchone()
        if found is not None:
            fate = Fate.UNKNOWN if found[0] else Fate.ALREADY_IN
            people.append(replace(row, fate=fate, ticket_id="", join_link=""))
    return people


def _mark(key: bytes, made: Import, email: str) -> bytes:
    text = f"{made.account_key}\n{made.event_id}\n{email_key(email)}"
    return hmac.digest(key, text.encode("utf-8", "surrogatepass"), "sha256")[:_MARK_BYTES]


def _key(place: Path) -> bytes | None:
    """Return the key; None where there is none, or none any more."""
    try:
        key = place.read_bytes()
    except FileNotFoundError:
        return None
    return key if len(key) == _KEY_BYTES else None
