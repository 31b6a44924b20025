"""The rows of an import, sorted by the journal as the checked list sorts them."""

from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
import pytest_asyncio

from desktop_app.attendees.columns import Columns
from desktop_app.attendees.journal import Fate, Import, Journal, NewRow, Result, SortedBy
from desktop_app.attendees.reader import read_text
from desktop_app.attendees.roster import Field, Person, check
from desktop_app.attendees.row_filters import IN_DOUBT, NEVER_SENT, TAKEN_BACK, order_of

pytestmark = pytest.mark.asyncio

NAMES = (("b@x.example", "Zoë"), ("a@x.example", ""), ("c@x.example", "ángel"), ("d@x.example", "Bob"),
         ("E@x.example", "Ann"), ("f@x.example", "bob"), ("g@x.example", ""))  # fmt: skip


@pytest_asyncio.fixture
async def journal(tmp_path: Path) -> AsyncIterator[Journal]:
    made = Journal(tmp_path / "journal.sqlite3")
    yield made
    await made.close()


async def begin(journal: Journal, names: Sequence[tuple[str, str]] = NAMES) -> Import:
    return await journal.begin(
        account_key="acme", event_id="e1", event_name="E", source="s.csv", ticket_type_id="", ticket_type_name="",
        send_notification=False,
        rows=[NewRow(Person(row, email, first, "")) for row, (email, first) in enumerate(names, start=2)],
    )  # fmt: skip


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize(("by", "field"), [(SortedBy.EMAIL, Field.EMAIL), (SortedBy.FIRST_NAME, Field.FIRST_NAME)])
async def test_a_cell_sorts_as_in_the_checked_list(
    journal: Journal, by: SortedBy, field: Field, descending: bool
) -> None:
    made = await begin(journal)
    text = "\n".join(("Email,Name", *(",".join(row) for row in NAMES)))
    roster = check(read_text(text), Columns(email=0, first_name=1), required=())
    expected = roster.ordered(field, range(2, 9), descending=descending)
    assert list(await journal.order(made.id, by, descending=descending)) == expected


async def test_names_without_case_and_accents_and_blank_ones_last(journal: Journal) -> None:
    made = await begin(journal)
    assert list(await journal.order(made.id, SortedBy.FIRST_NAME)) == [4, 6, 5, 7, 2, 3, 8]
    assert list(await journal.order(made.id, SortedBy.FIRST_NAME, descending=True)) == [2, 5, 7, 6, 4, 3, 8]
    assert list(await journal.order(made.id, SortedBy.ROW, descending=True)) == [8, 7, 6, 5, 4, 3, 2]


async def test_who_failed_or_is_in_doubt_comes_first(journal: Journal) -> None:
    made = await begin(journal)
    await journal.mark_sending(made.id, await journal.rows(made.id, limit=6))
    fates = {2: Fate.REGISTERED, 3: Fate.FAILED, 5: Fate.UNKNOWN, 6: Fate.ALREADY_IN, 7: Fate.REGISTERED}
    await journal.record(made.id, [Result(row=row, fate=fate) for row, fate in fates.items()])
    await journal.withdraw(made.id, 7)
    order = await journal.order(made.id, SortedBy.RESULT, withdrawn=None)
    assert list(order) == [3, 4, 5, 8, 2, 6, 7]
    order = await journal.order(made.id, SortedBy.RESULT, withdrawn=None, descending=True)
    assert list(order) == [7, 6, 2, 8, 4, 5, 3]


async def test_a_filter_is_sorted_too(journal: Journal) -> None:
    made = await begin(journal)
    await journal.record(made.id, [Result(row=row, fate=Fate.UNKNOWN) for row in (2, 6, 3)])
    await journal.record(made.id, [Result(row=4, fate=Fate.REGISTERED)])
    assert list(await order_of(journal, made.id, IN_DOUBT, SortedBy.EMAIL, descending=False)) == [3, 2, 6]
    await journal.withdraw(made.id, 4)
    await journal.withdraw_waiting(made.id)
    assert list(await order_of(journal, made.id, TAKEN_BACK, SortedBy.EMAIL, descending=False)) == [4]
    assert list(await order_of(journal, made.id, NEVER_SENT, SortedBy.EMAIL, descending=True)) == [8, 7, 5]
    assert len(await order_of(journal, made.id, None, SortedBy.RESULT, descending=True)) == 7


async def test_rows_are_read_by_their_numbers_in_any_order(journal: Journal) -> None:
    made = await begin(journal)
    assert [entry.row for entry in await journal.rows_numbered(made.id, [7, 2, 99, 4])] == [7, 2, 4]
    assert await journal.rows_numbered(made.id, []) == []
