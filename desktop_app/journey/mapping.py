"""From what was typed to what Zoom takes, and back.

Shapes follow Zoom's create-event reference: one calendar entry for single and recurring events, one a day for
multi-session ones; recurrence numbers with 1 for Sunday. Reading back gives an `EventDraft` again, so that both sides
of the comparison are of one kind.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from desktop_app.event import schedule, zones
from desktop_app.event.draft import (
    Access,
    Attendance,
    DayPlan,
    EventDraft,
    EventFormat,
    EventType,
    Pattern,
    RecurrenceRule,
    SessionPlan,
)
from desktop_app.zoom.models import AccessLink, CalendarItem, Event, Recurrence, Session
from desktop_app.zoom.requests import EventChanges, EventRequest, SessionChanges, SessionRequest

SESSION_TYPES = {EventFormat.MEETING: 0, EventFormat.WEBINAR: 2}
"""Zoom's numbers for a session's `type` (create-session reference; 4 is neither)."""


def event_request(draft: EventDraft, hub_id: str) -> EventRequest:
    """Return the create request for a draft that has no problems."""
    assert draft.event_type is not None
    return EventRequest(
        name=draft.name.strip(),
        description=draft.description.strip(),
        tagline=draft.tagline.strip() or None,
        timezone=zones.for_zoom(draft.time_zone),
        event_type=draft.event_type.value,
        access_level=draft.access.value,
        hub_id=hub_id,
        attendance_type=draft.attendance.value,
        meeting_type=None if draft.event_type is EventType.MULTI_SESSION else draft.format.value,
        calendar=calendar(draft),
        recurrence=recurrence(draft),
        physical_location=place(draft) or None,
    )


def calendar(draft: EventDraft) -> tuple[CalendarItem, ...]:
    return tuple(CalendarItem(start_time=start, end_time=end) for start, end in schedule.calendar(draft))


def place(draft: EventDraft) -> str:
    """The place counts only when somebody can come to it."""
    return "" if draft.attendance is Attendance.ONLINE else draft.place.strip()


def recurrence(draft: EventDraft) -> Recurrence | None:
    """Return Zoom's recurrence, None for an event that does not repeat. `duration` is in minutes."""
    if draft.event_type is not EventType.RECURRING:
        return None
    rule = draft.recurrence
    until = None
    if rule.count is None and rule.until is not None:
        last_moment = dt.datetime.combine(rule.until, dt.time(23, 59, 59), ZoneInfo(draft.time_zone))
        until = last_moment.astimezone(dt.UTC)
    return Recurrence(
        type={Pattern.DAILY: 1, Pattern.WEEKLY: 2}.get(rule.pattern, 3),
        repeat_interval=rule.interval,
        weekly_days=tuple(sorted(rule.weekdays)) if rule.pattern is Pattern.WEEKLY else (),
        monthly_days=(rule.month_day,) if rule.pattern is Pattern.MONTHLY_BY_DAY else (),
        monthly_week=rule.month_week if rule.pattern is Pattern.MONTHLY_BY_WEEKDAY else None,
        monthly_week_day=rule.month_weekday if rule.pattern is Pattern.MONTHLY_BY_WEEKDAY else None,
        end_times=rule.count,
        end_date_time=until,
        duration=schedule.duration_minutes(draft),
    )


def event_changes(draft: EventDraft, stored: Event) -> EventChanges | None:
    """Return the PATCH that brings Zoom's copy to `draft`, with only what differs; None when nothing does.

    The format is not among it: Zoom changes it through the session (update-event reference). An access level of PUBLIC,
    which only Zoom's website sets, is left alone.
    """
    wanted = event_request(draft, stored.hub_id)
    members: dict[str, object] = {}
    if wanted.name != stored.name:
        members["name"] = wanted.name
    if wanted.description != stored.description:
        members["description"] = wanted.description
    if (wanted.tagline or "") != stored.tagline:
        members["tagline"] = wanted.tagline or ""
    if not zones.same(wanted.timezone, stored.timezone):
        members["timezone"] = wanted.timezone
    if wanted.attendance_type != stored.attendance_type:
        members["attendance_type"] = wanted.attendance_type
    if (wanted.physical_location or "") != stored.physical_location:
        members["physical_location"] = wanted.physical_location or ""
    if stored.access_level not in {"PUBLIC", wanted.access_level}:
        members["access_level"] = wanted.access_level
    if wanted.calendar != stored.calendar:
        members["calendar"] = wanted.calendar
    if wanted.recurrence is not None and not same_recurrence(wanted.recurrence, stored.recurrence):
        members["recurrence"] = wanted.recurrence
    return EventChanges(**members) if members else None  # type: ignore[arg-type]


def same_recurrence(one: Recurrence, other: Recurrence | None) -> bool:
    """Compare what a rule means: members that its pattern does not use say nothing."""
    return other is not None and meaning(one) == meaning(other)


def meaning(rule: Recurrence) -> tuple[object, ...]:
    """Return what a rule says, without the members that its pattern does not use."""
    by_weekday = rule.type == 3 and bool(rule.monthly_week)
    return (
        rule.type,
        rule.repeat_interval or 1,
        frozenset(rule.weekly_days) if rule.type == 2 else None,
        frozenset(rule.monthly_days) if rule.type == 3 and not by_weekday else None,
        (rule.monthly_week, rule.monthly_week_day) if by_weekday else None,
        rule.end_times or None,
        rule.end_date_time if not rule.end_times else None,
    )


def session_request(plan: SessionPlan, draft: EventDraft) -> SessionRequest:
    """Return the create request for one planned session."""
    start, end = session_times(plan, draft)
    return SessionRequest(
        name=plan.name.strip(),
        description=plan.description.strip() or None,
        start_time=start,
        end_time=end,
        timezone=zones.for_zoom(session_zone(plan, draft)),
        type=session_type(plan, draft),
    )


def session_type(plan: SessionPlan, draft: EventDraft) -> int:
    """Return Zoom's `type` of a session: its own, else that of the event's format."""
    return SESSION_TYPES[draft.format] if plan.own_type is None else plan.own_type


def session_zone(plan: SessionPlan, draft: EventDraft) -> str:
    """Return the time zone in which Zoom shows a session: its own, else the event's."""
    return plan.own_time_zone or draft.time_zone


def session_changes(plan: SessionPlan, draft: EventDraft, stored: Session) -> SessionChanges | None:
    """Return the PATCH for a session that Zoom has already, None when it is the same."""
    wanted = session_request(plan, draft)
    members: dict[str, object] = {
        name: getattr(wanted, name)
        for name in ("name", "start_time", "end_time", "type")
        if getattr(wanted, name) != getattr(stored, name)
    }
    if not zones.same(wanted.timezone, stored.timezone):
        members["timezone"] = wanted.timezone
    if (wanted.description or "") != stored.description:
        members["description"] = wanted.description or ""
    return SessionChanges(**members) if members else None  # type: ignore[arg-type]


def session_times(plan: SessionPlan, draft: EventDraft) -> tuple[dt.datetime, dt.datetime]:
    """Return a session's start and end in UTC."""
    assert plan.date is not None
    assert plan.start is not None
    assert plan.end is not None
    last = schedule.end_date(plan.date, plan.start, plan.end)
    return (
        schedule.to_utc(plan.date, plan.start, draft.time_zone),
        schedule.to_utc(last, plan.end, draft.time_zone),
    )


def draft_from(
    event: Event, sessions: Sequence[Session] = (), link: AccessLink | None = None, base: EventDraft | None = None
) -> EventDraft:
    """Return Zoom's copy as a draft. `base` lends what Zoom doesn't keep, such as the answers to the two questions."""
    base = base or EventDraft()
    event_type = EventType(event.event_type) if event.event_type in set(EventType) else None
    zone = known_zone(event.timezone)
    spans = [(_local(item.start_time, zone), _local(item.end_time, zone)) for item in event.calendar]
    first = spans[0] if spans else None
    form = _format(event, sessions, base.format)
    planned = tuple(
        SessionPlan(
            name=item.name,
            description=item.description,
            date=_local(item.start_time, zone).date(),
            start=_local(item.start_time, zone).time(),
            end=_local(item.end_time, zone).time(),
            session_id=item.session_id,
            own_type=None if item.type == SESSION_TYPES[form] else item.type,
            own_time_zone="" if zones.same(item.timezone, event.timezone) else item.timezone,
        )
        for item in sorted(sessions, key=lambda item: (item.start_time, item.name))
    )
    multi = event_type is EventType.MULTI_SESSION
    return replace(
        base,
        event_type=event_type,
        name=event.name,
        tagline=event.tagline,
        description=event.description,
        time_zone=zone,
        date=base.date if multi else first[0].date() if first else None,
        start=base.start if multi else first[0].time() if first else None,
        end=base.end if multi else first[1].time() if first else None,
        format=form,
        access=Access(event.access_level) if event.access_level in set(Access) else Access.ANYONE_WITH_LINK,
        allowed_domains=tuple(link.allow_domain_list) if link else (),
        allowed_emails=tuple(link.email_restrict_list) if link else (),
        attendance=Attendance(event.attendance_type) if event.attendance_type in set(Attendance) else Attendance.ONLINE,
        place=event.physical_location,
        recurrence=_rule(event) if event_type is EventType.RECURRING else base.recurrence,
        days=tuple(DayPlan(start.date(), start.time(), end.time()) for start, end in spans) if multi else base.days,
        sessions=planned if multi else base.sessions,
    )


def known_zone(name: str) -> str:
    """Return the zone of an event by the name that is in use today; Zoom also lists names that no database has."""
    zone = zones.canonical(name)
    return zone if schedule.find_zone(zone) else zones.UTC


def _local(moment: dt.datetime, zone: str) -> dt.datetime:
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def _format(event: Event, sessions: Sequence[Session], wanted: EventFormat) -> EventFormat:
    """Return the format that Zoom has, as far as it can be told of the whole event.

    The sessions say it where there are any. A multi-session event has the format that is wanted while one session has:
    what the others have of their own is told of each. A series has it only while all its dates have.
    """
    types = {item.type for item in sessions}
    found = [form for form, number in SESSION_TYPES.items() if number in types]
    if not found:
        return EventFormat(event.meeting_type) if event.meeting_type in set(EventFormat) else wanted
    if event.event_type == EventType.MULTI_SESSION.value:
        return wanted if wanted in found else found[0]
    return next((form for form in found if form is not wanted), wanted)


def _rule(event: Event) -> RecurrenceRule:
    wire = event.recurrence
    if wire is None:
        return RecurrenceRule()
    pattern = {1: Pattern.DAILY, 2: Pattern.WEEKLY}.get(
        wire.type or 0, Pattern.MONTHLY_BY_WEEKDAY if wire.monthly_week else Pattern.MONTHLY_BY_DAY
    )
    until = None
    if not wire.end_times and wire.end_date_time is not None:
        until = _local(wire.end_date_time, known_zone(event.timezone)).date()
    return RecurrenceRule(
        pattern=pattern,
        interval=wire.repeat_interval or 1,
        weekdays=tuple(sorted(wire.weekly_days)) if pattern is Pattern.WEEKLY else (),
        month_day=wire.monthly_days[0] if wire.monthly_days else 1,
        month_week=wire.monthly_week or 1,
        month_weekday=wire.monthly_week_day or 2,
        count=wire.end_times or None,
        until=until,
    )
