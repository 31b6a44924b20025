"""How a series repeats: what Zoom takes, what it answers, and the dates that follow (create-event reference)."""

import datetime as dt
from typing import Any, Literal
from zoneinfo import ZoneInfo

from dateutil import rrule

from desktop_app.practice.switches import Switches
from desktop_app.practice.wire import Check, Json, checked, invalid, items, moment, one_of, seconds_of, utc_text, whole

MOST_OCCURRENCES = 60
"""Of one series (tutorial)."""

DAILY, WEEKLY, MONTHLY = 1, 2, 3
MOST_INTERVAL = {DAILY: 90, WEEKLY: 12, MONTHLY: 3}
"""Days, weeks and months between two occurrences (create-event reference)."""
MINUTES_OF_DAY = 24 * 60
FREQUENCIES: dict[int, Literal[1, 2, 3]] = {DAILY: rrule.DAILY, WEEKLY: rrule.WEEKLY, MONTHLY: rrule.MONTHLY}
# Zoom counts from Sunday as 1
WEEKDAYS = (rrule.SU, rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA)


def _days(high: int, *, loose: bool) -> Check:
    """Days arrive as an array; a change may also hold what reads back: text, or a single number."""
    array = items(high, whole(1, high))

    def check(value: Any) -> str:
        if loose and not isinstance(value, list):
            numbers = _numbers(value)
            return "must be day numbers" if numbers is None else array(numbers)
        return array(value)

    return check


def _numbers(value: Any) -> list[int] | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return [value]
    if isinstance(value, str):
        parts = [part.strip() for part in value.split(",") if part.strip()]
        return [int(part) for part in parts] if all(part.isdigit() and len(part) < 3 for part in parts) else None
    return None


def understood(value: Any, switches: Switches, *, change: bool) -> Json:
    """Return the recurrence with its days as arrays. Raises Refusal for what Zoom would not take."""
    shapes: dict[str, Check] = {
        "type": one_of((DAILY, WEEKLY, MONTHLY)),
        "repeat_interval": whole(1, 90),
        "weekly_days": _days(7, loose=change),
        "monthly_days": _days(31, loose=change),
        "monthly_week": one_of((-1, 1, 2, 3, 4)),
        "monthly_week_day": whole(1, 7),
        "end_times": whole(1, MOST_OCCURRENCES),
        "end_date_time": moment(switches),
        "duration": whole(1, 6 * MINUTES_OF_DAY),
    }
    # what reads back may hold zeros for what is not set
    body = {name: given for name, given in value.items() if given not in (0, "", [])} if change else value
    rule = checked(body, shapes, required=("type",))
    for name in ("weekly_days", "monthly_days"):
        if name in rule and not isinstance(rule[name], list):
            rule[name] = _numbers(rule[name])
    kind = rule["type"]
    rule.setdefault("repeat_interval", 1)
    if rule["repeat_interval"] > MOST_INTERVAL[kind]:
        raise invalid(("recurrence.repeat_interval", f"must be at most {MOST_INTERVAL[kind]}"))
    if kind == WEEKLY and not rule.get("weekly_days"):
        raise invalid(("recurrence.weekly_days", "is required"))
    if kind == MONTHLY and ("monthly_week" in rule) != ("monthly_week_day" in rule):
        raise invalid(("recurrence.monthly_week_day", "is required with monthly_week"))
    if kind == MONTHLY and not rule.get("monthly_days") and "monthly_week" not in rule:
        raise invalid(("recurrence.monthly_days", "is required"))
    if "end_times" in rule and "end_date_time" in rule:
        raise invalid(("recurrence.end_times", "can't be used with end_date_time"))
    if "end_date_time" in rule:
        rule["end_date_time"] = utc_text(seconds_of(rule["end_date_time"], switches) or 0)
    return rule


def answered(rule: Json, *, arrays: bool) -> Json:
    """Return the recurrence as Zoom answers it: with the arrays that were sent, or with text and a number."""
    if arrays:
        return dict(rule)
    told = dict(rule)
    if "weekly_days" in told:
        told["weekly_days"] = ",".join(str(day) for day in told["weekly_days"])
    if "monthly_days" in told:
        told["monthly_days"] = told["monthly_days"][0]
    return told


def occurrences(rule: Json, start: int, end: int, zone: ZoneInfo) -> list[tuple[int, int]]:
    """Return start and end of each occurrence in seconds since 1970. The hour stays the same on the event's clock.

    Raises Refusal for more than 60 of them, or none.
    """
    first = dt.datetime.fromtimestamp(start, zone).replace(tzinfo=None)
    by_weekday = rule["type"] == MONTHLY and "monthly_week" in rule
    weekdays: list[rrule.weekday] | None = None
    if rule["type"] == WEEKLY:
        weekdays = [WEEKDAYS[day - 1] for day in rule["weekly_days"]]
    elif by_weekday:
        weekdays = [WEEKDAYS[rule["monthly_week_day"] - 1](rule["monthly_week"])]
    until = None
    if "end_date_time" in rule:
        until = dt.datetime.fromisoformat(rule["end_date_time"]).astimezone(zone).replace(tzinfo=None)
    found = rrule.rrule(
        FREQUENCIES[rule["type"]],
        dtstart=first,
        interval=rule["repeat_interval"],
        wkst=rrule.SU,
        byweekday=weekdays,
        bymonthday=rule["monthly_days"] if rule["type"] == MONTHLY and not by_weekday else None,
        # nothing documents a series without an end; meetings happen once then
        count=None if until else rule.get("end_times", 1),
        until=until,
    )
    length = rule["duration"] * 60 if "duration" in rule else end - start
    spans: list[tuple[int, int]] = []
    for local in found:
        begins = int(local.replace(tzinfo=zone).timestamp())
        spans.append((begins, begins + length))
        if len(spans) > MOST_OCCURRENCES:
            raise invalid(("recurrence.end_date_time", f"gives more than {MOST_OCCURRENCES} occurrences"))
    if not spans:
        raise invalid(("recurrence.end_date_time", "gives no occurrence"))
    return spans
