"""Sessions: the one of a single event, the occurrences of a series, the program of a conference."""

import secrets

from desktop_app.practice.call import NOTHING, Answer, Call
from desktop_app.practice.lookup import (
    CANCELLED,
    CONFERENCE,
    DRAFT,
    MEETING_TYPES,
    PUBLISHED,
    SIMPLE,
    event_of,
    is_over,
    unsupported,
)
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
    moment,
    new_id,
    one_of,
    seconds_of,
    seconds_told,
    text,
    time_zone,
    utc_text,
)
from desktop_app.practice.world import Row, World, dumps, loads

MEETING, WEBINAR, NEITHER = 0, 2, 4
"""`type` of a session (create-session reference)."""
TYPES = {MEETING_TYPES[0]: MEETING, MEETING_TYPES[1]: WEBINAR}
MOST, MOST_LISTED = 500, 200
"""Sessions of an event (tutorial), and of its list (list-sessions reference)."""
REQUIRED = ("name", "start_time", "end_time", "timezone", "type")


def _shapes(switches: Switches) -> dict[str, Check]:
    flags = (
        "featured",
        "visible_in_landing_page",
        "featured_in_lobby",
        "visible_in_lobby",
        "is_simulive",
        "chat_channel",
        "led_by_sponsor",
    )
    return {
        "name": text(filled=True),
        "description": text(),
        "start_time": moment(switches),
        "end_time": moment(switches),
        "timezone": time_zone,
        "type": one_of((MEETING, WEBINAR, NEITHER)),
        "session_speakers": items(200, members),
        **dict.fromkeys(flags, flag),
        "record_file_id": text(),
        **dict.fromkeys(("track_labels", "audience_labels", "product_labels"), items(200, text())),
        # singular names, and lists all the same
        **dict.fromkeys(("level", "alternative_host", "panelist"), items(50, text())),
        "attendance_type": attendance(switches),
        "physical_location": text(),
        "session_reservation": members,
    }


def list_all(call: Call) -> Answer:
    """getEventSessionList: never paged, and at most 200 of them."""
    event = event_of(call)
    total = call.world.count("SELECT COUNT(*) FROM session WHERE event_id = ?", (event["event_id"],))
    rows = call.world.rows(
        "SELECT * FROM session WHERE event_id = ? ORDER BY starts, seq LIMIT ?", (event["event_id"], MOST_LISTED)
    )
    return Answer(200, {"total_records": total, "sessions": [view(row, event) for row in rows]})


def create(call: Call) -> Answer:
    """createEventSession: not for single-session events."""
    event = event_of(call)
    if loads(event["data"])["event_type"] == SIMPLE:
        raise unsupported()
    session = checked(call.body, _shapes(call.switches), REQUIRED)
    if call.world.count("SELECT COUNT(*) FROM session WHERE event_id = ?", (event["event_id"],)) >= MOST:
        raise invalid(("name", f"an event has at most {MOST} sessions"))
    _normalise(session, call.switches)
    session = {"visible_in_landing_page": True, "visible_in_lobby": True, **session}
    told = view(_store(call.world, event["event_id"], session, own=True), event)
    # the ids of the rooms come with publishing, and only when read
    return Answer(201, {name: value for name, value in told.items() if name not in ("meeting_id", "webinar_id")})


def read(call: Call) -> Answer:
    """getEventSessionInfo."""
    event = event_of(call)
    return Answer(200, view(_find(call), event))


def update(call: Call) -> Answer:
    """updateEventSession. The format locks at publishing; a single event's session takes name and times from it."""
    event = event_of(call)
    row = _find(call)
    if event["status"] == CANCELLED or is_over(event, call.now):
        raise Refusal(403, 260210, "Past and cancelled events are not editable.")
    changes = checked(call.body, _shapes(call.switches))
    session = loads(row["data"])
    if event["status"] != DRAFT and changes.get("type", session["type"]) != session["type"]:
        raise Refusal(403, 260209, "Event is not editable.")
    kept = loads(event["data"])
    if kept["event_type"] == SIMPLE:
        for name in ("name", "start_time", "end_time", "timezone", "attendance_type"):
            changes.pop(name, None)
    session |= changes
    _normalise(session, call.switches)
    call.world.run(
        "UPDATE session SET starts = ?, data = ? WHERE seq = ?",
        (seconds_told(session["start_time"]), dumps(session), row["seq"]),
    )
    if kept["event_type"] != CONFERENCE:
        _follow_format(call.world, event, kept)
    return NOTHING


def delete(call: Call) -> Answer:
    """deleteEventSession: not for single-session events."""
    event = event_of(call)
    if loads(event["data"])["event_type"] == SIMPLE:
        raise unsupported()
    call.world.run("DELETE FROM session WHERE seq = ?", (_find(call)["seq"],))
    return NOTHING


def follow(world: World, event_id: str, event: Json, spans: list[tuple[int, int]]) -> None:
    """Make an event's occurrences those of `spans`, in seconds. Ids stay, by order; sessions of the host's own too."""
    rows = world.rows("SELECT * FROM session WHERE event_id = ? AND own = 0 ORDER BY starts, seq", (event_id,))
    for number, (start, end) in enumerate(spans):
        inherited = {
            "name": event["name"],
            "start_time": utc_text(start),
            "end_time": utc_text(end),
            "timezone": event["timezone"],
            "type": TYPES[event["meeting_type"]],
            "attendance_type": event["attendance_type"],
        }
        if number < len(rows):
            session = {**loads(rows[number]["data"]), **inherited}
            world.run(
                "UPDATE session SET starts = ?, data = ? WHERE seq = ?", (start, dumps(session), rows[number]["seq"])
            )
        else:
            _store(world, event_id, {"description": event.get("description", ""), **inherited}, own=False)
    for row in rows[len(spans) :]:
        world.run("DELETE FROM session WHERE seq = ?", (row["seq"],))


def copy(world: World, event_id: str, to_event_id: str, shift: int) -> None:
    """Copy an event's sessions to another, `shift` seconds later."""
    for row in world.rows("SELECT * FROM session WHERE event_id = ? ORDER BY seq", (event_id,)):
        session = loads(row["data"])
        for name in ("start_time", "end_time"):
            session[name] = utc_text(seconds_told(session[name]) + shift)
        _store(world, to_event_id, session, own=bool(row["own"]))


def view(row: Row, event: Row) -> Json:
    """Return the session as Zoom answers it: its room has a number once the event is published."""
    session = loads(row["data"])
    number = row["meeting_number"] if event["status"] == PUBLISHED else None
    return {
        "session_id": row["session_id"],
        **session,
        "meeting_id": number if session["type"] == MEETING else None,
        "webinar_id": number if session["type"] == WEBINAR else None,
    }


def _find(call: Call) -> Row:
    row = call.world.one(
        "SELECT * FROM session WHERE session_id = ? AND event_id = ?",
        (call.params["session_id"], call.params["event_id"]),
    )
    if row is None:
        raise Refusal(404, 2003, "Session not found.")
    return row


def _store(world: World, event_id: str, session: Json, *, own: bool) -> Row:
    session_id = new_id()
    number = 90_000_000_000 + secrets.randbelow(9_999_999_999)
    world.run(
        "INSERT INTO session (session_id, event_id, starts, meeting_number, own, data) VALUES (?, ?, ?, ?, ?, ?)",
        (session_id, event_id, seconds_told(session["start_time"]), number, int(own), dumps(session)),
    )
    row = world.one("SELECT * FROM session WHERE session_id = ?", (session_id,))
    assert row is not None
    return row


def _follow_format(world: World, event: Row, kept: Json) -> None:
    """The format of a single event is its session's type; that of a series follows once all occurrences have one."""
    rows = world.rows("SELECT data FROM session WHERE event_id = ? AND own = 0", (event["event_id"],))
    kinds = {loads(row["data"])["type"] for row in rows}
    wanted = next((name for name, number in TYPES.items() if kinds == {number}), None)
    if wanted is not None and wanted != kept["meeting_type"]:
        world.run("UPDATE event SET data = ? WHERE seq = ?", (dumps({**kept, "meeting_type": wanted}), event["seq"]))


def _normalise(session: Json, switches: Switches) -> None:
    if "attendance_type" in session:
        session["attendance_type"] = folded_attendance(session["attendance_type"], switches)
    start, end = seconds_of(session["start_time"], switches), seconds_of(session["end_time"], switches)
    assert start is not None
    assert end is not None
    if end <= start:
        raise invalid(("end_time", "must be after start_time"))
    session["start_time"], session["end_time"] = utc_text(start), utc_text(end)
