"""The Attendees page's words that carry numbers."""

import math
from collections.abc import Mapping, Sequence

from desktop_app.attendees.journal import Counts, Import, WhyLeft
from desktop_app.attendees.row_filters import IN_DOUBT, NOT_SENT, count_of
from desktop_app.event.draft import EventDraft, EventType
from desktop_app.ui import words
from desktop_app.ui.translations import tr
from desktop_app.ui.widgets.plain import safe_text

LONGEST_HEADER = 40
"""Characters of a column's name that a sentence or a chooser holds."""

MOST_NAMED = 3
"""Lists that one sentence names."""

LONG_ENOUGH = 1.5
"""Seconds; shorter waits are part of the pace and not worth a word."""


def event_name(draft: EventDraft) -> str:
    """Return the event's name as it is shown: on one line, and not endless."""
    return safe_text(" ".join(draft.name.split()), words.LONGEST_EVENT)


def header(headings: Sequence[str], column: int) -> str:
    """Return what a list calls a column (from 0), as it is shown: on one line, and not endless. Empty without a name
    of its own."""
    return " ".join(safe_text(headings[column], LONGEST_HEADER).split()) if column < len(headings) else ""


def event(draft: EventDraft) -> str:
    """Return whom people are registered with: "Customer Day, Dec 3, 2026". Empty while nothing is known of it."""
    days = [day.date for day in draft.days] if draft.event_type is EventType.MULTI_SESSION else [draft.date]
    first = min((day for day in days if day is not None), default=None)
    name = words.breakable(event_name(draft))
    return tr("{event}, {date}").format(event=name, date=words.short_date_text(first)) if name and first else name


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


def prepared_list(made: Import, counts: Counts) -> str:
    """Return what one prepared list is: "team.csv: 24 people, quietly"."""
    name = words.breakable(safe_text(made.source, words.LONGEST_SOURCE) or tr("Pasted rows"))
    if counts.left == 1:
        said = tr("{name}: 1 person, with an email") if made.send_notification else tr("{name}: 1 person, quietly")
    else:
        said = tr("{name}: {n} people, with emails") if made.send_notification else tr("{name}: {n} people, quietly")
    return said.format(name=name, n=words.number(counts.left))


def are_prepared(people: int) -> str:
    """Return what was done then."""
    return tr("1 person is prepared") if people == 1 else tr("{n} people are prepared").format(n=words.number(people))


def were_prepared(waiting: Sequence[tuple[Import, Counts]]) -> tuple[str, str]:
    """Return what a published event waits with: title and text."""
    people = sum(counts.left for _, counts in waiting)
    title = words.counted(
        people, tr("1 person was prepared for this event"), tr("{n} people were prepared for this event")
    )
    said = tr("{lists}. Nobody is registered before you start it.")
    if len(waiting) > 1:
        title = tr("{n} people were prepared for this event, in {lists} lists")
        title = title.format(n=words.number(people), lists=words.number(len(waiting)))
        said = tr("You start one list after the other. {lists}.")
    return title, said.format(lists=_lists(waiting))


def still_wait(waiting: Sequence[tuple[Import, Counts]]) -> tuple[str, str]:
    """Return what is said once one prepared list is done and others wait: title and text."""
    title = words.counted(len(waiting), tr("Another prepared list waits"), tr("{n} more prepared lists wait"))
    said = tr("{lists}. None of them is registered before you start that list.")
    return title, said.format(lists=_lists(waiting))


def _lists(waiting: Sequence[tuple[Import, Counts]]) -> str:
    named = tr("; ").join(prepared_list(*each) for each in waiting[:MOST_NAMED])
    more = len(waiting) - MOST_NAMED
    return tr("{lists}; {n} more").format(lists=named, n=words.number(more)) if more > 0 else named


def register_more(counts: Counts, *, emails: bool) -> str:
    """Return what the button does for those whom an import has left. Who is in doubt may turn out to be registered."""
    people, doubtful = counts.left, count_of(counts, IN_DOUBT)
    if doubtful and people == 1:
        return tr("Register up to 1 person and send the email") if emails else tr("Register up to 1 person quietly")
    if doubtful:
        return register(people, emails=emails, at_most=True)
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


def out_again(counts: Counts) -> str:
    """Return how many people are out of the event again, or never were in it."""
    said = words.counted(
        counts.taken_back,
        tr("1 person was taken out of the event again."),
        tr("{n} people were taken out of the event again."),
    )
    return with_never_sent(said if counts.taken_back else tr("Nobody was taken out of the event."), counts)


def with_never_sent(said: str, counts: Counts) -> str:
    """Return a sentence, and behind it how many people were never sent, if any."""
    if not counts.never_sent:
        return said
    never = words.counted(counts.never_sent, tr("1 person was never sent."), tr("{n} people were never sent."))
    return f"{said} {never}"


def left_over(counts: Counts) -> str:
    """Return whom an import has left: who isn't sent yet, and of whom it isn't known what became of them."""
    waiting, doubtful = count_of(counts, NOT_SENT), count_of(counts, IN_DOUBT)
    parts = []
    if waiting:
        parts.append(words.counted(waiting, tr("1 person is not sent yet."), tr("{n} people are not sent yet.")))
    if doubtful:
        parts.append(
            words.counted(
                doubtful,
                tr("For 1 person it isn’t known whether they are registered: Zoom is asked first."),
                tr("For {n} people it isn’t known whether they are registered: Zoom is asked first."),
            )
        )
    return " ".join(parts)


def stopped(counts: Counts) -> tuple[str, str]:
    """Return what is said when a person stopped an import."""
    said = tr("{who} Go on now, or come back later.").format(who=left_over(counts))
    return tr("Stopped after the group that was under way"), said


def not_sent(counts: Counts) -> str:
    """Return what is said of an import that can't go on."""
    waiting, doubtful = count_of(counts, NOT_SENT), count_of(counts, IN_DOUBT)
    parts = []
    if waiting:
        said = tr("1 person of this import wasn’t sent."), tr("{n} people of this import weren’t sent.")
        parts.append(words.counted(waiting, *said))
    if doubtful:
        parts.append(
            words.counted(
                doubtful,
                tr("For 1 person it isn’t known whether they are registered."),
                tr("For {n} people it isn’t known whether they are registered."),
            )
        )
    return " ".join((*parts, tr("Zoom no longer registers anybody for this event.")))


def in_doubt(counts: Counts) -> tuple[str, str]:
    """Return what is said when Zoom couldn't be asked what became of people."""
    title = words.counted(
        count_of(counts, IN_DOUBT),
        tr("For 1 person it isn’t known whether they are registered"),
        tr("For {n} people it isn’t known whether they are registered"),
    )
    return title, tr("Zoom has to be asked first, and a permission for that may be missing. Nobody is sent twice.")


def remaining(counts: Counts) -> list[str]:
    """Return the same in few words, a line each: "180 not sent yet", "90 not confirmed yet"."""
    said = ((NOT_SENT, tr("{n} not sent yet")), (IN_DOUBT, tr("{n} not confirmed yet")))
    return [text.format(n=words.number(count)) for of, text in said if (count := count_of(counts, of))]


def standing(*, left: int, prepared: int, registered: int) -> str:
    """Return how the people of an event stand, in one number: whoever waits comes before whoever is in."""
    for people, said in (
        (left, tr("{n} left")),
        (prepared, tr("{n} prepared")),
        (registered, tr("{n} registered")),
    ):
        if people:
            return said.format(n=words.number(people))
    return ""


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
        WhyLeft.DECLINED: tr("{n} not to be invited"),
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
    """Return a rough length of time: "40 s", "2 min", "1 h 5 min", "2 h"."""
    if seconds <= 55:
        return tr("{n} s").format(n=max(math.ceil(seconds / 5) * 5, 5))
    minutes = math.ceil(seconds / 60)
    if minutes < 60:
        return tr("{n} min").format(n=minutes)
    hours, rest = divmod(minutes, 60)
    if not rest:
        return tr("{h} h").format(h=hours)
    return tr("{h} h {n} min").format(h=hours, n=rest)


def people_left(count: int) -> str:
    """Return how many people something still has to reach."""
    return tr("1 person left") if count == 1 else tr("{n} people left").format(n=words.number(count))
