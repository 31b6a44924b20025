"""The list that is checked as it is now, and as it was before each change that a person made to it."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop_app.attendees.journal import ListChanges
from desktop_app.attendees.records import Correction
from desktop_app.attendees.roster import Roster


@dataclass(frozen=True, slots=True)
class Before:
    """The list before a person changed it: its rows, who was left out, and the first corrections, of how many."""

    full: Roster
    left: frozenset[int]
    made: list[Correction]
    count: int


class ListState:
    """Every row of the list is in `full`, with all corrections, and in `as_read` as it came in. What is shown and sent
    is `full` without the rows of `left`, which a person left out, so that these can be taken back.

    `made` are all corrections, in their order, those of cells that no column is read from now among them: another
    choice of columns brings them back. The first `applied` are in `full`, the others will be. `kept` keeps what a
    person changed beyond this run of the program. `offer_undo` is told whether anything can be taken back.
    """

    def __init__(self, offer_undo: Callable[[bool], object]) -> None:
        self._offer_undo = offer_undo
        self._before: list[Before] = []
        self.full: Roster | None = None
        self.as_read: Roster | None = None
        self.left: frozenset[int] = frozenset()
        self.made: list[Correction] = []
        self.applied = 0
        self.kept: ListChanges | None = None

    def begin(self, as_read: Roster | None, kept: ListChanges | None) -> None:
        """Begin with another list, as it came in; None for no list."""
        self.full = self.as_read = as_read
        self.left, self.made, self.applied, self.kept = frozenset(), [], 0, kept
        self.forget_before()

    @property
    def is_changed(self) -> bool:
        """Whether a person corrected anything or left rows out."""
        return bool(self.made or self.left)

    def keep(self) -> None:
        """Have what a person changed kept beyond this run of the program."""
        if self.kept is not None:
            self.kept.keep(self.made, self.left)

    def remember(self) -> None:
        """Keep the list as it is, before a person's change."""
        assert self.full is not None
        self._before.append(Before(self.full, self.left, self.made, self.applied))
        self._offer_undo(True)

    def forget_before(self) -> None:
        """Let nothing be taken back."""
        self._before = []
        self._offer_undo(False)

    def last(self) -> Before | None:
        """Return the list before the last change, and remember it no longer; None when nothing can be taken back."""
        if not self._before:
            return None
        before = self._before.pop()
        self._offer_undo(bool(self._before))
        return before
