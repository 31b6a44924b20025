"""The first day: two hubs, and in the first a draft, two published events and a past one, dated from today."""

import datetime as dt
from zoneinfo import ZoneInfo

from desktop_app.practice import events, questions
from desktop_app.practice.lookup import DRAFT, PUBLISHED
from desktop_app.practice.wire import Json, email_key, new_id, new_token, utc_text
from desktop_app.practice.world import World, dumps

ACME_HUB = "aCmE-evEnts_hub-00001A"
EDUCATION_HUB = "cUstOmer_edUcati0n-01B"
ELSEWHERE = "s0mEbody-elses_hub-02C"
ZONE = "America/New_York"
DAY = 24 * 3600

HUBS = (
    (ACME_HUB, "Acme Corp Events Hub", "Town halls, launches and webinars of Acme Corp."),
    (EDUCATION_HUB, "Customer Education", "Courses and product tips for customers."),
)
EARLY_BIRDS = (("Priya", "Raman", "priya.raman@example.com"), ("Tom", "Okafor", "tom.okafor@example.com"))
ASKED = ("first_name", "last_name", "organization", "job_title")
PAST_GUESTS = (*EARLY_BIRDS, ("Lucía", "Fernández", "lucia.fernandez@example.org"))


def plant(world: World) -> None:
    """Fill an empty world. Within the caller's transaction."""
    for position, (hub_id, name, description) in enumerate(HUBS):
        hub = {
            "access_level": "PUBLIC",
            "name": name,
            "description": description,
            "hidden_hub": False,
            "hub_active": True,
            "auto_list_events": position == 0,
            "landing_hub": position == 0,
        }
        world.run("INSERT INTO hub (hub_id, position, data) VALUES (?, ?, ?)", (hub_id, position, dumps(hub)))
    today = world.clock()
    _event(
        world,
        _webinar(today + 21 * DAY, "Customer advisory board", "Your say in what we build next", "MEETING"),
        status=DRAFT,
    )
    upcoming = _webinar(today + 10 * DAY, "Autumn product update", "What is new, in one hour", "WEBINAR")
    _event(world, upcoming, status=PUBLISHED, people=EARLY_BIRDS, published=today - 2 * DAY)
    asking = _webinar(
        today + 17 * DAY, "Certification day", "Registration asks for an organization and a job title", "WEBINAR"
    )
    asking_id = _event(world, asking, status=PUBLISHED, published=today - DAY)
    required = [{"field_name": name, "required": True} for name in ASKED]
    questions.store(world, asking_id, "", required, [])
    past = _webinar(today - 30 * DAY, "Quarterly town hall", "Results and questions", "WEBINAR")
    _event(world, past, status=PUBLISHED, people=PAST_GUESTS, published=today - 45 * DAY)
    # somebody else's: on the list of what one attends, and closed to a host
    elsewhere = _webinar(today + 5 * DAY, "Partner day", "For partners of Northwind", "WEBINAR")
    _event(world, {**elsewhere, "hub_id": ELSEWHERE}, status=PUBLISHED, published=today - DAY, hosted=False)


def _webinar(day: float, name: str, tagline: str, kind: str) -> Json:
    """Return an hour at 2 PM in New York on the day of `day`, in seconds since 1970."""
    date = dt.datetime.fromtimestamp(day, ZoneInfo(ZONE)).date()
    start = dt.datetime.combine(date, dt.time(14), ZoneInfo(ZONE)).timestamp()
    return {
        "name": name,
        "description": f"{tagline}. A practice event: nothing here is at Zoom.",
        "tagline": tagline,
        "timezone": ZONE,
        "event_type": "SIMPLE_EVENT",
        "access_level": "PRIVATE_UNRESTRICTED",
        "hub_id": ACME_HUB,
        "attendance_type": "virtual",
        "meeting_type": kind,
        "calendar": [{"start_time": utc_text(start), "end_time": utc_text(start + 3600)}],
    }


def _event(
    world: World,
    event: Json,
    *,
    status: str,
    people: tuple[tuple[str, str, str], ...] = (),
    published: float | None = None,
    hosted: bool = True,
) -> str:
    """Store an event as if it had come about earlier: times in seconds since 1970, `people` as first name, last name,
    e-mail, one an hour from publishing on. Returns its id."""
    row = events.store(world, event, hosted=hosted)
    world.run("UPDATE event SET status = ?, published_at = ? WHERE event_id = ?", (status, published, row["event_id"]))
    kind = world.one("SELECT * FROM ticket_type WHERE event_id = ?", (row["event_id"],))
    assert kind is not None
    for number, (first, last, email) in enumerate(people):
        data = {"first_name": first, "last_name": last, "send_notification": True, "registration_source": "Website"}
        registered = (published or 0) + number * 3600
        world.run(
            "INSERT INTO ticket (ticket_id, event_id, ticket_type_id, email, email_key, link, form_needed, created,"
            " data) VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?)",
            (
                new_id(),
                row["event_id"],
                kind["ticket_type_id"],
                email,
                email_key(email),
                new_token(),
                registered,
                dumps(data),
            ),
        )
        world.run(
            "INSERT INTO registrant (event_id, email_key, email, status) VALUES (?, ?, ?, 'REGISTERED')",
            (row["event_id"], email_key(email), email),
        )
    world.run("UPDATE ticket_type SET sold = ? WHERE ticket_type_id = ?", (len(people), kind["ticket_type_id"]))
    return str(row["event_id"])
