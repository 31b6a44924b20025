"""Which rows of an import are looked at or saved: the whole list, those of some fates, or those taken back."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final, TypeAlias

from desktop_app.attendees import records
from desktop_app.attendees.journal import Counts, Entry, Fate, Journal, SortedBy

TAKEN_BACK: Final = "taken_back"
"""The filter of the rows whose tickets were deleted again."""

NEVER_SENT: Final = "never_sent"
"""The filter of the rows that were taken back before they were sent."""

IN_ALREADY = (Fate.ALREADY_IN, Fate.IN_BEFORE)
"""The filter of those who had a ticket before, whenever that was noticed."""

NOT_SENT = (Fate.WAITING,)
"""The filter of those who still have to be sent."""

IN_DOUBT = records.IN_DOUBT
"""The filter of those in doubt: Zoom is asked before they are sent again."""

RowFilter: TypeAlias = tuple[Fate, ...] | str | None
"""Fates, TAKEN_BACK, NEVER_SENT, or None for the whole list."""

_WITHDRAWN: Mapping[str, tuple[Fate, ...]] = MappingProxyType(
    {TAKEN_BACK: tuple(fate for fate in Fate if fate is not Fate.WAITING), NEVER_SENT: (Fate.WAITING,)}
)


def count_of(counts: Counts, shown: RowFilter) -> int:
    """Return how many rows a filter shows."""
    if shown == TAKEN_BACK:
        return counts.taken_back
    if shown == NEVER_SENT:
        return counts.never_sent
    if isinstance(shown, tuple):
        return sum(counts.of(fate) for fate in shown)
    return sum(counts.of(fate) for fate in Fate) + counts.withdrawn


async def rows_of(
    journal: Journal, import_id: str, shown: RowFilter, *, limit: int | None = None, offset: int = 0
) -> list[Entry]:
    """Return the rows of a filter, in the order of the list. Raises JournalFailed."""
    fates, withdrawn = _which(shown)
    return await journal.rows(import_id, fates=fates, limit=limit, offset=offset, withdrawn=withdrawn)


async def order_of(
    journal: Journal, import_id: str, shown: RowFilter, by: SortedBy, *, descending: bool
) -> Sequence[int]:
    """Return the numbers of the rows of a filter, sorted as `Journal.order` does. Raises JournalFailed."""
    fates, withdrawn = _which(shown)
    return await journal.order(import_id, by, descending=descending, fates=fates, withdrawn=withdrawn)


def _which(shown: RowFilter) -> tuple[tuple[Fate, ...] | None, bool | None]:
    """Return the fates of a filter, None for all, and whether they were taken back, None for both."""
    fates = _WITHDRAWN[shown] if isinstance(shown, str) else shown
    return fates, None if shown is None else isinstance(shown, str)
