"""An event in the words of its page: dates on the event's own clock, in English whatever the system speaks."""

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from desktop_app.practice.lookup import CONFERENCE, RECURRING
from desktop_app.practice.wire import Json, seconds_told

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
PLACES = {"virtual": "Online", "in-person": "In person", "hybrid": "Online and in person"}


def facts(event: Json, sessions: Sequence[Json]) -> Json:
    """Return what a page shows of an event."""
    place = PLACES.get(event["attendance_type"], "")
    if event["attendance_type"] != "virtual" and event.get("physical_location"):
        place = f"{place}: {event['physical_location']}"
    program = sessions if event["event_type"] == CONFERENCE else ()
    return {
        "name": event["name"],
        "tagline": event.get("tagline", ""),
        "description": event.get("description", ""),
        "timezone": event["timezone"].replace("_", " "),
        "where": place,
        "contact": event.get("contact_name", ""),
        "dates": dates(event, sessions),
        "sessions": [{"when": _span(item, event["timezone"]), "name": item["name"]} for item in program],
    }


def dates(event: Json, sessions: Sequence[Json]) -> list[str]:
    """Return each date of an event: of a series those of its sessions."""
    spans = sessions if event["event_type"] == RECURRING and sessions else event["calendar"]
    return [_span(item, event["timezone"]) for item in spans]


def _span(item: Json, zone: str) -> str:
    start, end = _local(item["start_time"], zone), _local(item["end_time"], zone)
    until = _time(end) if end.date() == start.date() else f"{_date(end)}, {_time(end)}"
    return f"{_date(start)}, {_time(start)} \u2013 {until}"


def _local(moment: str, zone: str) -> dt.datetime:
    return dt.datetime.fromtimestamp(seconds_told(moment), ZoneInfo(zone))


def _date(moment: dt.datetime) -> str:
    return f"{DAYS[moment.weekday()]}, {MONTHS[moment.month - 1]} {moment.day}, {moment.year}"


def _time(moment: dt.datetime) -> str:
    return f"{(moment.hour + 11) % 12 + 1}:{moment.minute:02} {'AM' if moment.hour < 12 else 'PM'}"
