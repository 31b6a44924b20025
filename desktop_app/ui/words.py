"""How things are said: names of types, dates, times, zones, and each field of an event as one line of text.

Nothing is translated at import; each function translates when it is called.
"""

import datetime as dt
import re
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, QLocale, QTime

from desktop_app.event import schedule, zones
from desktop_app.event.draft import (
    Access,
    Attendance,
    EventDraft,
    EventFormat,
    EventType,
    Pattern,
    RecurrenceRule,
    SessionPlan,
)
from desktop_app.journey import mapping
from desktop_app.journey.comparing import Field, Side
from desktop_app.ui.translations import tr

DASH = "–"
BREAK = "\u200b"
"""A place where a line may break, without width."""

LONGEST_EVENT, LONGEST_SOURCE = 80, 60
"""Characters of a name that a sentence holds: of an event, and of a list."""


def locale() -> QLocale:
    """The words on screen are American English unless a translation is installed, and dates go with the words."""
    return QLocale()


def number(value: int) -> str:
    return locale().toString(value)


def row_number(row: int) -> str:
    """Return a row's number as the spreadsheet shows it: in digits alone."""
    return str(row)


def counted(count: int, one: str, many: str) -> str:
    """Return a sentence about `count` things: `one` for a single one, else `many` with the number for its {n}."""
    return one if count == 1 else many.replace("{n}", number(count))


def date_text(date: dt.date, language: QLocale | None = None) -> str:
    """ "Mon, Dec 15, 2025", in the words on screen unless another language is asked for."""
    return (language or locale()).toString(QDate(date.year, date.month, date.day), "ddd, MMM d, yyyy")


def short_date_text(date: dt.date) -> str:
    """ "Dec 15, 2025"."""
    return locale().toString(QDate(date.year, date.month, date.day), "MMM d, yyyy")


def long_date_text(date: dt.date) -> str:
    """ "Monday, December 15, 2025"."""
    return locale().toString(QDate(date.year, date.month, date.day), "dddd, MMMM d, yyyy")


def time_text(time: dt.time, language: QLocale | None = None) -> str:
    """ "2:00 PM", or "14:00" where the language says it so."""
    said = (language or locale()).toString(QTime(time.hour, time.minute), QLocale.FormatType.ShortFormat)
    return said.replace("\u202f", " ").replace("\u00a0", " ")


def time_range(start: dt.time, end: dt.time) -> str:
    """ "2:00–3:30 PM", "8:00 PM–1:00 AM (next day)"; the first AM or PM is left out when both are the same."""
    first = time_text(start)
    if schedule.ends_next_day(start, end):
        return tr("{start}–{end} (next day)").format(start=first, end=time_text(end))
    if (start.hour < 12) == (end.hour < 12):
        mark = locale().amText() if start.hour < 12 else locale().pmText()
        first = first.removesuffix(mark).strip()
    return f"{first}{DASH}{time_text(end)}"


def time_and_zone(moment: dt.datetime) -> str:
    """Return a time (aware) by this computer's clock: "12:00 AM (UTC−5)"."""
    local = moment.astimezone()
    offset = offset_text(local.utcoffset() or dt.timedelta())
    return tr("{time} ({zone})").format(time=time_text(local.time()), zone=offset)


def utc_text(moment: dt.datetime) -> str:
    """ "19:00 UTC"."""
    return tr("{time} UTC").format(time=f"{moment.astimezone(dt.UTC):%H:%M}")


def city(zone: str) -> str:
    """ "New York" for "America/New_York"."""
    return zones.label(zone)


def time_at(time: str, zone: str) -> str:
    """ "2:00 PM in New York", "2:00–3:30 PM UTC": a time or a span of times, with the zone that it is said in."""
    place = city(zone)
    if place.startswith(zones.UTC):  # as "UTC+3" does, it names no place
        return f"{time} {place}"
    return tr("{time} in {place}").format(time=time, place=place)


def zone_text(zone: str, at: dt.datetime | None = None) -> str:
    """ "New York (UTC−5)": the offset is the one that holds at that moment."""
    if not zone:
        return ""
    moment = at or dt.datetime.now(dt.UTC)
    offset = moment.astimezone(ZoneInfo(zone)).utcoffset() or dt.timedelta()
    name, distance = city(zone), offset_text(offset)
    return name if name == distance else f"{name} ({distance})"


def offset_text(offset: dt.timedelta) -> str:
    """ "UTC−5", "UTC+5:30"."""
    minutes = int(offset.total_seconds() // 60)
    if minutes == 0:
        return "UTC"
    sign = "+" if minutes > 0 else "−"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")


def duration_text(minutes: int) -> str:
    """ "1 hour 30 minutes"."""
    hours, rest = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append(tr("1 hour") if hours == 1 else tr("{n} hours").format(n=hours))
    if rest:
        parts.append(tr("1 minute") if rest == 1 else tr("{n} minutes").format(n=rest))
    return " ".join(parts) or tr("0 minutes")


def type_name(event_type: EventType | str | None) -> str:
    names = {
        EventType.SINGLE.value: tr("Single session"),
        EventType.RECURRING.value: tr("Recurring series"),
        EventType.MULTI_SESSION.value: tr("Multi-session"),
    }
    return names.get(str(event_type), str(event_type or ""))


def type_icon(event_type: EventType | str | None) -> str:
    icons = {
        EventType.SINGLE.value: "single",
        EventType.RECURRING.value: "series",
        EventType.MULTI_SESSION.value: "multi",
    }
    return icons.get(str(event_type), "calendar")


def format_name(value: EventFormat) -> str:
    return {EventFormat.WEBINAR: tr("Webinar"), EventFormat.MEETING: tr("Meeting")}[value]


def access_name(value: Access) -> str:
    return {
        Access.ANYONE_WITH_LINK: tr("Anyone with the link"),
        Access.APPROVED_ONLY: tr("Only approved domains or email addresses"),
    }[value]


def attendance_name(value: Attendance) -> str:
    return {
        Attendance.ONLINE: tr("Online"),
        Attendance.IN_PERSON: tr("In person"),
        Attendance.HYBRID: tr("Online and in person"),
    }[value]


def weekday_name(zoom_number: int) -> str:
    """The name of Zoom's weekday 1 (Sunday) to 7 (Saturday)."""
    return locale().dayName(7 if zoom_number == 1 else zoom_number - 1)


def join_names(names: list[str]) -> str:
    """ "Monday, Wednesday, and Friday"."""
    if len(names) <= 1:
        return "".join(names)
    if len(names) == 2:
        return tr("{a} and {b}").format(a=names[0], b=names[1])
    return tr("{list}, and {last}").format(list=", ".join(names[:-1]), last=names[-1])


def week_name(week: int) -> str:
    return {1: tr("first"), 2: tr("second"), 3: tr("third"), 4: tr("fourth"), -1: tr("last")}.get(week, str(week))


def recurrence_text(rule: RecurrenceRule) -> str:
    """ "The first Tuesday of every month, 12 times"."""
    match rule.pattern:
        case Pattern.DAILY:
            said = tr("Every day") if rule.interval == 1 else tr("Every {n} days").format(n=rule.interval)
        case Pattern.WEEKLY:
            days = join_names([weekday_name(day) for day in sorted(rule.weekdays)])
            every = tr("Every week") if rule.interval == 1 else tr("Every {n} weeks").format(n=rule.interval)
            said = tr("{every} on {days}").format(every=every, days=days) if days else every
        case Pattern.MONTHLY_BY_DAY:
            every = tr("Day {day} of every month") if rule.interval == 1 else tr("Day {day} of every {n} months")
            said = every.format(day=rule.month_day, n=rule.interval)
        case Pattern.MONTHLY_BY_WEEKDAY:
            every = (
                tr("The {week} {day} of every month")
                if rule.interval == 1
                else tr("The {week} {day} of every {n} months")
            )
            said = every.format(week=week_name(rule.month_week), day=weekday_name(rule.month_weekday), n=rule.interval)
    if rule.count is not None:
        return (
            tr("{rule}, once").format(rule=said)
            if rule.count == 1
            else tr("{rule}, {n} times").format(rule=said, n=rule.count)
        )
    if rule.until is not None:
        return tr("{rule}, until {date}").format(rule=said, date=date_text(rule.until))
    return said


def when_text(draft: EventDraft) -> str:
    """One line that says when: "Mon, Dec 15, 2025, 2:00–3:30 PM in New York"."""
    if draft.event_type is EventType.MULTI_SESSION:
        dates = sorted(day.date for day in draft.days if day.date)
        if not dates:
            return ""
        first, last = dates[0], dates[-1]
        span = date_text(first) if first == last else f"{date_text(first)} {DASH} {date_text(last)}"
        return tr("{dates}, {place}").format(dates=span, place=city(draft.time_zone))
    if draft.date is None or draft.start is None or draft.end is None:
        return ""
    text = tr("{date}, {time}").format(
        date=date_text(draft.date), time=time_at(time_range(draft.start, draft.end), draft.time_zone)
    )
    if draft.event_type is EventType.RECURRING:
        text = tr("{rule}, from {first}").format(rule=recurrence_text(draft.recurrence), first=text)
    return text


def field_name(field: Field) -> str:
    return {
        Field.NAME: tr("Name"),
        Field.TAGLINE: tr("Tagline"),
        Field.DESCRIPTION: tr("Description"),
        Field.HUB: tr("Hub"),
        Field.EVENT_TYPE: tr("Type"),
        Field.FORMAT: tr("Format"),
        Field.DATE: tr("Date"),
        Field.TIME: tr("Time"),
        Field.TIME_ZONE: tr("Time zone"),
        Field.RECURRENCE: tr("Repeats"),
        Field.DAYS: tr("Days"),
        Field.SESSIONS: tr("Sessions"),
        Field.ACCESS: tr("Registration"),
        Field.ALLOWED: tr("Approved"),
        Field.ATTENDANCE: tr("Attendance"),
        Field.PLACE: tr("Place"),
    }[field]


def field_text(side: Side, field: Field, hub_names: dict[str, str]) -> str:
    """Return one field of an event as a person reads it. Lists take a line an entry."""
    draft = side.draft
    match field:
        case Field.NAME | Field.TAGLINE | Field.DESCRIPTION:
            return str(getattr(draft, field.value)).strip() or DASH
        case Field.HUB:
            return hub_names.get(side.hub_id, side.hub_id)
        case Field.EVENT_TYPE:
            return type_name(draft.event_type)
        case Field.FORMAT:
            return format_name(draft.format)
        case Field.DATE:
            spans = mapping.calendar(draft)
            return date_text(spans[0].start_time.astimezone(ZoneInfo(draft.time_zone)).date()) if spans else DASH
        case Field.TIME:
            if draft.start is None or draft.end is None:
                return DASH
            return tr("{local} ({utc})").format(
                local=time_range(draft.start, draft.end), utc=utc_text(mapping.calendar(draft)[0].start_time)
            )
        case Field.TIME_ZONE:
            spans = mapping.calendar(draft)
            return zone_text(draft.time_zone, spans[0].start_time if spans else None)
        case Field.RECURRENCE:
            return recurrence_text(draft.recurrence)
        case Field.DAYS:
            return "\n".join(
                f"{date_text(day.date)}, {time_range(day.start, day.end)}"
                for day in draft.days
                if day.date and day.start and day.end
            )
        case Field.SESSIONS:
            return "\n".join(
                ", ".join(
                    [
                        f"{plan.name.strip()}: {date_text(plan.date)}",
                        time_range(plan.start, plan.end),
                        *_of_its_own(plan),
                    ]
                )
                for plan in sorted(draft.sessions, key=lambda plan: (str(plan.date), str(plan.start), plan.name))
                if plan.date and plan.start and plan.end
            )
        case Field.ACCESS:
            return access_name(draft.access)
        case Field.ALLOWED:
            return "\n".join(side.allowed) or DASH
        case Field.ATTENDANCE:
            return attendance_name(draft.attendance)
        case Field.PLACE:
            return mapping.place(draft) or DASH


def _of_its_own(plan: SessionPlan) -> list[str]:
    """What a session was given at Zoom in place of its event's format and time zone."""
    said = []
    if plan.own_type is not None:
        formats = {number: format_name(form) for form, number in mapping.SESSION_TYPES.items()}
        said.append(formats.get(plan.own_type, tr("neither webinar nor meeting")))
    if plan.own_time_zone:
        said.append(tr("shown in {city} time").format(city=city(plan.own_time_zone)))
    return said


def breakable(text: str, longest: int = 30) -> str:
    """Return `text` with invisible break points in what is longer than `longest` and has none, so that a label can wrap
    it: Qt breaks at spaces and after hyphens."""
    return re.sub(rf"[^\s-]{{{longest}}}(?=[^\s-])", rf"\g<0>{BREAK}", text)
