"""Event actions: publish, cancel, duplicate; lower-case only, and there is no other (EventActions reference)."""

import datetime as dt

from desktop_app.practice import access_links, events, sessions, ticket_types
from desktop_app.practice.call import Answer, Call
from desktop_app.practice.lookup import CANCELLED, CONFERENCE, DRAFT, PUBLISHED, event_of
from desktop_app.practice.wire import Json, Refusal, checked, members, seconds_of, seconds_told, text, utc_text, zone
from desktop_app.practice.world import Row, loads


def act(call: Call) -> Answer:
    """EventActions: carry out `operation`. The answer to a duplicate names the new event."""
    row = event_of(call)
    body = checked(
        call.body, {"operation": text(), "cancel_message": text(), "duplicate_event": members}, required=("operation",)
    )
    event_id = str(row["event_id"])
    match body["operation"]:
        case "publish":
            status = _publish(call, row)
        case "cancel":
            status = _cancel(call, row, body.get("cancel_message", ""))
        case "duplicate":
            status, event_id = "duplicated", _duplicate(call, row, body.get("duplicate_event") or {})
        case _:
            raise Refusal(400, 300, "Invalid Event operation")
    if call.switches.status_casing == "mixed":
        status = status.capitalize() if status == "duplicated" else status
    return Answer(201, {"status": status, "event_id": event_id})


def _publish(call: Call, row: Row) -> str:
    if row["status"] != DRAFT:
        _refuse(call, "The event is published already." if row["status"] == PUBLISHED else "It was cancelled.")
        if row["status"] == CANCELLED:
            raise Refusal(400, 300, "A cancelled event can't be published.")
        return "published"
    call.world.run("UPDATE event SET status = ?, published_at = ? WHERE seq = ?", (PUBLISHED, call.now, row["seq"]))
    access_links.invite(call, row["event_id"])
    return "published"


def _cancel(call: Call, row: Row, message: str) -> str:
    if row["status"] == CANCELLED:
        _refuse(call, "The event is cancelled already.")
        return "cancelled"
    if row["status"] == DRAFT:
        _refuse(call, "Only a published event can be cancelled.")
    people = call.world.count("SELECT COUNT(*) FROM registrant WHERE event_id = ?", (row["event_id"],))
    if people and not message.strip():
        _refuse(call, "cancel_message is required when the event has registrants.")
    call.world.run("UPDATE event SET status = ?, cancel_message = ? WHERE seq = ?", (CANCELLED, message, row["seq"]))
    call.world.run(
        "INSERT INTO mail (event_id, ticket_id, email, kind, text, sent_at) "
        "SELECT event_id, '', email, 'cancellation', ?, ? FROM registrant WHERE event_id = ? ORDER BY seq",
        (message, call.now, row["event_id"]),
    )
    return "cancelled"


def _refuse(call: Call, why: str) -> None:
    """Refuse what the event's state does not allow, unless the switch allows it."""
    if call.switches.wrong_state == "validation":
        raise Refusal(400, 300, why)
    if call.switches.wrong_state == "coded":
        raise Refusal(400, 1001, "Invalid event ID.")


def _duplicate(call: Call, row: Row, wanted: Json) -> str:
    """Copy an event to a new draft, moved to the wanted start."""
    name = wanted.get("name")
    if not isinstance(name, str) or not name.strip():
        raise Refusal(400, 1002, "Invalid duplicated event name.")
    local = zone(wanted.get("timezone"))
    if local is None:
        raise Refusal(400, 1003, "Invalid duplicate event timezone.")
    start = seconds_of(wanted.get("start_time"), call.switches)
    if start is None:
        # the reference asks for UTC; a time on the zone's own clock was seen to work
        try:
            naive = dt.datetime.strptime(str(wanted.get("start_time")), "%Y-%m-%dT%H:%M:%S")  # noqa: DTZ007 - its zone follows
            start = int(naive.replace(tzinfo=local).timestamp())
        except (ValueError, OverflowError):
            start = 0
    if start <= call.now:
        raise Refusal(400, 1002, "Invalid duplicated event start time.")
    event = loads(row["data"])
    shift = start - row["starts"]
    event |= {"name": name, "timezone": wanted["timezone"]}
    event["calendar"] = [
        {
            "start_time": utc_text(seconds_told(item["start_time"]) + shift),
            "end_time": utc_text(seconds_told(item["end_time"]) + shift),
        }
        for item in event["calendar"]
    ]
    event.pop("lobby_start_time", None)
    event.pop("lobby_end_time", None)
    if "end_date_time" in event.get("recurrence", {}):
        until = seconds_told(event["recurrence"]["end_date_time"])
        event["recurrence"] = {**event["recurrence"], "end_date_time": utc_text(until + shift)}
    copy = str(events.store(call.world, event)["event_id"])
    if event["event_type"] == CONFERENCE:
        sessions.copy(call.world, row["event_id"], copy, shift)
        ticket_types.copy(call.world, row["event_id"], copy, shift)
    call.world.run(
        "INSERT INTO question (event_id, ticket_type_id, data) "
        "SELECT ?, '', data FROM question WHERE event_id = ? AND ticket_type_id = ''",
        (copy, row["event_id"]),
    )
    return copy
