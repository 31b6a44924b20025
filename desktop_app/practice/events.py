"""Events: list, create, read, change, delete (Events references of Zoom's API)."""

from typing import Any

from desktop_app.practice import access_links, recurrence, sessions, ticket_types
from desktop_app.practice.call import NOTHING, Answer, Call
from desktop_app.practice.lookup import (
    CANCELLED,
    CONFERENCE,
    DRAFT,
    HOST_EMAIL,
    HOST_ID,
    MEETING_TYPES,
    PUBLISHED,
    RECURRING,
    SIMPLE,
    event_of,
    is_over,
)
from desktop_app.practice.paging import begins_after, page, page_size
from desktop_app.practice.switches import Switches
from desktop_app.practice.wire import (
    COUNTRY,
    Check,
    Json,
    Refusal,
    attendance,
    checked,
    folded_attendance,
    invalid,
    items,
    members,
    moment,
    new_id,
    one_of,
    seconds_of,
    seconds_told,
    text,
    time_zone,
    utc_text,
    zone,
)
from desktop_app.practice.world import Row, World, dumps, loads

ACCESS_LEVELS = ("PRIVATE_UNRESTRICTED", "PRIVATE_RESTRICTED")
CATEGORIES = (
    "Education & Family",
    "Business & Networking",
    "Entertainment & Visual Arts",
    "Food & Drink",
    "Fitness & Health",
    "Home & Lifestyle",
    "Community & Spirituality",
    "Other",
)
MOST_CALENDAR = 6
"""Items of a calendar (create-event reference)."""
LONGEST_SCHEDULE = 6 * 24 * 3600
"""Seconds from the first start to the last end (create-event reference, code 26202)."""
NO_TIMES = (26204, "Calender must contains start_time and end_time.")

REQUIRED = ("name", "timezone", "event_type", "access_level", "hub_id", "attendance_type")


def _shapes(switches: Switches) -> dict[str, Check]:
    def country(value: Any) -> str:
        return "" if isinstance(value, str) and COUNTRY.fullmatch(value) else "must be a two-letter country code"

    return {
        "name": text(filled=True),
        "description": text(filled=switches.description == "required"),
        "timezone": time_zone,
        "event_type": one_of((SIMPLE, CONFERENCE, RECURRING)),
        "access_level": one_of(ACCESS_LEVELS),
        "hub_id": text(filled=True),
        "attendance_type": attendance(switches),
        "meeting_type": one_of(MEETING_TYPES),
        "recurrence": members,
        "categories": items(20, one_of(CATEGORIES)),
        "tags": items(200, text()),
        "contact_name": text(),
        "lobby_start_time": moment(switches),
        "lobby_end_time": moment(switches),
        "blocked_countries": items(200, country),
        "tagline": text(),
        "physical_location": text(),
    }


def default_url(world: World, event_id: str, base_url: str) -> str:
    """Return `event_url`: the default link to registration."""
    row = world.one(
        "SELECT token FROM access_link WHERE event_id = ? ORDER BY is_default DESC, seq LIMIT 1", (event_id,)
    )
    return f"{base_url}/ev/{row['token']}" if row else ""


def list_events(call: Call) -> Answer:
    """getEvents: of one status, and by default those that one attends."""
    role = call.query.get("role_type", "attendee")
    status = call.query.get("event_status_type", "upcoming")
    allowed = ("upcoming", "past", "draft", "cancelled") if role == "host" else ("upcoming", "past")
    if role not in ("host", "attendee"):
        raise invalid(("role_type", "must be one of host, attendee"))
    if status not in allowed:
        raise invalid(("event_status_type", f"must be one of {', '.join(allowed)}"))
    where, order = {
        "upcoming": ("status = 'PUBLISHED' AND ends > :now", "starts, seq"),
        "past": ("status = 'PUBLISHED' AND ends <= :now", "starts DESC, seq"),
        "draft": ("status = 'DRAFT'", "seq DESC"),
        "cancelled": ("status = 'CANCELLED'", "starts DESC, seq"),
    }[status]
    asked: Any = {"now": call.now, "hosted": int(role == "host")}
    total = call.world.count(f"SELECT COUNT(*) FROM event WHERE hosted = :hosted AND {where}", asked)  # noqa: S608 - of constants; values are bound
    skipped = max(0, begins_after(call))
    query = f"SELECT * FROM event WHERE hosted = :hosted AND {where} ORDER BY {order} LIMIT :most OFFSET :skipped"  # noqa: S608 - of constants; values are bound
    rows = call.world.rows(query, {**asked, "most": page_size(call.query) + 1, "skipped": skipped})
    records = [
        (number, {**view(call, row), "contact_email": HOST_EMAIL}) for number, row in enumerate(rows, skipped + 1)
    ]
    return Answer(200, page(call, "events", total, records))


def create(call: Call) -> Answer:
    """createEvent: a draft, with its ticket type, its link and its sessions."""
    if call.switches.license == "no":
        raise Refusal(400, 300, "Please complete your host profile settings")
    needed = (*REQUIRED, "description") if call.switches.description == "required" else REQUIRED
    event = checked(call.body, _shapes(call.switches), needed)
    kind = event["event_type"]
    if kind == SIMPLE and "meeting_type" not in event:
        raise invalid(("meeting_type", "is required"))
    if kind == RECURRING and "recurrence" not in event:
        raise invalid(("recurrence", "is required"))
    if kind == CONFERENCE:
        event.pop("meeting_type", None)
    elif kind == RECURRING:
        event.setdefault("meeting_type", MEETING_TYPES[0])
    if kind != RECURRING:
        event.pop("recurrence", None)
    hub = call.world.one("SELECT * FROM hub WHERE hub_id = ?", (event["hub_id"],))
    if hub is None:
        raise Refusal(403, 26201, "No permission to create the event under the hub ID.")
    if kind == CONFERENCE and not hub["conferences"]:
        raise Refusal(400, 260207, "Hub is not supported for conference type events.")
    event.setdefault("description", "")
    _normalise(event, call.switches)
    event["calendar"] = _calendar(call, call.body.get("calendar"), kind)
    if kind == RECURRING:
        event["recurrence"] = recurrence.understood(event["recurrence"], call.switches, change=False)
    row = store(call.world, event)
    # the answer to a create repeats the arrays that were sent (create-event reference)
    return Answer(201, view(call, row, arrays=True))


def store(world: World, event: Json, *, hosted: bool = True) -> Row:
    """Write a new draft with all that hangs on it and return its row."""
    event_id = new_id()
    starts, ends, spans = _schedule(event)
    world.run(
        "INSERT INTO event (event_id, hub_id, hosted, status, starts, ends, data) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (event_id, event["hub_id"], int(hosted), DRAFT, starts, ends, dumps(event)),
    )
    ticket_types.create_default(world, event_id, ends)
    access_links.create_default(world, event_id)
    if event["event_type"] != CONFERENCE:
        sessions.follow(world, event_id, event, spans)
    row = world.one("SELECT * FROM event WHERE event_id = ?", (event_id,))
    assert row is not None
    return row


def read(call: Call) -> Answer:
    """getEventInfo."""
    row = event_of(call)
    return Answer(200, {**view(call, row), "host_id": HOST_ID, "contact_email": HOST_EMAIL})


def update(call: Call) -> Answer:
    """updateEvent: what is given changes. The type never does, the format not after publishing."""
    row = event_of(call)
    if row["status"] == CANCELLED or is_over(row, call.now):
        raise Refusal(400, 260210, "Past and cancelled events not editable.")
    changes = checked(call.body, _shapes(call.switches))
    event = loads(row["data"])
    kind = event["event_type"]
    if changes.get("event_type", kind) != kind:
        raise invalid(("event_type", "can't be changed"))
    if kind == CONFERENCE:
        changes.pop("meeting_type", None)
    elif row["status"] != DRAFT and changes.get("meeting_type", event["meeting_type"]) != event["meeting_type"]:
        raise invalid(("meeting_type", "can't be changed after publishing"))
    if "hub_id" in changes and not call.world.one("SELECT 1 FROM hub WHERE hub_id = ?", (changes["hub_id"],)):
        raise invalid(("hub_id", "is not one of your hubs"))
    _normalise(changes, call.switches)
    if "recurrence" in changes:
        if kind == RECURRING:
            changes["recurrence"] = recurrence.understood(changes["recurrence"], call.switches, change=True)
        else:
            del changes["recurrence"]
    if call.body.get("calendar") is not None:
        given = _calendar(call, call.body["calendar"], kind, known=event["calendar"])
        changes["calendar"] = given
    replace(call.world, row, {**event, **changes})
    return NOTHING


def replace(world: World, row: Row, event: Json) -> None:
    """Write an event's new members; its sessions and its default ticket type follow. Raises Refusal."""
    before = loads(row["data"])
    starts, ends, spans = _schedule(event)
    world.run(
        "UPDATE event SET hub_id = ?, starts = ?, ends = ?, data = ? WHERE seq = ?",
        (event["hub_id"], starts, ends, dumps(event), row["seq"]),
    )
    if ends != row["ends"]:
        ticket_types.follow(world, row["event_id"], ends)
    moved = any(
        before.get(name) != event.get(name)
        for name in ("calendar", "recurrence", "timezone", "name", "meeting_type", "attendance_type")
    )
    if event["event_type"] != CONFERENCE and moved:
        sessions.follow(world, row["event_id"], event, spans)


def delete(call: Call) -> Answer:
    """deleteEvent: a draft or a canceled one."""
    row = event_of(call)
    if row["status"] == PUBLISHED:
        if call.switches.wrong_state == "validation":
            raise Refusal(400, 300, "Only draft or cancelled events can be deleted.")
        if call.switches.wrong_state == "coded":
            raise Refusal(403, 260209, "Event is not editable.")
    for table in ("session", "ticket_type", "ticket", "registrant", "access_link", "question", "event"):
        call.world.run(f"DELETE FROM {table} WHERE event_id = ?", (row["event_id"],))  # noqa: S608 - our own tables
    return NOTHING


def view(call: Call, row: Row, *, arrays: bool = False) -> Json:
    """Return the event as Zoom answers it."""
    event: Json = loads(row["data"])
    told = {
        "event_id": row["event_id"],
        **event,
        "status": status_text(row["status"], call.switches),
        "start_time": event["calendar"][0]["start_time"],
        "end_time": event["calendar"][-1]["end_time"],
        "event_url": default_url(call.world, row["event_id"], call.base_url),
    }
    if "recurrence" in told:
        arrays = arrays or call.switches.recurrence_shape == "arrays"
        told["recurrence"] = recurrence.answered(told["recurrence"], arrays=arrays)
    return told


def status_text(status: str, switches: Switches) -> str:
    """Return an event's status in the casing that is switched on."""
    if switches.status_casing == "upper":
        return status
    return status.lower() if status == DRAFT else status.capitalize()


def _normalise(event: Json, switches: Switches) -> None:
    if "attendance_type" in event:
        event["attendance_type"] = folded_attendance(event["attendance_type"], switches)
    for name in ("lobby_start_time", "lobby_end_time"):
        if name in event:
            event[name] = utc_text(seconds_of(event[name], switches) or 0)


def _calendar(call: Call, given: Any, kind: str, known: list[Json] | None = None) -> list[Json]:
    """Return the calendar in whole seconds. Raises Refusal. What is `known` already may lie in the past."""
    if not isinstance(given, list) or not given:
        raise Refusal(400, *NO_TIMES)
    spans = []
    for item in given:
        start = seconds_of(item.get("start_time"), call.switches) if isinstance(item, dict) else None
        end = seconds_of(item.get("end_time"), call.switches) if isinstance(item, dict) else None
        if start is None or end is None:
            raise Refusal(400, *NO_TIMES)
        spans.append((start, end))
    if any(end <= start for start, end in spans):
        raise Refusal(400, 26203, "Event end_time must be after event start_time.")
    spans.sort()
    if len(spans) > MOST_CALENDAR or max(end for _, end in spans) - spans[0][0] > LONGEST_SCHEDULE:
        raise Refusal(400, 26202, "Event schedule cannot be more than 6 days.")
    if kind != CONFERENCE and len(spans) > 1:
        raise invalid(("calendar", "must have one item for this event type"))
    calendar = [{"start_time": utc_text(start), "end_time": utc_text(end)} for start, end in spans]
    if spans[0][0] <= call.now and (known is None or calendar[0]["start_time"] != known[0]["start_time"]):
        raise invalid(("calendar[0].start_time", "must be in the future"))
    return calendar


def _schedule(event: Json) -> tuple[int, int, list[tuple[int, int]]]:
    """Return first start, last end and the spans between, in seconds. Raises Refusal for an impossible series."""
    spans = [(seconds_told(item["start_time"]), seconds_told(item["end_time"])) for item in event["calendar"]]
    local = zone(event["timezone"])
    if event["event_type"] == RECURRING and local is not None:
        spans = recurrence.occurrences(event["recurrence"], *spans[0], local)
    return spans[0][0], max(end for _, end in spans), spans
