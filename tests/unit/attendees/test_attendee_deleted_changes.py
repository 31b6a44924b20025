"""Who has a list open hears that what was changed in it is deleted, and nobody else does."""

import datetime as dt
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from desktop_app.attendees.journal import Journal, ListChanges, ListKey
from desktop_app.attendees.records import Correction

pytestmark = pytest.mark.asyncio

OLD = dt.datetime.now(dt.UTC) - dt.timedelta(days=100)


@pytest_asyncio.fixture
async def journal(tmp_path: Path) -> AsyncIterator[Journal]:
    made = Journal(tmp_path / "journal.sqlite3")
    yield made
    await made.close()


async def opened(journal: Journal, name: str, told: list[str], *, changed: bool = True) -> ListChanges:
    changes = journal.changes_of(ListKey("acme", "e1", name))
    changes.on_deleted = lambda: told.append(name)
    if changed:
        changes.keep([Correction(2, "email", f"{name}@x.example", "0")], frozenset({7}))
    await journal.kept()
    return changes


async def test_only_lists_of_which_something_was_deleted_hear_of_it(journal: Journal, tmp_path: Path) -> None:
    told: list[str] = []
    kept = [await opened(journal, name, told) for name in ("old", "new")]
    kept.append(await opened(journal, "unchanged", told, changed=False))
    with sqlite3.connect(tmp_path / "journal.sqlite3") as database:
        database.execute("update changed_lists set changed = ? where fingerprint = 'old'", (OLD.isoformat(),))
    await journal.wipe_older_than(OLD + dt.timedelta(days=1))
    assert told == ["old"]
    await journal.wipe_finished()
    assert told == ["old", "new"]
    assert (await journal.kept()).lists == 0


async def test_what_is_changed_after_the_deletion_is_kept_alone(journal: Journal) -> None:
    told: list[str] = []
    changes = await opened(journal, "a", told)
    await journal.wipe_finished()
    changes.keep([Correction(3, "email", "n@x.example", "0")], frozenset())
    again = await journal.changes_of(changes.key).recall()
    assert again is not None
    assert [made.row for made in again.corrections] == [3]
    assert again.left == frozenset()


async def test_of_two_that_have_the_same_list_open_both_hear_of_it(journal: Journal) -> None:
    """It is read anew while it is shown, and that may fail."""
    told: list[str] = []
    both = [await opened(journal, "a", told), await opened(journal, "a", told, changed=False)]
    await journal.wipe_finished()
    assert told == ["a", "a"]
    del both
