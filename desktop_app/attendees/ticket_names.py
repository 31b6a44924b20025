"""What a list calls the ticket types of its event."""

from collections.abc import Sequence
from itertools import chain

from desktop_app.attendees.columns import Extra
from desktop_app.attendees.reader import SEPARATOR
from desktop_app.attendees.roster import Roster
from desktop_app.zoom.models import TicketType


def ticket_ids(types: Sequence[TicketType]) -> dict[str, str]:
    """Return the id of each ticket type by what a list may call it, case-folded."""
    return {name.casefold(): kind.ticket_type_id for kind in types for name in (kind.ticket_type_id, kind.name) if name}


def unknown_types(roster: Roster, types: Sequence[TicketType]) -> tuple[str, ...]:
    """Return what a list calls ticket types that the event doesn't have."""
    known = ticket_ids(types)
    named = dict.fromkeys(
        chain.from_iterable(
            text.split(SEPARATOR)
            for block in roster.people.blocks
            for extra, text in block.extra
            if extra is Extra.TICKET_TYPE
        )
    )
    return tuple(name for name in named if name and name.casefold() not in known)
