"""The words for each cause at Zoom: title, cause, remedy, and the button that does it.

Kept apart from `ui.errors` because it is a table: one entry a reason, in the order of `zoom.errors.Reason`. A test asks
for every one of them.
"""

from dataclasses import dataclass

from desktop_app.ui.translations import tr
from desktop_app.zoom.errors import Reason


@dataclass(frozen=True, slots=True)
class Words:
    """What is said. `action` is a key that `ui.errors.action_label` knows."""

    title: str
    why: str
    do: str
    action: str


def words_for(reason: Reason) -> Words:
    """Return the words for a reason."""
    # those of tickets first: a table asks for them row by row
    parts = (_tickets, _signing_in, _events, _sessions_and_links, _requests, _way_there)
    return next(words for part in parts if (words := part().get(reason)) is not None)


def _signing_in() -> dict[Reason, Words]:
    return {
        Reason.BAD_CREDENTIALS: Words(
            tr("Zoom doesn’t know these credentials"),
            tr("The client ID or the client secret doesn’t match an app at Zoom. A new secret ends the old one."),
            tr("Copy both values again from your app’s page in the Zoom Marketplace."),
            "connect",
        ),
        Reason.WRONG_APP_TYPE: Words(
            tr("This is the wrong kind of app"),
            tr("Zoom lets this app sign in only through a browser. Foyer needs a Server-to-Server OAuth app."),
            tr("Ask your Zoom admin for the credentials of a Server-to-Server OAuth app."),
            "connect",
        ),
        Reason.WRONG_ACCOUNT: Words(
            tr("The account ID doesn’t match"),
            tr("Zoom found no account with this ID, or the app belongs to another account."),
            tr("Copy the account ID again from your app’s page in the Zoom Marketplace."),
            "connect",
        ),
        Reason.APP_DISABLED: Words(
            tr("The app is switched off"),
            tr("Your app at Zoom exists but isn’t activated, or an admin has disabled it."),
            tr("Open the app in the Zoom Marketplace and choose Activate, or ask your Zoom admin to."),
            "marketplace",
        ),
        Reason.SIGN_IN_REFUSED: Words(
            tr("Zoom refused the sign-in"),
            tr("Zoom didn’t accept the values that were sent. Its own words are under Details."),
            tr("Check the three values, and that the app is activated."),
            "connect",
        ),
        Reason.TOKEN_REJECTED: Words(
            tr("The sign-in is no longer valid"),
            tr("Zoom ended this sign-in, for example because the app’s secret or permissions changed."),
            tr("Connect again. What you typed is kept."),
            "connect",
        ),
        Reason.SCOPE_MISSING: Words(
            tr("A permission is missing"),
            tr("Your app at Zoom isn’t allowed to do this. A Zoom admin can add the permission."),
            tr("Send the text on the Connect page to your Zoom admin, then choose Check again there."),
            "permissions",
        ),
        Reason.NO_LICENSE: Words(
            tr("The account has no Zoom Events license"),
            tr("Hubs and events need a Zoom Events or Webinars Plus license, and this user has none."),
            tr("Ask your Zoom admin to assign the license, then try again."),
            "retry",
        ),
    }


def _events() -> dict[Reason, Words]:
    return {
        Reason.HUB_NOT_FOUND: Words(
            tr("Zoom can’t find this hub"),
            tr("The hub was deleted, or you are no longer a host of it."),
            tr("Choose another hub."),
            "hub",
        ),
        Reason.HUB_NOT_ALLOWED: Words(
            tr("You can’t create events in this hub"),
            tr("Only hosts of a hub can create events in it."),
            tr("Ask the hub’s owner to make you a host, or choose another hub."),
            "hub",
        ),
        Reason.HUB_ACCESS_DENIED: Words(
            tr("You have no access to this hub"),
            tr("Zoom doesn’t let you use it."),
            tr("Ask the hub’s owner to make you a host, or choose another hub."),
            "hub",
        ),
        Reason.TYPE_NOT_ON_HUB: Words(
            tr("This hub doesn’t take this type of event"),
            tr("What a hub can hold depends on its license: multi-session events need Zoom Events."),
            tr("Choose another type of event, or another hub."),
            "event",
        ),
        Reason.EVENT_NOT_FOUND: Words(
            tr("Zoom can’t find this event"),
            tr("It was deleted at Zoom, or it belongs to another account."),
            tr("Go back to the hub and refresh its list."),
            "hub",
        ),
        Reason.EVENT_ACCESS_DENIED: Words(
            tr("You have no access to this event"),
            tr("Zoom says that the event belongs to somebody else."),
            tr("Ask the event’s owner to make you a co-editor."),
            "hub",
        ),
        Reason.EVENT_NOT_EDITABLE: Words(
            tr("This event can’t be changed now"),
            tr("Zoom locks an event while it is live, after it ended, and after it was canceled."),
            tr("Look at its status in the hub."),
            "hub",
        ),
        Reason.EVENT_OVER: Words(
            tr("This event is over"),
            tr("Its last date is in the past, so Zoom takes no more changes or registrations."),
            tr("Plan a new event, or choose another one."),
            "hub",
        ),
        Reason.NOT_A_HOST: Words(
            tr("You are not a host"),
            tr("Only hosts of the hub can do this."),
            tr("Ask the hub’s owner to make you a host."),
            "hub",
        ),
        Reason.SCHEDULE_TOO_LONG: Words(
            tr("The event lasts too many days"),
            tr("At Zoom, an event can last 6 days at most."),
            tr("Shorten it, or plan it as several events."),
            "event",
        ),
        Reason.END_BEFORE_START: Words(
            tr("The end is not after the start"),
            tr("Zoom refused the times of this event."),
            tr("Correct the times."),
            "event",
        ),
        Reason.TIMES_REFUSED: Words(
            tr("Zoom refused the times"),
            tr("A time is in the past, or it doesn’t fit the rest of the schedule."),
            tr("Correct the dates and times."),
            "event",
        ),
        Reason.DUPLICATE_NAME: Words(
            tr("An event with this name already exists"),
            tr("Zoom wants each event of a hub to have its own name."),
            tr("Change the name a little, for example add the month."),
            "event",
        ),
        Reason.DUPLICATE_START: Words(
            tr("Zoom refused the start time"),
            tr("The start of the copy is not one that Zoom takes, for example it is in the past."),
            tr("Choose another start."),
            "event",
        ),
        Reason.DUPLICATE_TIME_ZONE: Words(
            tr("Zoom refused the time zone"),
            tr("The time zone is not one that Zoom knows."),
            tr("Choose another city in the same time zone."),
            "event",
        ),
        Reason.NOT_FOR_THIS_TYPE: Words(
            tr("This isn’t possible for this type of event"),
            tr("Zoom offers it for other types only."),
            tr("Choose another way, or plan the event as another type."),
            "event",
        ),
        Reason.OPERATION_REFUSED: Words(
            tr("Zoom won’t do this now"),
            tr("The event’s state doesn’t allow it: perhaps it was published or canceled in the meantime."),
            tr("Refresh the hub’s list to see how things stand."),
            "hub",
        ),
    }


def _sessions_and_links() -> dict[Reason, Words]:
    return {
        Reason.SESSION_NOT_FOUND: Words(
            tr("Zoom can’t find this session"),
            tr("It was deleted at Zoom in the meantime."),
            tr("Try again: Foyer reads the sessions afresh."),
            "retry",
        ),
        Reason.SESSION_INVALID: Words(
            tr("Zoom refused a session"),
            tr("Something in it isn’t what Zoom expects. Zoom’s own words are under Details."),
            tr("Correct the session."),
            "event",
        ),
        Reason.SESSION_SCHEDULE: Words(
            tr("Zoom refused the times of a session"),
            tr("Each session must be within the hours of its day, and end after it starts."),
            tr("Correct the sessions’ times."),
            "event",
        ),
        Reason.ACCESS_LINK_NOT_FOUND: Words(
            tr("The registration link is gone"),
            tr("Somebody deleted it at Zoom in the meantime."),
            tr("Try again: Foyer makes a new one."),
            "retry",
        ),
        Reason.ACCESS_LINK_NAME: Words(
            tr("The registration link’s name is taken"),
            tr("Another link of this event has the same name."),
            tr("Rename the other link on Zoom’s website, then try again."),
            "retry",
        ),
    }


def _tickets() -> dict[Reason, Words]:
    return {
        Reason.NOT_PUBLISHED: Words(
            tr("The event isn’t published yet"),
            tr("Zoom takes registrations only for published events, and needs a moment after publishing."),
            tr("Wait a minute, then try again."),
            "retry",
        ),
        Reason.TICKET_TYPE_INVALID: Words(
            tr("The ticket type can’t be used"),
            tr("It doesn’t belong to this event, or no tickets of it are left."),
            tr("Choose another ticket type."),
            "retry",
        ),
        Reason.OUT_OF_STOCK: Words(
            tr("No tickets are left"),
            tr("All tickets of this type are taken."),
            tr("Raise the number on Zoom’s website, or choose another ticket type."),
            "retry",
        ),
        Reason.SALE_WINDOW: Words(
            tr("Registration isn’t open"),
            tr("The ticket type is offered only between two dates, and today is outside them."),
            tr("Change the dates on Zoom’s website, or choose another ticket type."),
            "retry",
        ),
        Reason.TICKET_NOT_FOUND: Words(
            tr("Zoom can’t find this registration"),
            tr("It was deleted or canceled in the meantime."),
            tr("Refresh the list."),
            "retry",
        ),
        Reason.TICKET_REVOKED: Words(
            tr("This registration was canceled"),
            tr("A host canceled it at Zoom."),
            tr("Register the person again, if that is right."),
            "retry",
        ),
        Reason.TICKET_LOCKED: Words(
            tr("Zoom is busy with this registration"),
            tr("Another change to it is under way."),
            tr("Wait a moment, then try again."),
            "retry",
        ),
        Reason.NONCONFIGURED_ANSWERS: Words(
            tr("Zoom doesn’t ask this question"),
            tr("An answer was sent to a question that this event’s registration doesn’t have."),
            tr("Leave that column out."),
            "retry",
        ),
        Reason.MISSING_ANSWERS: Words(
            tr("An answer is missing"),
            tr("This event’s registration has a required question that the list doesn’t answer."),
            tr("Make the question optional on Zoom’s website, or add a column with the answers."),
            "retry",
        ),
        Reason.WRONG_ANSWERS: Words(
            tr("Zoom refused an answer"),
            tr("An answer to a registration question isn’t one that Zoom takes."),
            tr("Correct the answer in your list."),
            "retry",
        ),
        Reason.EMAIL_REFUSED: Words(
            tr("Zoom refused the email address"),
            tr("The address is missing, misspelled, or not one that this event lets in."),
            tr("Correct the address in your list."),
            "retry",
        ),
        Reason.FAST_JOIN_CONFLICT: Words(
            tr("Zoom couldn’t make a join link"),
            tr("The event asks questions at registration, so a direct join link isn’t possible."),
            tr("Register without a direct join link, or remove the questions on Zoom’s website."),
            "retry",
        ),
        Reason.TICKET_FAILED: Words(
            tr("Zoom couldn’t register this person"),
            tr("Zoom gave no reason that Foyer knows. Its own words are under Details."),
            tr("Try again; if it fails again, register the person on Zoom’s website."),
            "retry",
        ),
    }


def _requests() -> dict[Reason, Words]:
    return {
        Reason.VALIDATION: Words(
            tr("Zoom refused what was sent"),
            tr("Something in it is missing or isn’t what Zoom expects. Zoom’s own words are under Details."),
            tr("Correct it, then try again."),
            "event",
        ),
        Reason.CONTENT_REFUSED: Words(
            tr("Zoom refused the wording"),
            tr("Zoom checks names and descriptions, and something in the text isn’t allowed."),
            tr("Change the wording of the name, tagline, or description."),
            "event",
        ),
        Reason.REFUSED: Words(
            tr("Zoom refused this request"),
            tr("Zoom gave no reason that Foyer knows. Its own words are under Details."),
            tr("Try again. If it happens again, send the details to your Zoom admin."),
            "retry",
        ),
        Reason.RATE_PER_SECOND: Words(
            tr("Zoom asks Foyer to slow down"),
            tr("Too many requests reached Zoom at once, from this or from other programs of your account."),
            tr("Wait a minute, then try again."),
            "retry",
        ),
        Reason.RATE_DAILY: Words(
            tr("Today’s limit at Zoom is used up"),
            tr("Your account may send only so many requests a day, and all its programs share them."),
            tr("Continue tomorrow. Everything is kept until then."),
            "retry",
        ),
        Reason.TOO_MANY_CONCURRENT: Words(
            tr("Zoom is busy with your account"),
            tr("Too many requests of your account were under way at the same time."),
            tr("Wait a minute, then try again."),
            "retry",
        ),
    }


def _way_there() -> dict[Reason, Words]:
    return {
        Reason.SERVER_ERROR: Words(
            tr("Zoom has a problem"),
            tr("Zoom’s service failed to answer properly. It isn’t your fault."),
            tr("Wait a few minutes, then try again. Zoom’s status page says more."),
            "retry",
        ),
        Reason.TIMED_OUT: Words(
            tr("Zoom didn’t answer in time"),
            tr("The connection is slow, or Zoom is."),
            tr("Try again."),
            "retry",
        ),
        Reason.NO_NETWORK: Words(
            tr("Zoom can’t be reached"),
            tr("This computer isn’t connected to the internet, or a firewall blocks Zoom."),
            tr("Check the connection, then try again. What you typed is kept."),
            "retry",
        ),
        Reason.TLS_FAILED: Words(
            tr("The connection isn’t safe"),
            tr("This computer doesn’t trust the certificate that answered. Company networks sometimes cause this."),
            tr("Check this computer’s date, or ask your IT department about the company’s certificate."),
            "retry",
        ),
        Reason.NOT_ZOOM: Words(
            tr("Something else answered in Zoom’s place"),
            tr("A sign-in page of a hotel or company network stands between this computer and Zoom."),
            tr("Open a browser, sign in to the network, then try again."),
            "retry",
        ),
        Reason.UNREADABLE_ANSWER: Words(
            tr("Zoom’s answer can’t be read"),
            tr("The answer was empty or damaged on its way."),
            tr("Try again."),
            "retry",
        ),
        Reason.INCOMPLETE_LIST: Words(
            tr("Zoom’s list is incomplete"),
            tr("Zoom lists fewer people than it says there are, so Foyer can’t tell who is already registered."),
            tr("Wait a few minutes, then try again. Until then nobody is sent, so nobody is invited twice."),
            "retry",
        ),
    }
