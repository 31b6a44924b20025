"""People for the tables alone: of a list that is checked, and of an import."""

import datetime as dt

from desktop_app.attendees.columns import Columns
from desktop_app.attendees.journal import Entry, Fate
from desktop_app.attendees.reader import Row, Table
from desktop_app.attendees.roster import Roster, check


def roster(count: int) -> Roster:
    """A list of so many people from row 2 on; in each tenth row the address is wrong."""
    rows = [Row(n, (f"p{n}@acme.example.com" if n % 10 else "nobody", "First", "Last")) for n in range(2, count + 2)]
    table = Table(header=None, header_row=0, rows=rows, encoding="utf-8", delimiter=",")
    return check(table, Columns(email=0, first_name=1, last_name=2))


def entries(start: int, count: int, fate: Fate = Fate.REGISTERED) -> list[Entry]:
    """Rows of an import that all have the same fate."""
    return [
        Entry(
            row=at, email=f"p{at}@acme.example.com", first_name="", last_name="", external_ticket_id=str(at),
            fate=fate, ticket_id="", join_link="", code="", reason="", message="", updated=dt.datetime.now(dt.UTC),
        )
        for at in range(start, start + count)
    ]  # fmt: skip
