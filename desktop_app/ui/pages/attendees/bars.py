"""What the action bar shows for each face of the Attendees page."""

from desktop_app.ui import words
from desktop_app.ui.pages.attendees import labels
from desktop_app.ui.pages.attendees.import_control import ImportControl
from desktop_app.ui.pages.attendees.importing_face import ImportingFace
from desktop_app.ui.pages.attendees.list_control import ListControl
from desktop_app.ui.pages.attendees.results_control import ResultsControl
from desktop_app.ui.pages.attendees.undo_control import UndoControl
from desktop_app.ui.pages.page import Bar
from desktop_app.ui.translations import tr


def drop(control: ListControl, *, draft: bool, registered: int, left: int) -> Bar:
    """`left` people of imports that were begun are not done with."""
    reading = control.reading
    leave = tr("Finish") if registered else tr("Skip for now")
    if left:
        leave = tr("Back to the hub")
    status = control.source
    if reading:
        status = tr("Reading {name}").format(name=control.coming_name or tr("what you pasted"))
    return Bar(
        primary=tr("Reading the list…") if reading else tr("Check the list"),
        enabled=control.is_there,
        reason="" if reading else tr("No file yet"),
        busy=reading,
        secondary=tr("Back to the event") if draft else leave,
        status=status,
        status_icon="hourglass" if reading else "sheet",
    )


def blocked() -> Bar:
    return Bar(
        primary=tr("Check the list"),
        enabled=False,
        reason=tr("A permission is missing"),
        secondary=tr("Skip for now"),
        status_icon="lock",
    )


def check(control: ListControl, *, starting: bool, sends_one: bool, draft: bool) -> Bar:
    if not control.has_addresses and not control.reading:
        return Bar(primary=tr("Choose another file"), status=tr("No email addresses"), status_icon="info")
    ready = control.roster.counts.ready if control.roster else 0
    reason = control.why_not()
    primary = labels.prepare(ready) if draft else labels.register(ready, emails=control.emails)
    if not reason and control.emails is None:
        # the button says what it will do, the line beside it what it waits for: short, for it has little room
        reason = tr("Choose whether Zoom sends emails")
    if sends_one:
        # not busy: that would look as if all were being sent
        reason = tr("Registering one…")
    return Bar(
        primary=primary,
        enabled=not reason,
        reason=reason,
        busy=starting and not sends_one,
        secondary=tr("Another file"),
        secondary_enabled=not starting,
        status=tr("One is registered, the others not yet") if control.sent_ahead else tr("Nothing sent yet"),
        status_icon="shield" if not reason else "info",
        can_go_back=not starting,
    )


def importing(imports: ImportControl, face: ImportingFace) -> Bar:
    waiting = face.waiting
    if imports.stopping:
        status, icon = tr("Stopping after this group…"), "hourglass"
    elif imports.paused:
        status, icon = tr("Paused: nothing more is sent"), "pause"
    elif face.cut_off and not waiting:
        status, icon = tr("Trying again…"), "hourglass"
    elif waiting:
        said = tr("Trying again in {n} s") if face.cut_off else tr("Waiting for Zoom, {n} s")
        status, icon = said.format(n=waiting), "hourglass"
    elif face.asking:
        status, icon = tr("Asking Zoom…"), "hourglass"
    else:
        status, icon = tr("Sending groups of up to 30"), "user-plus"
    return Bar(
        primary=tr("Resume") if imports.paused else tr("Pause"),
        enabled=not imports.stopping,
        reason=status,
        secondary=tr("Stop") if imports.paused else tr("Stop after this group"),
        secondary_icon="stop",
        secondary_enabled=not imports.stopping,
        status=status,
        status_icon=icon,
        can_go_back=False,
    )


def finished(
    results: ResultsControl, *, starting: bool, draft: bool, canceled: bool, just_ended: bool, others_wait: bool
) -> Bar:
    """`others_wait`: further prepared lists can be started. While it has `just_ended`, the press that was meant for
    Pause finds nothing to press."""
    if results.undo.running:
        return _taking_back(results.undo)
    if results.half_undone:
        reason = _waits(results) if results.can_undo else tr("The permission to delete tickets is missing")
        return Bar(
            primary=tr("Continue undoing"),
            enabled=not reason and not just_ended,
            reason=reason,
            secondary=tr("Add more people"),
            status=tr("Results kept in Foyer"),
            status_icon="check-circle",
        )
    made = results.made
    prepared = made is not None and made.prepared
    wiped = made is not None and made.wiped is not None
    kept = tr("Numbers kept in Foyer") if wiped else tr("Results kept in Foyer")
    reason = _why_not_sent(results, draft=draft, canceled=canceled)
    return Bar(
        primary=_send_rest(results) if results.to_send else _leave(results, others_wait=others_wait),
        enabled=not reason and not just_ended,
        reason=reason,
        busy=starting,
        secondary=tr("Add more people"),
        status=tr("Nothing sent yet") if prepared else kept,
        status_icon="shield" if prepared else "check-circle",
    )


def _taking_back(undo: UndoControl) -> Bar:
    return Bar(
        primary=tr("Taking back…"),
        enabled=False,
        reason=undo.progress(),
        busy=True,
        secondary=tr("Stop"),
        secondary_icon="stop",
        secondary_enabled=not undo.stopping,
        status=undo.progress(),
        status_icon="hourglass",
        can_go_back=False,
    )


def _waits(results: ResultsControl) -> str:
    """Return until when Zoom takes nothing; an empty text when it does."""
    if results.waits_until is None:
        return ""
    return tr("Zoom takes requests again at {time}").format(time=words.time_and_zone(results.waits_until))


def _why_not_sent(results: ResultsControl, *, draft: bool, canceled: bool) -> str:
    """Return why those who are left can't be sent now; an empty text when they can, or nobody is left."""
    if not results.to_send:
        return ""
    if draft:
        return tr("The event was canceled") if canceled else tr("Publish the event first")
    return _waits(results)


def _send_rest(results: ResultsControl) -> str:
    """Return what the button does for those who are left."""
    made = results.made
    emails = made is not None and made.send_notification
    if made is not None and made.prepared:
        return labels.register(results.to_send, emails=emails, at_most=True)
    return labels.register_more(results.counts, emails=emails)


def _leave(results: ResultsControl, *, others_wait: bool) -> str:
    """Return where the button leads when nobody is left."""
    if others_wait:
        return tr("Review the next list")
    counts = results.counts
    nobody = counts.failed > 0 and counts.failed == counts.done
    return tr("Back to the hub") if nobody else tr("Finish")


def caption(imports: ImportControl, face: ImportingFace) -> str:
    """Return what the rail says while an import runs."""
    said = tr("Waiting, {n}%") if face.waiting or face.cut_off else tr("Importing, {n}%")
    if imports.paused:
        said = tr("Paused, {n}%")
    return said.format(n=words.number(face.percent()))


def undoing(undo: UndoControl) -> str:
    """Return what the rail says while an import is taken back."""
    done, total = undo.done
    return tr("Taking back, {n}%").format(n=words.number(done * 100 // total if total else 0))
