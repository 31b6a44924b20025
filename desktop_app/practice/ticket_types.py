"""Ticket types: what may be had, how many, and when (ticket-type references)."""

from desktop_app.practice.call import NOTHING, Answer, Call
from desktop_app.practice.lookup import CONFERENCE, SIMPLE, event_of, unsupported
from desktop_app.practice.switches import Switches
from desktop_app.practice.wire import (
    Check,
    Json,
    Refusal,
    attendance,
    checked,
    flag,
    folded_attendance,
    invalid,
    items,
    members,
    new_id,
    number,
    seconds_of,
    seconds_told,
    text,
    utc_text,
)
from desktop_app.practice.world import Row, World, dumps, loads

MOST = 50
"""Ticket types of an event (list-ticket-types reference)."""
USUAL_QUANTITY = 100_000
"""Tickets of a type whose maker names no number: more than anybody practices with. Nothing documents Zoom's own."""
EVERY_SESSION = "ALL"
REQUIRED = ("name", "currency", "start_time", "end_time")


def _shapes(switches: Switches) -> dict[str, Check]:
    return {
        "name": text(filled=True),
        "currency": text(filled=True),
        "free": flag,
        # a number is refused
        "price": text(),
        "quantity": number,
        "start_time": text(),
        "end_time": text(),
        "description": text(),
        "sessions": items(200, text()),
        "bookmarked_sessions": items(200, text()),
        "private_visibility_rules": members,
        "attendance_type": attendance(switches),
    }


def list_types(call: Call) -> Answer:
    """getEventTicketTypes: never paged."""
    event = event_of(call)
    rows = call.world.rows("SELECT * FROM ticket_type WHERE event_id = ? ORDER BY seq", (event["event_id"],))
    return Answer(200, {"total_records": len(rows), "ticket_types": [_view(row) for row in rows]})


def create(call: Call) -> Answer:
    """createTicketType: for multi-session events only, and all that it answers is the id."""
    event = event_of(call)
    if loads(event["data"])["event_type"] != CONFERENCE:
        raise unsupported()
    kind = checked(call.body, _shapes(call.switches), REQUIRED)
    if call.world.count("SELECT COUNT(*) FROM ticket_type WHERE event_id = ?", (event["event_id"],)) >= MOST:
        raise invalid(("name", f"an event has at most {MOST} ticket types"))
    kind = {"free": True, "price": "0", "quantity": USUAL_QUANTITY, "sessions": [EVERY_SESSION], **kind}
    _normalise(call, kind)
    return Answer(201, {"ticket_type_id": _store(call.world, event["event_id"], kind)})


def update(call: Call) -> Answer:
    """updateTicketType: not for single-session events."""
    row = _changeable(call)
    changes = checked(call.body, _shapes(call.switches))
    kind = loads(row["data"]) | changes
    if kind["quantity"] < row["sold"]:
        raise invalid(("quantity", f"must be at least {row['sold']}, which are sold"))
    _normalise(call, kind)
    call.world.run("UPDATE ticket_type SET data = ? WHERE seq = ?", (dumps(kind), row["seq"]))
    return NOTHING


def delete(call: Call) -> Answer:
    """deleteTicketType. Once the default one is gone, tickets must name theirs."""
    row = _changeable(call)
    if row["sold"]:
        raise Refusal(400, 300, "A ticket type with tickets can't be deleted.")
    call.world.run("DELETE FROM ticket_type WHERE seq = ?", (row["seq"],))
    call.world.run("DELETE FROM question WHERE ticket_type_id = ?", (row["ticket_type_id"],))
    return NOTHING


def find(call: Call) -> Row:
    """Return the ticket type of the path. Raises Refusal: 404 with 26502."""
    row = call.world.one(
        "SELECT * FROM ticket_type WHERE ticket_type_id = ? AND event_id = ?",
        (call.params["ticket_type_id"], call.params["event_id"]),
    )
    if row is None:
        raise Refusal(404, 26502, "The ticket type ID is invalid.")
    return row


def create_default(world: World, event_id: str, ends: int) -> None:
    """Give a new event its free ticket type, on sale until the event ends."""
    kind = {
        "name": "General admission",
        "currency": "USD",
        "free": True,
        "price": "0",
        "quantity": USUAL_QUANTITY,
        "start_time": utc_text(min(world.clock(), ends - 1)),
        "end_time": utc_text(ends),
        "description": "",
        "sessions": [EVERY_SESSION],
    }
    _store(world, event_id, kind, is_default=True)


def follow(world: World, event_id: str, ends: int) -> None:
    """Keep the default type on sale until the event ends, when that has moved."""
    for row in world.rows("SELECT * FROM ticket_type WHERE event_id = ? AND is_default", (event_id,)):
        kind = loads(row["data"]) | {"end_time": utc_text(ends)}
        if seconds_told(kind["start_time"]) >= ends:
            kind["start_time"] = utc_text(ends - 1)
        world.run("UPDATE ticket_type SET data = ? WHERE seq = ?", (dumps(kind), row["seq"]))


def copy(world: World, event_id: str, to_event_id: str, shift: int) -> None:
    """Copy the types of the host's own to another event, which ends `shift` seconds later."""
    for row in world.rows("SELECT * FROM ticket_type WHERE event_id = ? AND NOT is_default", (event_id,)):
        kind = loads(row["data"]) | {"sessions": [EVERY_SESSION]}
        kind.pop("bookmarked_sessions", None)
        kind["end_time"] = utc_text(seconds_told(kind["end_time"]) + shift)
        kind["start_time"] = utc_text(min(seconds_told(kind["start_time"]), seconds_told(kind["end_time"]) - 1))
        _store(world, to_event_id, kind)


def _changeable(call: Call) -> Row:
    event = event_of(call)
    if loads(event["data"])["event_type"] == SIMPLE:
        raise unsupported()
    return find(call)


def _store(world: World, event_id: str, kind: Json, *, is_default: bool = False) -> str:
    ticket_type_id = new_id()
    world.run(
        "INSERT INTO ticket_type (ticket_type_id, event_id, is_default, data) VALUES (?, ?, ?, ?)",
        (ticket_type_id, event_id, int(is_default), dumps(kind)),
    )
    return ticket_type_id


def _view(row: Row) -> Json:
    """Where a type is meant for one way of attending, Zoom tells it among the visibility rules."""
    kind: Json = {"ticket_type_id": row["ticket_type_id"], **loads(row["data"]), "sold_quantity": row["sold"]}
    if "attendance_type" in kind:
        rules = kind.get("private_visibility_rules", {})
        kind["private_visibility_rules"] = {**rules, "attendance_type": kind.pop("attendance_type")}
    return kind


def _normalise(call: Call, kind: Json) -> None:
    if "attendance_type" in kind:
        kind["attendance_type"] = folded_attendance(kind["attendance_type"], call.switches)
    start, end = seconds_of(kind["start_time"], call.switches), seconds_of(kind["end_time"], call.switches)
    if start is None or end is None or end <= start:
        raise Refusal(400, 26401, "The ticket sale dates are invalid.")
    kind["start_time"], kind["end_time"] = utc_text(start), utc_text(end)
    if kind["quantity"] < 0:
        raise invalid(("quantity", "must not be negative"))
    known = {
        row["session_id"]
        for row in call.world.rows("SELECT session_id FROM session WHERE event_id = ?", (call.params["event_id"],))
    }
    for name in ("sessions", "bookmarked_sessions"):
        named = kind.get(name, [])
        if named != [EVERY_SESSION] and not known.issuperset(named):
            raise Refusal(400, 26402, "One or more session IDs are invalid.")
