"""Finding the event that a path names, and the words for its type and state."""

from desktop_app.practice.call import Call
from desktop_app.practice.wire import Refusal, event_not_found
from desktop_app.practice.world import Row

SIMPLE, CONFERENCE, RECURRING = "SIMPLE_EVENT", "CONFERENCE", "RECURRING"
DRAFT, PUBLISHED, CANCELLED = "DRAFT", "PUBLISHED", "CANCELLED"
MEETING_TYPES = ("MEETING", "WEBINAR")
HOST_EMAIL = "host@acme.example"
HOST_ID = "pRacT1ce-hOsT_0f-Acme1"


def event_of(call: Call) -> Row:
    """Return the event of the path. Raises Refusal: 404 with 2002, or 403 with 260200 for another host's."""
    row = call.world.one("SELECT * FROM event WHERE event_id = ?", (call.params["event_id"],))
    if row is None:
        raise event_not_found()
    if not row["hosted"]:
        raise Refusal(403, 260200, "Event access denied.")
    return row


def is_over(row: Row, now: float) -> bool:
    """Say whether the event has ended. A draft never has: its dates can still be changed."""
    return bool(row["status"] == PUBLISHED and row["ends"] <= now)


def unsupported() -> Refusal:
    """Return the refusal of what an event's type does not have."""
    return Refusal(400, 1006, "Operation is not supported for this event type.")
