"""See `cells.table`."""

from desktop_app.attendees.cells.table import SEPARATOR, OtherList, Table

__all__ = ["SEPARATOR", "OtherList", "Table"]
