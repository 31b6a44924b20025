"""What a person chose for the columns of a list, kept for the next list with the same headers."""

import hashlib
import threading
from collections.abc import Callable
from contextlib import suppress

import msgspec

from desktop_app.attendees.cells.folding import folded
from desktop_app.attendees.cells.table import Table
from desktop_app.attendees.matching.match import Columns

MOST_KEPT = 200
"""Mappings; the one that wasn't used for longest goes."""


class _Kept(msgspec.Struct, frozen=True):
    version: int = 1
    mappings: dict[str, Columns] = {}


def headers_fingerprint(table: Table) -> str:
    """Return what stands for the headers of a list, whatever their case and spaces; "" when it has none.

    Nothing can be read from it.
    """
    if table.header is None or not any(name.strip() for name in table.header):
        return ""
    names = "\x1f".join(folded(name) or name.strip() for name in table.header)
    return hashlib.sha256(names.encode("utf-8", "replace")).hexdigest()[:32]


class MappingMemory:
    """Remembers mappings. `load` returns what `save` was last given, JSON, or "" when there is none; both may raise
    OSError, which costs the memory and nothing else. Any thread may use it; each call blocks."""

    def __init__(self, load: Callable[[], str], save: Callable[[str], None]) -> None:
        self._load = load
        self._save = save
        self._mappings: dict[str, Columns] | None = None
        self._changing = threading.Lock()

    def recall(self, table: Table) -> Columns | None:
        """Return what was chosen for a list with these headers; None when nothing was, or it doesn't fit."""
        key = headers_fingerprint(table)
        with self._changing:
            columns = self._known().get(key)
        if columns is None or any(not 0 <= at < table.width for at in columns.places):
            return None
        return columns

    def remember(self, table: Table, columns: Columns) -> None:
        """Keep what was chosen; nothing for a list without headers."""
        key = headers_fingerprint(table)
        if not key:
            return
        with self._changing:
            known = self._known()
            known.pop(key, None)
            known[key] = columns
            while len(known) > MOST_KEPT:
                del known[next(iter(known))]
            with suppress(OSError):
                self._save(msgspec.json.encode(_Kept(mappings=known)).decode())

    def forget(self) -> None:
        """Forget every mapping."""
        with self._changing:
            self._mappings = {}
            with suppress(OSError):
                self._save("")

    def _known(self) -> dict[str, Columns]:
        if self._mappings is None:
            try:
                self._mappings = msgspec.json.decode(self._load() or "{}", type=_Kept).mappings
            except (OSError, ValueError):
                # damaged or from a later version: start anew
                self._mappings = {}
        return self._mappings
