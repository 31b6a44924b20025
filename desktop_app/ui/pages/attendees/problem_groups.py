"""What is wrong with the list that is checked, by its cause: found in a thread, then shown."""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop_app.attendees import roster as checking
from desktop_app.attendees.columns import Columns, Extra
from desktop_app.attendees.roster import Group, Roster
from desktop_app.attendees.ticket_names import unknown_types
from desktop_app.ui.pages.attendees.check_face import CheckFace
from desktop_app.ui.pages.attendees.context import Context
from desktop_app.ui.tasks import Second

if TYPE_CHECKING:
    from desktop_app.zoom.models import TicketType


class ProblemGroups:
    """Shows on the face what `find` found last."""

    def __init__(self, context: Context, face: CheckFace) -> None:
        self._context = context
        self._face = face

    def find(self, roster: Roster, columns: Columns, types: Sequence["TicketType"]) -> None:
        """Group what is wrong with a list, and look for ticket types in it that the event doesn't have."""
        names_types = Extra.TICKET_TYPE in columns.extra and bool(types)
        counts = roster.counts
        if not counts.attention and not counts.duplicate and not roster.has_notes and not names_types:
            self._context.tasks.cancel("groups")
            self._show(((), ()))
            return

        def find() -> tuple[Sequence[Group], Sequence[str]]:
            return checking.groups(roster), unknown_types(roster, types) if names_types else ()

        self._context.tasks.start(
            "groups",
            asyncio.to_thread(find),
            done=self._show,
            failed=self._context.just_fail,
            second=Second.REPLACE,
        )

    def _show(self, found: tuple[Sequence[Group], Sequence[str]]) -> None:
        groups, unknown = found
        self._face.problems.show_groups(groups)
        self._face.pickers.show_unknown_types(unknown)
