"""Changes a list in a thread, one change after the other: a long one takes long."""

import asyncio
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from desktop_app.attendees.records import Correction
from desktop_app.attendees.roster import Person, Roster
from desktop_app.ui.pages.attendees import corrections
from desktop_app.ui.pages.attendees.context import Context
from desktop_app.ui.pages.attendees.list_state import ListState

Change = Callable[[Roster], tuple[Roster, Sequence[Correction]]]
"""Takes a list and returns it changed, with the corrections that did it and weren't known before. It runs in a
thread."""

Changed: TypeAlias = tuple[Roster, Sequence[Correction], Roster, Mapping[int, Person]]
"""The same, with the list without those who were left out, and these."""


class ListChanging:
    """`show` gets the list after each change, without those who were left out, and these; `changed` comes when nothing
    waits any more, and `rests` after that, or when a change failed."""

    def __init__(
        self,
        context: Context,
        state: ListState,
        *,
        show: Callable[[Roster, Mapping[int, Person]], object],
        changed: Callable[[], object],
        rests: Callable[[], object],
    ) -> None:
        self._context = context
        self._state = state
        self._show = show
        self._changed = changed
        self._rests = rests
        self._waiting: deque[tuple[Change, int]] = deque()
        """What is to be done to the list, and how many corrections of its `made` that applies."""

    @property
    def running(self) -> bool:
        return self._context.tasks.running("change")

    def forget(self) -> None:
        """Let nothing of it be done."""
        self._context.tasks.cancel("change")
        self._waiting.clear()

    def add(self, change: Change, *, applies: int = 0) -> None:
        """Have a change wait for `start`. It applies so many corrections that are known already."""
        self._waiting.append((change, applies))

    def start(self) -> None:
        """Make the changes that wait, unless that is under way."""

        def done(_: None) -> None:
            self._changed()
            # what came in the turn in which the last one ended
            self.start()
            self._rests()

        def failed(error: Exception) -> None:
            self._context.just_fail(error)
            self._rests()

        if self._waiting:
            self._context.tasks.start("change", self._make(), done=done, failed=failed)

    async def _make(self) -> None:
        state = self._state
        while self._waiting and state.full is not None:
            full, left = state.full, state.left
            change, applies = self._waiting.popleft()
            changed, found, roster, people = await self._made_or_kept(change, full, left)
            if found or applies:
                state.remember()
            state.full = changed
            state.made[state.applied : state.applied] = found
            state.applied += len(found) + applies
            if found:
                state.keep()
            if left == state.left:
                self._show(roster, people)
            else:
                self.add(lambda full: (full, ()))

    async def _made_or_kept(self, change: Change, full: Roster, left: frozenset[int]) -> Changed:
        """Make a change in a thread. If the window is closed or another list comes meanwhile, the corrections are kept
        all the same."""
        state = self._state
        kept, made, applied = state.kept, state.made, state.applied

        def make() -> Changed:
            changed, found = change(full)
            return changed, found, *corrections.without_left(changed, left)

        working = asyncio.ensure_future(asyncio.to_thread(make))
        try:
            return await asyncio.shield(working)
        except asyncio.CancelledError:
            _, found, *_ = await working
            # not when the person went on to something else that replaces them
            if found and kept is not None and (state.made is made or state.kept is not kept):
                kept.keep([*made[:applied], *found, *made[applied:]], state.left if state.kept is kept else left)
            raise
