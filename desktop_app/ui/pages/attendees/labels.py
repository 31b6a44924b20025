"""The Attendees page's words that carry numbers."""

import datetime as dt
import math
from collections.abc import Mapping

from desktop_app.attendees.columns import Columns, Extra
from desktop_app.attendees.journal import Counts, Undo, WhyLeft
from desktop_app.attendees.roster import Cell, Field
from desktop_app.event.draft import EventDraft, EventType
from desktop_app.ui import words
from desktop_app.ui.translations import tr
from desktop_app.ui.widgets.plain import safe_text

LONGEST_EVENT = 80


def event_name(draft: EventDraft) -> str:
    """Return the event's name as it is shown: on one line, and not endless."""
    return safe_text(" ".join(draft.name.split()), LONGEST_EVENT)


def event(draft: EventDraft) -> str:
    """Return whom people are registered with: "Customer Day, Dec 3, 2026". Empty while nothing is known of it."""
    days = [day.date for day in draft.days] if draft.event_type is EventType.MULTI_SESSION else [draft.date]
    first = min((day for day in days if day is not None), default=None)
    name = words.breakable(event_name(draft))
    return tr("{event}, {date}").format(event=name, date=words.short_date_text(first)) if name and first else name


def drop(*, draft: bool) -> tuple[str, str]:
    """Return title and sentence of the page while a list is awaited."""
    if draft:
        return tr("Prepare attendees"), tr(
            "Check the list while the event is a draft. Nobody is registered before you publish and start."
        )
    return tr("Add attendees"), tr("Bring the list you already have. Column names and order don’t matter.")


def check(source: str, *, matched: bool) -> tuple[str, str]:
    """Return the same while a list is checked; `source` is its file's name, empty for pasted rows. Not
    `matched`: it has no column of addresses."""
    said = tr("Foyer matched the columns of {name}. Rows that aren’t ready are left out.")
    if not matched:
        said = tr("Foyer found nobody in {name}.")
    return tr("Check the list"), said.format(name=words.breakable(source or tr("what you pasted")))


def importing() -> tuple[str, str]:
    """Return the same while people are sent."""
    return tr("Importing attendees"), tr("Foyer sends groups of up to 30 people, at a pace that Zoom accepts.")


def register(people: int, *, emails: bool | None, at_most: bool = False) -> str:
    """Return what the button does, in numbers: that is the last word before emails leave. `emails` is None while
    nobody has chosen. `at_most`: it isn't known yet who of them is registered already."""
    if people == 0:
        return tr("Register people")
    if at_most and people > 1:
        said = tr("Register up to {n} people and send emails") if emails else tr("Register up to {n} people quietly")
        return said.format(n=words.number(people))
    if emails is None:
        return tr("Register 1 person") if people == 1 else tr("Register {n} people").format(n=words.number(people))
    if people == 1:
        return tr("Register 1 person and send the email") if emails else tr("Register 1 person quietly")
    said = tr("Register {n} people and send emails") if emails else tr("Register {n} people quietly")
    return said.format(n=words.number(people))


def prepare(people: int) -> str:
    """Return what the button does while the event is a draft."""
    if people == 0:
        return tr("Prepare people")
    return tr("Prepare 1 person") if people == 1 else tr("Prepare {n} people").format(n=words.number(people))


def are_prepared(people: int) -> str:
    """Return what was done then."""
    return tr("1 person is prepared") if people == 1 else tr("{n} people are prepared").format(n=words.number(people))


def were_prepared(people: int) -> str:
    """Return what a published event waits with."""
    if people == 1:
        return tr("1 person was prepared for this event")
    return tr("{n} people were prepared for this event").format(n=words.number(people))


def prepared(counts: Counts, *, draft: bool) -> tuple[str, str]:
    """Return title and sentence of an import that waits to be started."""
    said = are_prepared(counts.left)
    if draft:
        return tr("Prepared for later"), tr("{said}. Publish the event, then start here.").format(said=said)
    begin = tr("{said}. Nobody is registered before you press the button below. Who is in by then is left out.")
    return tr("Ready to start"), begin.format(said=said)


def register_more(people: int, *, emails: bool) -> str:
    """Return the same for those whom an import has left."""
    if people == 1:
        return tr("Register 1 more person and send the email") if emails else tr("Register 1 more person quietly")
    said = tr("Register {n} more people and send emails") if emails else tr("Register {n} more people quietly")
    return said.format(n=words.number(people))


def retry(people: int, *, emails: bool) -> str:
    """Return what sending failed people again does."""
    if people == 1:
        return tr("Retry 1 failed and send the email") if emails else tr("Retry 1 failed quietly")
    said = tr("Retry {n} failed and send emails") if emails else tr("Retry {n} failed quietly")
    return said.format(n=words.number(people))


def taking_back() -> tuple[str, str]:
    """Return title and sentence while an import is taken back."""
    return tr("Taking the import back"), tr("Zoom deletes the tickets that this import made.")


def finished(counts: Counts, took: float, *, tried: int = 0, now: int = 0) -> tuple[str, str]:
    """Return title and sentence of an import that is not running. `took` is seconds, 0 for one that ran before; then
    `tried` people were to be sent by that run, and `now` of them are registered since."""
    title = tr("Import stopped") if counts.left else tr("Import finished")
    said = _registered(counts.registered + counts.already_in, counts.total)
    if took and 0 < tried < counts.total:
        said = f"{_registered_now(now, tried)} {said}"
    if not counts.total:
        said = tr("Nobody was registered.")
    said = _with_never_sent(said, counts)
    return title, tr("{said} It took {time}.").format(said=said, time=long_time(took)) if took else said


def taken_back(undo: Undo, counts: Counts) -> tuple[str, str]:
    """Return the same of an import that was taken back, or is to be."""
    said = out_again(counts)
    if not counts.registered:
        return tr("Import taken back") if undo is Undo.DONE else tr("Import taken back in part"), said
    still = words.counted(counts.registered, tr("1 person is still in."), tr("{n} people are still in."))
    return tr("Import taken back in part"), f"{said} {still}"


def out_again(counts: Counts) -> str:
    """Return how many people are out of the event again, or never were in it."""
    said = words.counted(
        counts.taken_back,
        tr("1 person was taken out of the event again."),
        tr("{n} people were taken out of the event again."),
    )
    return _with_never_sent(said if counts.taken_back else tr("Nobody was taken out of the event."), counts)


def wiped(wiped: dt.datetime, counts: Counts) -> tuple[str, str]:
    """Return the same of an import whose people were deleted from this computer."""
    said = tr("Names, addresses, and join links were deleted from this computer on {date}. Only the numbers are left.")
    title = tr("Import taken back") if counts.taken_back else tr("Import finished")
    return title, said.format(date=words.date_text(wiped.astimezone().date()))


def _with_never_sent(said: str, counts: Counts) -> str:
    if not counts.never_sent:
        return said
    never = words.counted(counts.never_sent, tr("1 person was never sent."), tr("{n} people were never sent."))
    return f"{said} {never}"


def _registered(done: int, total: int) -> str:
    if total == 1:
        return tr("1 person is registered.") if done else tr("Nobody is registered.")
    said = tr("1 of {total} people is registered.") if done == 1 else tr("{done} of {total} people are registered.")
    return said.format(done=words.number(done), total=words.number(total))


def _registered_now(now: int, tried: int) -> str:
    if tried == 1:
        return tr("1 person was registered now.") if now else tr("Nobody was registered now.")
    said = tr("{now} of {tried} people were registered now.")
    if now == 1:
        said = tr("1 of {tried} people was registered now.")
    return said.format(now=words.number(now), tried=words.number(tried))


def told(counts: Counts, took: float, *, tried: int = 0, now: int = 0) -> tuple[str, str]:
    """Return the same for somebody who looks elsewhere, with how many failed."""
    title, said = finished(counts, took, tried=tried, now=now)
    if counts.failed:
        said = tr("{said} {n} failed.").format(said=said, n=words.number(counts.failed))
    return title, said


def stopped(left: int) -> tuple[str, str]:
    """Return what is said when a person stopped an import."""
    said = tr("{n} people are not sent yet. Go on now, or come back later.")
    if left == 1:
        said = tr("1 person is not sent yet. Go on now, or come back later.")
    return tr("Stopped after the group that was under way"), said.format(n=words.number(left))


def not_sent(left: int) -> str:
    """Return what is said of an import that can't go on."""
    return words.counted(
        left,
        tr("1 person of this import wasn’t sent, and Zoom registers nobody for this event any more."),
        tr("{n} people of this import weren’t sent, and Zoom registers nobody for this event any more."),
    )


def in_doubt(left: int) -> tuple[str, str]:
    """Return what is said when Zoom couldn't be asked what became of people."""
    title = tr("For {n} people it isn’t known whether they are registered")
    if left == 1:
        title = tr("For 1 person it isn’t known whether they are registered")
    said = tr("Zoom has to be asked first, and a permission for that may be missing. Nobody is sent twice.")
    return title.format(n=words.number(left)), said


def rows(count: int) -> str:
    """Return how long a list is."""
    return tr("1 row") if count == 1 else tr("{n} rows").format(n=words.number(count))


def left_out(count: int, why: Mapping[WhyLeft, int]) -> list[str]:
    """Return who was left out, in numbers: "12 duplicates", "3 not ready", "1 left out by you"."""
    if not count:
        return [tr("Nobody")]
    if sum(why.values()) < count:
        # an import of a version that didn't keep why
        return [tr("Duplicates, not ready, or left out by you")]
    many = {
        WhyLeft.DUPLICATE: tr("1 duplicate") if why.get(WhyLeft.DUPLICATE) == 1 else tr("{n} duplicates"),
        WhyLeft.NOT_READY: tr("{n} not ready"),
        WhyLeft.DECLINED: tr("{n} declined"),
        WhyLeft.BY_PERSON: tr("{n} left out by you"),
    }
    return [said.format(n=words.number(why[each])) for each, said in many.items() if why.get(each)]


def long_time(seconds: float) -> str:
    """ "5 minutes and 10 seconds"."""
    minutes, rest = divmod(max(round(seconds), 1), 60)
    second = tr("1 second") if rest == 1 else tr("{n} seconds").format(n=rest)
    if not minutes:
        return second
    whole = words.duration_text(minutes)
    return tr("{a} and {b}").format(a=whole, b=second) if rest else whole


def rough_time(seconds: float) -> str:
    """Return a rough length of time: "40 s", "2 min", "1 h 5 min"."""
    if seconds < 60:
        return tr("{n} s").format(n=max(math.ceil(seconds / 5) * 5, 5))
    minutes = math.ceil(seconds / 60)
    if minutes < 60:
        return tr("{n} min").format(n=minutes)
    hours, rest = divmod(minutes, 60)
    return tr("{h} h {n} min").format(h=hours, n=rest)


def people_left(count: int) -> str:
    """Return how many people something still has to reach."""
    return tr("1 person left") if count == 1 else tr("{n} people left").format(n=words.number(count))


def same_fields(before: Columns, after: Columns) -> set[Cell]:
    """Return the fields that are read from the same columns."""
    pairs: dict[Cell, bool] = {
        Field.EMAIL: before.email == after.email,
        Field.FIRST_NAME: (before.first_name, before.full_name) == (after.first_name, after.full_name),
        Field.LAST_NAME: (before.last_name, before.full_name) == (after.last_name, after.full_name),
        **{extra: before.extra.get(extra) == after.extra.get(extra) for extra in Extra},
    }
    return {field for field, same in pairs.items() if same}
