"""Title and sentence of each face of the Attendees page."""

import datetime as dt

from desktop_app.attendees.journal import Counts, Import, Undo
from desktop_app.ui import words
from desktop_app.ui.pages.attendees import labels
from desktop_app.ui.pages.attendees.results_control import ResultsControl
from desktop_app.ui.translations import tr


def drop(*, draft: bool) -> tuple[str, str]:
    """Return title and sentence of the page while a list is awaited."""
    if draft:
        return tr("Prepare attendees"), tr(
            "Check the list while the event is a draft. Nobody is registered until you publish it and start the import."
        )
    return tr("Add attendees"), tr("Bring the list you already have. Column names and order don’t matter.")


def check(source: str, *, matched: bool) -> tuple[str, str]:
    """Return the same while a list is checked; `source` is its file's name, empty for pasted rows. Not
    `matched`: it has no column of addresses."""
    said = tr("Foyer matched the columns of {name}. Rows that aren’t ready are left out.")
    if not matched:
        said = tr("Foyer found nobody in {name}.")
    return tr("Check the list"), said.format(name=words.breakable(source or tr("what you pasted")))


def importing(*, emails: bool, practice: bool) -> tuple[str, str]:
    """Return the same while people are sent."""
    said = tr("Zoom emails each of them a join link.") if emails else tr("Nobody gets an email.")
    if practice:
        said = tr("In practice nobody gets an email.")
    pace = tr("Foyer sends groups of up to 30 people, at a pace that Zoom accepts.")
    return tr("Importing attendees"), f"{pace} {said}"


def results(control: ResultsControl, *, draft: bool) -> tuple[str, str]:
    """Return the same of the import that is shown, whatever becomes of it."""
    made, counts, last = control.made, control.counts, control.last
    if control.undo.running:
        return taking_back()
    if made is not None and made.prepared:
        return prepared(made, counts, draft=draft)
    if made is not None and made.wiped is not None:
        return wiped(made.wiped, counts)
    if made is not None and made.undo is not Undo.NOT:
        return taken_back(made.undo, counts)
    return finished(counts, last.seconds, tried=last.tried, now=last.registered)


def prepared(made: Import, counts: Counts, *, draft: bool) -> tuple[str, str]:
    """Return title and sentence of an import that waits to be started."""
    said = labels.prepared_list(made, counts)
    if draft:
        return tr("Prepared for later"), tr("{said}. Publish the event, then start here.").format(said=said)
    begin = tr("{said}. Nobody is registered before you press the button below. Anyone registered by then is left out.")
    return tr("Ready to start"), begin.format(said=said)


def taking_back() -> tuple[str, str]:
    """Return title and sentence while an import is taken back."""
    return tr("Taking the import back"), tr("Zoom deletes the tickets that this import made.")


def taken_back(undo: Undo, counts: Counts) -> tuple[str, str]:
    """Return the same of an import that was taken back, or is to be."""
    said = labels.out_again(counts)
    if not counts.registered:
        return tr("Import taken back") if undo is Undo.DONE else tr("Import taken back in part"), said
    still = words.counted(counts.registered, tr("1 person is still in."), tr("{n} people are still in."))
    return tr("Import taken back in part"), f"{said} {still}"


def wiped(wiped: dt.datetime, counts: Counts) -> tuple[str, str]:
    """Return the same of an import whose people were deleted from this computer."""
    said = tr("Names, addresses, and join links were deleted from this computer on {date}. Only the numbers are left.")
    title = tr("Import taken back") if counts.taken_back else tr("Import finished")
    return title, said.format(date=words.date_text(wiped.astimezone().date()))


def finished(counts: Counts, took: float, *, tried: int = 0, now: int = 0) -> tuple[str, str]:
    """Return title and sentence of an import that is not running. `took` is seconds, 0 for one that ran before; then
    `tried` people were to be sent by that run, and `now` of them are registered since."""
    done = counts.registered + counts.already_in
    title = tr("Import stopped") if counts.left else tr("Import finished")
    said = _registered(done, counts.total)
    if took and 0 < tried < counts.total:
        said = f"{_registered_now(now, tried)} {said}"
    if not counts.total:
        said = tr("Nobody was registered.")
    if counts.failed:
        said = tr("{said} {n} failed.").format(said=said, n=words.number(counts.failed))
    if counts.failed and counts.failed == counts.total:
        title = tr("Nobody was registered")
        said = words.counted(counts.failed, tr("1 person failed."), tr("All {n} people failed."))
    said = labels.with_never_sent(said, counts)
    return title, tr("{said} It took {time}.").format(said=said, time=labels.long_time(took)) if took else said


def _registered(done: int, total: int) -> str:
    if total == 1:
        return tr("1 person is registered.") if done else tr("Nobody is registered.")
    said = tr("{done} of {total} people are registered.")
    if done <= 1:
        said = tr("1 of {total} people is registered.") if done else tr("None of {total} people is registered.")
    return said.format(done=words.number(done), total=words.number(total))


def _registered_now(now: int, tried: int) -> str:
    if not now:
        return tr("Nobody was registered this time.")
    if tried == 1:
        return tr("1 person was registered this time.")
    said = tr("{now} of {tried} people were registered this time.")
    if now == 1:
        said = tr("1 of {tried} people was registered this time.")
    return said.format(now=words.number(now), tried=words.number(tried))
