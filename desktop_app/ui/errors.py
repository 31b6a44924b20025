"""Which failure becomes which title, cause, remedy and button. Zoom's own words go under Details, as plain text."""

import msgspec

from desktop_app.attendees.journal import JournalFailed, WhyFailed
from desktop_app.attendees.records import AlreadyRunning, ImportOver
from desktop_app.attendees.unreadable import Unreadable
from desktop_app.journey.journey import NotConnected
from desktop_app.journey.publishing import DraftInDoubt, NotPublishedYet
from desktop_app.storage.keychain import KeychainUnavailable
from desktop_app.storage.locks import Held
from desktop_app.ui import words
from desktop_app.ui.error_texts import Words, words_for
from desktop_app.ui.translations import tr
from desktop_app.ui.unreadable_texts import words_for_file
from desktop_app.ui.widgets.message_bar import ErrorView
from desktop_app.zoom.errors import Reason, ZoomError


def action_label(key: str) -> str:
    """Return the label of a remedy's button."""
    return {
        "retry": tr("Try again"),
        "connect": tr("Go to Connect"),
        "permissions": tr("See permissions"),
        "hub": tr("Go to the hub"),
        "event": tr("Go to the event"),
        "marketplace": tr("Open Zoom Marketplace"),
        "file": tr("Choose another file"),
    }[key]


def view_for(error: Exception) -> ErrorView:
    """Return what is shown of a failure that a person can meet; an unknown one is shown too, with what Python says."""
    if isinstance(error, ZoomError):
        return _zoom(error)
    said = _ours(error)
    return ErrorView(
        title=said.title,
        what=_our_what(error),
        why=said.why,
        do=said.do,
        details=f"{type(error).__name__}: {error}" if str(error) else type(error).__name__,
        actions=((said.action, action_label(said.action)),),
    )


def _zoom(error: ZoomError) -> ErrorView:
    said = words_for(error.reason)
    do = said.do
    if error.missing_scopes:
        do = tr("{do} Missing: {scopes}").format(do=do, scopes=", ".join(error.missing_scopes))
    if error.retry_at is not None:
        when = error.retry_at.astimezone()
        do = tr("{do} Zoom takes requests again on {date} at {time}.").format(
            do=do, date=words.date_text(when.date()), time=words.time_and_zone(when)
        )
    if error.outcome_unknown:
        do = tr("{do} Foyer looks first at what Zoom has, so nothing happens twice.").format(do=do)
    return ErrorView(
        title=said.title,
        what=_what(error.operation),
        why=said.why,
        do=do,
        details=details_of(error),
        actions=((said.action, action_label(said.action)),),
    )


def _what(operation: str) -> str:
    """Return which step did not succeed. Keys are operation ids of Zoom's Events API reference."""
    return {
        "token": tr("Zoom didn’t sign Foyer in."),
        "getHubList": tr("Zoom didn’t list your hubs."),
        "getEvents": tr("Zoom didn’t list the hub’s events."),
        "createEvent": tr("Zoom didn’t create the draft."),
        "getEventInfo": tr("Zoom didn’t show the event."),
        "updateEvent": tr("Zoom didn’t save the changes to the event."),
        "deleteEvent": tr("Zoom didn’t delete the draft."),
        "EventActions": tr("Zoom didn’t publish the event."),
        "getEventTicketTypes": tr("Zoom didn’t list the ticket types."),
        "createTickets": tr("Zoom didn’t register these people."),
        "deleteTicket": tr("Zoom didn’t delete these people’s tickets."),
        "getTickets": tr("Zoom didn’t say who is registered."),
        "getEventSessionList": tr("Zoom didn’t list the sessions."),
        "createEventSession": tr("Zoom didn’t create a session."),
        "updateEventSession": tr("Zoom didn’t save the changes to a session."),
        "deleteEventSession": tr("Zoom didn’t delete a session."),
        "getEventAccessLinks": tr("Zoom didn’t show the registration link."),
        "createEventAccessLink": tr("Zoom didn’t save who can register."),
        "updateEventAccess": tr("Zoom didn’t save who can register."),
        "page": tr("The registration page didn’t open."),
    }.get(operation, tr("Zoom didn’t do what Foyer asked."))


def details_of(error: ZoomError) -> str:
    """Return what support needs, as lines: operation, status, code, Zoom's words, refused fields, tracking id."""
    lines = [tr("Operation: {name}").format(name=error.operation)]
    if error.status is not None:
        lines.append(tr("HTTP status: {n}").format(n=error.status))
    if error.code is not None:
        lines.append(tr("Code: {code}").format(code=error.code))
    if error.message:
        lines.append(tr("Zoom says: {text}").format(text=error.message))
    lines += [f"{field}: {text}" for field, text in error.fields]
    if error.tracking_id:
        lines.append(tr("Tracking ID: {id}").format(id=error.tracking_id))
    return "\n".join(lines)


def row_reason(reason: str, message: str) -> str:
    """Return in one sentence why a person was not registered. `reason` is a value of `Reason`, or unknown."""
    if reason in set(Reason):
        said = words_for(Reason(reason))
        return said.title if Reason(reason) is not Reason.TICKET_FAILED or not message else f"{said.title}: {message}"
    return message or words_for(Reason.TICKET_FAILED).title


def lost_record(name: str) -> tuple[str, str]:
    """Return title and text of what is said once a damaged record of imports was set aside as the file `name`."""
    return tr("The record of earlier imports was damaged"), tr(
        "Foyer began a new one and kept the old one as {name}. To finish an import, choose its list again: Foyer asks "
        "Zoom first who is already registered."
    ).format(name=name)


def _our_what(error: Exception) -> str:
    if isinstance(error, Unreadable):
        return tr("Foyer couldn’t read the list.")
    if isinstance(error, AlreadyRunning):
        return tr("Foyer didn’t start a second import.")
    return tr("Foyer couldn’t finish the last step.")


def _draft_in_doubt(why: Reason) -> Words:
    title = tr("Foyer doesn’t know whether the draft was created")
    if why is Reason.SCOPE_MISSING:
        return Words(
            title,
            tr("The connection broke before Zoom’s answer came, and Foyer has no permission to list your drafts."),
            tr(
                "Add the permission, then try again. Or look on Zoom’s website: delete the draft if it is there, and "
                "create it again here."
            ),
            "permissions",
        )
    if why is Reason.INCOMPLETE_LIST:
        return Words(
            title,
            tr("The connection broke before Zoom’s answer came, and Zoom lists fewer drafts than it counts."),
            tr(
                "Try again later. Or look on Zoom’s website: delete the draft if it is there, and create it again here."
            ),
            "retry",
        )
    return Words(
        title,
        tr("The connection broke before Zoom’s answer came, and Zoom can’t be asked right now."),
        tr("Try again: Foyer looks for the draft first, so it isn’t created twice."),
        "retry",
    )


def _ours(error: Exception) -> Words:
    if isinstance(error, Unreadable):
        return words_for_file(error)
    if isinstance(error, AlreadyRunning):
        return Words(
            tr("Another import into this event is already running"),
            tr("Another Foyer window is adding people to this event. Two at once could invite somebody twice."),
            tr("Wait until it has ended, or stop it there, then try again. Nothing was sent from this window."),
            "retry",
        )
    if isinstance(error, ImportOver):
        return Words(
            tr("This import is over"),
            tr("It was taken back or removed in the meantime, perhaps in another Foyer window. Nothing was sent."),
            tr("To add these people anyway, import their list again."),
            "file",
        )
    if isinstance(error, DraftInDoubt):
        return _draft_in_doubt(error.why.reason)
    if isinstance(error, Held):
        return Words(
            tr("Another window is creating this draft"),
            tr("This event is also open in another Foyer window, which is creating its draft at Zoom."),
            tr("Wait until it is done there, then try again. Foyer goes on with the same draft."),
            "retry",
        )
    if isinstance(error, NotPublishedYet):
        return Words(
            tr("Zoom is still publishing"),
            tr("Zoom took the request but still lists the event as a draft. That can take a few minutes."),
            tr("Wait a moment, then check again. Foyer doesn’t publish it twice."),
            "retry",
        )
    if isinstance(error, NotConnected):
        return Words(
            tr("Foyer isn’t connected"),
            tr("The connection was closed."),
            tr("Connect again. What you typed is kept."),
            "connect",
        )
    if isinstance(error, JournalFailed):
        return _journal(error.why)
    if isinstance(error, KeychainUnavailable):
        return Words(
            tr("The keychain doesn’t answer"),
            tr("This computer’s keychain is locked, missing, or refused Foyer."),
            tr("Unlock it and try again. Until then the secret is kept only until you close Foyer."),
            "retry",
        )
    if isinstance(error, OSError):
        return Words(
            tr("A file can’t be written or read"),
            tr("The disk is full, or Foyer isn’t allowed to use it: {name}").format(name=error.filename or "?"),
            tr("Free some space or choose another folder, then try again."),
            "retry",
        )
    if isinstance(error, msgspec.ValidationError | msgspec.DecodeError):
        return words_for(Reason.UNREADABLE_ANSWER)
    return Words(
        tr("Something unexpected happened"),
        tr("Foyer ran into a problem that it doesn’t know. The log says more."),
        tr("Try again. If it happens again, send the details to the person who supports Foyer."),
        "retry",
    )


def _journal(why: WhyFailed) -> Words:
    title = tr("Foyer can’t keep its record of the import")
    kept = tr("Nothing is sent without the record, so nobody is invited twice.")
    match why:
        case WhyFailed.FULL:
            cause = tr("The disk is full. {kept}").format(kept=kept)
            return Words(title, cause, tr("Free some space, then try again."), "retry")
        case WhyFailed.NO_PERMISSION:
            cause = tr("Foyer isn’t allowed to write to its own folder. {kept}").format(kept=kept)
            return Words(title, cause, tr("Ask whoever looks after this computer, then try again."), "retry")
        case WhyFailed.NEWER:
            cause = tr("The record was written by a newer Foyer.")
            return Words(title, cause, tr("Install the newest Foyer, then try again."), "retry")
        case WhyFailed.DAMAGED:
            cause = tr("The record was damaged. Foyer kept the damaged file and began a new one. {kept}")
            do = tr("Try again. Before anybody is sent, Foyer asks Zoom who is already registered.")
            return Words(tr("The record of imports was damaged"), cause.format(kept=kept), do, "retry")
        case WhyFailed.FAILED:
            cause = tr("The file is damaged or in use by another program. {kept}").format(kept=kept)
            return Words(title, cause, tr("Close other programs that use it, then try again."), "retry")
