"""Lists as text, and what is read of them."""

from desktop_app.attendees.columns import match
from desktop_app.attendees.reader import Table, read_text
from desktop_app.attendees.roster import check

PEOPLE = "Email,First name,Last name\r\nzoë@x.example,Zoë,Groß\r\njürgen@x.example,Jürgen,Müller\r\n"


def cells(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


def people(text):
    """The people of a list, checked."""
    table = read_text(text)
    return check(table, match(table)).people


def names(text):
    """First and last name of each."""
    return [(person.first_name, person.last_name) for person in people(text)]
