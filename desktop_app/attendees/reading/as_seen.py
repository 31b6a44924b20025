"""A cell's value as a spreadsheet shows it."""

import datetime as dt

from desktop_app.attendees.cells.table import SEPARATOR


def as_seen(cell: object) -> str:  # noqa: PLR0911 - one line a kind
    """Return the text of a value: whole numbers without a point, dates without a clock."""
    match cell:
        case str():
            return cell.replace(SEPARATOR, "")
        case bool():
            return "TRUE" if cell else "FALSE"
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else f"{cell:.15g}"
        case dt.datetime():
            if cell.time() == dt.time():
                return cell.date().isoformat()
            return cell.isoformat(" ", "seconds" if cell.second else "minutes")
        case dt.time():
            return cell.isoformat("seconds" if cell.second else "minutes")
        case dt.date():
            return cell.isoformat()
        case None:
            return ""
        case _:
            return str(cell).replace(SEPARATOR, "")
