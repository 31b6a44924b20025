"""What is wrong with one person who is in no list: somebody whose row is corrected later, or an address by itself."""

from collections.abc import Mapping

from desktop_app.attendees.columns import Columns
from desktop_app.attendees.reader import Row, Table
from desktop_app.attendees.records import Entry
from desktop_app.attendees.roster import Field, RowProblem, check


def problem_of(entry: Entry, field: Field, value: str) -> RowProblem | None:
    """Return what would be wrong with a row that has this cell corrected; None when it can be sent."""
    cells = {Field.EMAIL: entry.email, Field.FIRST_NAME: entry.first_name, Field.LAST_NAME: entry.last_name}
    return _problem(cells | {field: value})


def problem_with(email: str) -> RowProblem | None:
    """Return what is wrong with an address; None when it can be sent to."""
    return _problem({Field.EMAIL: email, Field.FIRST_NAME: "", Field.LAST_NAME: ""})


def _problem(cells: Mapping[Field, str]) -> RowProblem | None:
    table = Table(header=None, header_row=0, rows=[Row(1, tuple(cells.values()))], encoding="", delimiter=",")
    roster = check(table, Columns(email=0, first_name=1, last_name=2), required=())
    return next(iter(roster.person(1).problems), None)
