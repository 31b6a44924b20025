"""Imports that are written down and not sent yet."""

from collections.abc import Iterable
from typing import Any

from desktop_app.attendees.journal import Import, Journal
from desktop_app.attendees.records import NewRow
from desktop_app.attendees.roster import Person


def persons(count: int) -> list[Person]:
    """So many people, from row 2 on."""
    return [Person(row, f"p{row}@x.example", "A", "B") for row in range(2, count + 2)]


async def begin(journal: Journal, people: int | Iterable[Person | NewRow], **given: Any) -> Import:
    """Write an import down, of so many people, of these, or of these rows; `given` is what it is about otherwise."""
    people = persons(people) if isinstance(people, int) else people
    usual: dict[str, Any] = {
        "account_key": "a", "event_id": "e1", "event_name": "E", "source": "s", "ticket_type_id": "",
        "ticket_type_name": "", "send_notification": False,
    }  # fmt: skip
    rows = [each if isinstance(each, NewRow) else NewRow(each) for each in people]
    return await journal.begin(**usual | given, rows=rows)
