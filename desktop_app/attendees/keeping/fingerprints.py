"""Which list it is, by all that was read of it."""

import hashlib

from desktop_app.attendees.cells.table import SEPARATOR, Table


def fingerprint(table: Table) -> str:
    """Return what stands for the cells of a list, its headers and the numbers of its rows; nothing can be read from it.

    The same list read another way has another one as far as that shows, such as another sheet. What the file is called,
    and how it is stored, does not count; neither do blank cells at the end of a row. Blocks.
    """
    seen = hashlib.sha256(_line(0, table.header or ()))
    for part in table.parts:
        cells = zip(*(column.split(SEPARATOR) for column in part.columns), strict=True)
        seen.update(b"".join(map(_line, part.rows, cells)))
    return seen.hexdigest()


def _line(number: int, cells: tuple[str, ...]) -> bytes:
    return f"{number}{SEPARATOR}{SEPARATOR.join(cells).rstrip(SEPARATOR)}\n".encode("utf-8", "surrogatepass")
