"""What the action bar shows for each face of the Attendees page."""

from PySide6.QtCore import QCoreApplication

from desktop_app.ui import words
from desktop_app.ui.pages.attendees import labels
from desktop_app.ui.pages.attendees.import_control import ImportControl
from desktop_app.ui.pages.attendees.importing_face import ImportingFace
from desktop_app.ui.pages.attendees.list_control import ListControl
from desktop_app.ui.pages.attendees.results_control import ResultsControl
from desktop_app.ui.pages.page import Bar


def tr(text: str) -> str:
    return QCoreApplication.translate("attendees", text)


def drop(control: ListControl, *, draft: bool) -> Bar:
    reading = control.reading
    return Bar(
        primary=tr("Reading the list…") if reading else tr("Check the list"),
        enabled=control.is_there,
        reason="" if reading else tr("No file yet"),
        busy=reading,
        secondary=tr("Back to the event") if draft else tr("Skip for now"),
        status=tr("Reading {name}").format(name=control.source) if reading else control.source,
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
    ready = control.roster.counts.ready if control.roster else 0
    reason = control.why_not()
    primary = labels.prepare(ready) if draft else labels.register(ready, emails=control.emails)
    if not reason and control.emails is None:
        primary = reason = tr("Choose whether Zoom emails them")
    if sends_one:
        status = tr("Sending one…")
    else:
        status = tr("One sent, the others not yet") if control.sent_ahead else tr("Nothing sent yet")
    return Bar(
        primary=primary,
        enabled=not reason,
        reason=reason,
        busy=starting,
        secondary=tr("Another file"),
        secondary_enabled=not starting,
        status=status,
        status_icon="shield" if not reason else "info",
        can_go_back=not starting,
    )


def importing(imports: ImportControl, face: ImportingFace) -> Bar:
    waiting = face.waiting
    if imports.stopping:
        status, icon = tr("Stopping after this group…"), "hourglass"
    elif imports.paused:
        status, icon = tr("Paused: nobody is sent"), "pause"
    elif waiting:
        status, icon = tr("Waiting for Zoom, {n} s").format(n=waiting), "hourglass"
    elif face.asking:
        status, icon = tr("Asking Zoom…"), "hourglass"
    else:
        status, icon = tr("Groups of up to 30"), "user-plus"
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


def finished(results: ResultsControl, *, starting: bool, draft: bool, just_ended: bool) -> Bar:
    undo = results.undo
    if undo.running:
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
    left, made = results.to_send, results.made
    if results.half_undone:
        return Bar(
            primary=tr("Continue undoing"),
            enabled=results.can_undo and not just_ended,
            reason=tr("The permission to delete tickets is missing"),
            secondary=tr("Add more people"),
            status=tr("Results kept in Foyer"),
            status_icon="check-circle",
        )
    reason = tr("Publish the event first") if draft and left else ""
    if left and results.waits_until is not None:
        reason = tr("Zoom listens again at {time}").format(time=words.time_and_zone(results.waits_until))
    emails = made is not None and made.send_notification
    anew = made is not None and made.prepared
    label = labels.register(left, emails=emails) if anew else labels.register_more(left, emails=emails)
    return Bar(
        primary=label if left else tr("Finish"),
        # the press that was meant for Pause finds nothing to press
        enabled=not reason and not just_ended,
        reason=reason,
        busy=starting,
        secondary=tr("Add more people"),
        status=tr("Nothing sent yet") if anew else tr("Results kept in Foyer"),
        status_icon="shield" if anew else "check-circle",
    )


def caption(imports: ImportControl, face: ImportingFace) -> str:
    """Return what the rail says while an import runs."""
    said = tr("Waiting, {n}%") if face.waiting else tr("Importing, {n}%")
    if imports.paused:
        said = tr("Paused, {n}%")
    return said.format(n=words.number(face.percent()))
