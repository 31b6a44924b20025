"""From a file or pasted text to rows: encoding, separator, header row, row numbers as a spreadsheet shows them.

Nothing but `Unreadable` is ever raised, whatever the bytes are, and the file is only read. `load` and `load_text` are
for an event loop, `read` and `read_text` block.
"""

from desktop_app.attendees.cells.table import SEPARATOR, OtherList, Row, Table
from desktop_app.attendees.reading.dialect import DELIMITERS
from desktop_app.attendees.reading.encodings import ENCODINGS
from desktop_app.attendees.reading.in_child import load, load_text, read
from desktop_app.attendees.reading.lists import read_text
from desktop_app.attendees.unreadable import Unreadable, WhyUnreadable

__all__ = [
    "DELIMITERS",
    "ENCODINGS",
    "SEPARATOR",
    "OtherList",
    "Row",
    "Table",
    "Unreadable",
    "WhyUnreadable",
    "load",
    "load_text",
    "read",
    "read_text",
]
