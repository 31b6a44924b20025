"""The invitation that people paste into an email: plain text, in the words and date forms of the screen."""

import datetime as dt

from desktop_app.event import schedule, zones
from desktop_app.event.draft import Attendance, EventDraft, EventType
from desktop_app.journey import mapping
from desktop_app.ui import words
from desktop_app.ui.translations import tr


def invitation_text(draft: EventDraft, url: str) -> str:
    """Return the text: name, tagline, every date, place, description, link."""
    parts = [tr("You’re invited: {name}").format(name=draft.name.strip())]
    if draft.tagline.strip():
        parts.append(draft.tagline.strip())
    parts.append("\n".join(_when(draft)))
    parts.append(_where(draft))
    if draft.description.strip():
        parts.append(draft.description.strip())
    parts.append(tr("Register: {url}").format(url=url))
    return "\n\n".join(part for part in parts if part)


def _when(draft: EventDraft) -> list[str]:
    if draft.event_type is EventType.MULTI_SESSION:
        lines = [
            tr("{date}, {time}").format(
                date=words.long_date_text(day.date),
                time=words.time_at(words.time_range(day.start, day.end), draft.time_zone),
            )
            for day in draft.days
            if day.date and day.start and day.end
        ]
        if draft.sessions:
            lines += ["", *_sessions(draft)]
        return lines
    if draft.date is None or draft.start is None or draft.end is None:
        return []
    time = words.time_at(words.time_range(draft.start, draft.end), draft.time_zone)
    if draft.event_type is EventType.RECURRING:
        # the UTC time moves with the clocks of a long series, so it is not said for all dates at once
        dates = (words.long_date_text(date.start.date()) for date in schedule.occurrences(draft))
        return [words.recurrence_text(draft.recurrence), time, *dates]
    if not zones.same(draft.time_zone, zones.UTC):
        time = tr("{time} ({utc})").format(time=time, utc=_utc(draft))
    return [words.long_date_text(draft.date), time]


def _utc(draft: EventDraft) -> str:
    """ "19:00–20:30 UTC", with the date where it is another one there."""
    start, end = (moment.astimezone(dt.UTC) for moment in schedule.calendar(draft)[0])
    utc = tr("{start}–{end} UTC").format(start=f"{start:%H:%M}", end=f"{end:%H:%M}")
    if start.date() != draft.date:
        utc = tr("{time} on {date}").format(time=utc, date=words.date_text(start.date()))
    return utc


def _sessions(draft: EventDraft) -> list[str]:
    timed = sorted(
        ((plan.date, plan.start, plan.end, plan.name.strip()) for plan in draft.sessions if plan.date and plan.start),
        key=lambda plan: (plan[0], plan[1]),
    )
    return [
        tr("{name}: {date}, {time}").format(
            name=name, date=words.date_text(date), time=words.time_range(start, end) if end else words.time_text(start)
        )
        for date, start, end, name in timed
        if date and start
    ]


def _where(draft: EventDraft) -> str:
    place = mapping.place(draft)
    match draft.attendance:
        case Attendance.ONLINE:
            return tr("Online, on Zoom")
        case Attendance.IN_PERSON:
            return place
        case Attendance.HYBRID:
            return tr("{place}, or online on Zoom").format(place=place)
