"""Reading and writing Zoom's shapes, with each contradiction of its documentation that touches them.

Numbers in comments are those of the list of contradictions in the notes on Zoom's API.
"""

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.zoom import models, reading
from desktop_app.zoom.models import CalendarItem, Recurrence
from desktop_app.zoom.requests import (
    CATEGORIES,
    CustomAnswer,
    EventChanges,
    EventRequest,
    SessionChanges,
    TicketRequest,
    TicketTypeRequest,
    category,
    recurrence_as_read,
    to_wire,
    utc_text,
)
from desktop_app.zoom.scopes import OPERATIONS, allowed

NEW_YORK = dt.timezone(dt.timedelta(hours=-5))
START = dt.datetime(2027, 1, 5, 10, 0, 0, 654321, NEW_YORK)
END = dt.datetime(2027, 1, 5, 16, tzinfo=dt.UTC)


def request(**changes: Any) -> EventRequest:
    usual: dict[str, Any] = {
        "name": "Launch",
        "description": "About it",
        "timezone": "America/New_York",
        "event_type": "SIMPLE_EVENT",
        "access_level": "PRIVATE_UNRESTRICTED",
        "hub_id": "h1",
        "attendance_type": "virtual",
        "calendar": (CalendarItem(start_time=START, end_time=END),),
    }
    return EventRequest(**{**usual, **changes})


# --- reading


@pytest.mark.parametrize(
    ("wire", "status"),
    [
        ("draft", "DRAFT"),
        ("Published", "PUBLISHED"),
        ("PUBLISHED", "PUBLISHED"),
        ("CANCELED", "CANCELLED"),
        ("Cancelled", "CANCELLED"),
        ("Duplicated", "DUPLICATED"),
        (None, ""),
    ],
)
def test_status_casing_is_folded(wire: str | None, status: str) -> None:  # 8
    assert reading.event({"event_id": "e", "status": wire}).status == status
    assert reading.action_answer({"status": wire}).status == status


@pytest.mark.parametrize("wire", ["IN-PERSON", "in-person", "in_person", "In_Person"])
def test_attendance_type_is_folded_in_reading_and_writing(wire: str) -> None:  # 14
    assert reading.event({"event_id": "e", "attendance_type": wire}).attendance_type == "in-person"
    assert to_wire(request(attendance_type=wire))["attendance_type"] == "in-person"
    assert to_wire(EventChanges(attendance_type=wire)) == {"attendance_type": "in-person"}


def test_public_is_read_and_never_sent() -> None:  # 15
    assert reading.event({"event_id": "e", "access_level": "Public"}).access_level == "PUBLIC"
    assert to_wire(EventChanges(name="N", access_level="PUBLIC")) == {"name": "N"}
    with pytest.raises(ValueError, match="PUBLIC"):
        to_wire(request(access_level="PUBLIC"))


def test_an_empty_description_becomes_the_name() -> None:  # 16
    assert to_wire(request(description=""))["description"] == "Launch"
    assert to_wire(request())["description"] == "About it"
    assert to_wire(EventChanges(description="")) == {"description": ""}


@pytest.mark.parametrize(
    ("wire", "days"),
    [([2, 4], (2, 4)), ("2,4", (2, 4)), ("2, 4", (2, 4)), (2, (2,)), ("2", (2,)), (["2"], (2,)), (None, ()), ("", ())],
)
def test_weekdays_are_read_in_every_form(wire: object, days: tuple[int, ...]) -> None:  # 18
    assert reading.recurrence({"type": 2, "weekly_days": wire}).weekly_days == days


@pytest.mark.parametrize(
    ("wire", "days"),
    [
        ({"monthly_days": [1, 15]}, (1, 15)),
        ({"monthly_days": 15}, (15,)),
        ({"monthly_days": "15"}, (15,)),
        ({"monthly_day": 15}, (15,)),
        ({"monthly_days": 0}, ()),
        ({"monthly_days": None, "monthly_day": None}, ()),
        ({}, ()),
    ],
)
def test_days_of_the_month_are_read_under_both_names(wire: dict[str, Any], days: tuple[int, ...]) -> None:  # 18
    assert reading.recurrence({"type": 3, **wire}).monthly_days == days


def test_only_a_recurring_event_repeats() -> None:  # 19
    nulls = {"type": None, "weekly_days": None, "monthly_days": 0, "end_times": 0}
    assert reading.event({"event_id": "e", "event_type": "SIMPLE_EVENT", "recurrence": nulls}).recurrence is None
    assert reading.event(
        {"event_id": "e", "event_type": "RECURRING", "recurrence": {"type": 1}}
    ).recurrence == Recurrence(type=1)
    assert reading.event({"event_id": "e", "event_type": "RECURRING"}).recurrence is None


@pytest.mark.parametrize(
    ("members", "link", "kind"),
    [
        ({"event_join_link": "https://j", "join_url": "https://u"}, "https://j", "join"),
        (
            {"event_join_link": "", "event_registration_link": "https://r", "join_url": "https://u"},
            "https://r",
            "registration",
        ),
        ({"join_url": "https://u", "join_link": "https://l"}, "https://u", "join"),
        ({"join_link": "https://l"}, "https://l", "join"),
        ({}, "", ""),
    ],
)
def test_the_link_has_four_names(members: dict[str, str], link: str, kind: str) -> None:  # 10
    ticket = reading.ticket({"ticket_id": "t", **members})
    assert (ticket.join_link, ticket.link_kind) == (link, kind)


@pytest.mark.parametrize(
    ("members", "free", "price"),
    [
        ({"free": True, "price": "0"}, True, "0"),
        ({"free": False, "price": "25.50"}, False, "25.50"),
        ({"price": 25}, False, "25"),
        ({"price": "0.00"}, True, "0.00"),
        ({"price": 0}, True, "0"),
        ({"cost": 0}, True, "0"),
        ({"price": None, "cost": 10}, False, "10"),
        ({}, True, "0"),
    ],
)
def test_price_is_read_from_free_price_and_cost(members: dict[str, Any], free: bool, price: str) -> None:  # 12
    ticket_type = reading.ticket_type({"ticket_type_id": "tt", **members})
    assert (ticket_type.free, ticket_type.price) == (free, price)


@pytest.mark.parametrize("url", ["https://events.zoom.us/event/e", "https://x.example.com/ev/AbC?d", ""])
def test_event_links_are_opaque(url: str) -> None:  # 13
    assert reading.event({"event_id": "e", "event_url": url}).event_url == url


@pytest.mark.parametrize("answer", [{"tickets": []}, {"tickets": [], "errors": None}, {"errors": []}])
def test_an_answer_without_failures(answer: dict[str, Any]) -> None:
    assert reading.tickets_answer(answer) == models.TicketsAnswer()


def test_the_codes_of_tickets_stay_text() -> None:  # 32, 33
    failed = {"email": "a@b.c", "error_code": "email_not_found", "error_message": "m" * 900}
    (failure,) = reading.tickets_answer({"errors": [failed]}).errors
    assert (failure.error_code, failure.message) == ("email_not_found", "m" * 500)


@pytest.mark.parametrize(
    "wire",
    [
        "2027-01-05T15:00:00Z",
        "2027-01-05T15:00:00.000Z",
        "2027-01-05t15:00:00z",
        "2027-01-05T10:00:00-05:00",
        "2027-01-05T15:00:00.987654321Z",
        "2027-01-05T15:00:00",
    ],
)
def test_times_are_read_in_any_form(wire: str) -> None:  # 37
    assert reading.moment(wire) == dt.datetime(2027, 1, 5, 15, tzinfo=dt.UTC)


@pytest.mark.parametrize("wire", [None, "", "soon", 5, [], "0001-01-01T00:00:00+23:00"])
def test_what_is_no_time_is_none(wire: object) -> None:
    assert reading.moment(wire) is None


@pytest.mark.parametrize(
    ("wire", "number"),
    [(9007199254740993, 9007199254740993), ("9007199254740993", 9007199254740993), ("1.0", 1), (2.0, 2), (None, None)],
)
def test_meeting_ids_keep_all_their_digits(wire: object, number: int | None) -> None:
    times = {"start_time": "2027-01-05T15:00:00Z", "end_time": "2027-01-05T16:00:00Z"}
    assert reading.session({"session_id": "s", **times, "meeting_id": wire}).meeting_id == number


@pytest.mark.parametrize("wire", [True, "x", float("inf"), float("nan"), {}, []])
def test_what_is_no_number_is_none(wire: object) -> None:
    assert reading.whole(wire) is None


def test_registrants_include_the_host_and_no_names() -> None:  # 39
    wire = {
        "email": "h@x.y",
        "registration_status": "registered",
        "tickets": [{"ticket_id": "t", "role": "original_host"}],
    }
    registrant = reading.registrant(wire)
    assert (registrant.roles, registrant.registration_status) == (("ORIGINAL_HOST",), "REGISTERED")


def test_tickets_of_a_registrant_that_are_no_list_are_none() -> None:
    assert reading.registrant({"email": "h@x.y", "tickets": 3}).ticket_ids == ()


@pytest.mark.parametrize("wire", [None, ""])
def test_a_record_that_nobody_could_ask_for_again_is_refused(wire: object) -> None:
    with pytest.raises(ValueError, match="event_id"):
        reading.event({"event_id": wire, "name": "Phoenix"})


def test_a_ticket_without_an_id_is_somebodys() -> None:
    assert reading.ticket({"ticket_id": None, "email": "ann@x.y"}).ticket_id == ""
    with pytest.raises(ValueError, match="nobody"):
        reading.ticket({"ticket_id": "", "email": None, "first_name": "Ann"})


@pytest.mark.parametrize(
    ("wire", "seconds"), [(3599, 3599), ("3599", 3599), (None, 3600), (0, 3600), (-5, 3600), (10**400, 24 * 3600)]
)
def test_a_token_lives_for_a_time_that_can_be_counted(wire: object, seconds: int) -> None:
    assert reading.token({"access_token": "t", "expires_in": wire}).expires_in == seconds


def test_unknown_members_are_ignored() -> None:
    assert reading.hub({"hub_id": "h", "name": "N", "venue": {"x": [1]}}) == models.Hub(hub_id="h", name="N")


READERS = [
    reading.hub,
    reading.event,
    reading.ticket,
    reading.ticket_type,
    reading.tickets_answer,
    reading.registrant,
    reading.session,
    reading.access_link,
    reading.questions,
    reading.action_answer,
    reading.token,
]
MEMBERS = sorted(
    {name for kind in vars(models).values() if hasattr(kind, "__struct_fields__") for name in kind.__struct_fields__}
)
WILD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(MEMBERS), inner, max_size=5),
    max_leaves=20,
)


@given(st.sampled_from(READERS), st.dictionaries(st.sampled_from(MEMBERS), WILD, max_size=8))
def test_wild_answers_are_read_or_refused(read: Any, data: dict[str, Any]) -> None:
    try:
        made = read(data)
    except (KeyError, ValueError):
        return  # what the client turns into UNREADABLE_ANSWER
    assert type(made).__module__ == models.__name__


# --- writing


def test_times_are_whole_utc_seconds() -> None:  # 37
    calendar = to_wire(request())["calendar"]
    assert calendar == [{"start_time": "2027-01-05T15:00:00Z", "end_time": "2027-01-05T16:00:00Z"}]  # 17
    with pytest.raises(ValueError, match="time zone"):
        utc_text(dt.datetime(2027, 1, 5))  # noqa: DTZ001 - what is refused


@given(st.datetimes(min_value=dt.datetime(2, 1, 1), max_value=dt.datetime(9998, 1, 1), timezones=st.timezones()))  # noqa: DTZ001
def test_every_time_is_read_as_it_was_written(moment: dt.datetime) -> None:
    text = utc_text(moment)
    assert len(text) == 20
    assert reading.moment(text) == moment.astimezone(dt.UTC).replace(microsecond=0)


def test_empty_optional_members_are_left_out() -> None:
    wire = to_wire(request(tagline="", tags=(), meeting_type=None, physical_location=None))
    assert set(wire) == {
        "name",
        "description",
        "timezone",
        "event_type",
        "access_level",
        "hub_id",
        "attendance_type",
        "calendar",
    }
    person = TicketRequest(
        email="a@b.c",
        external_ticket_id="x",
        send_notification=False,
        first_name="",
        custom_questions=(),
        fast_join=False,
    )
    expected = {"email": "a@b.c", "external_ticket_id": "x", "send_notification": False, "fast_join": False}
    assert to_wire(person) == expected


def test_a_patch_holds_only_what_changed_and_may_empty_it() -> None:
    assert to_wire(EventChanges(tagline="")) == {"tagline": ""}
    assert to_wire(SessionChanges(type=0)) == {"type": 0}
    assert to_wire(EventChanges()) == {}


def test_the_type_of_an_event_cannot_be_changed() -> None:  # 23, 24
    assert not {"event_type", "meeting_type", "hub_id", "start_time", "end_time"} & set(EventChanges.__struct_fields__)


def test_price_is_sent_as_text() -> None:  # 12
    wire = to_wire(
        TicketTypeRequest(name="VIP", currency="USD", start_time=START, end_time=END, free=False, price="25")
    )
    assert (wire["price"], wire["free"], wire["start_time"]) == ("25", False, "2027-01-05T15:00:00Z")


def test_answers_to_own_questions_are_objects() -> None:
    person = TicketRequest(
        email="a@b.c",
        external_ticket_id="x",
        send_notification=True,
        custom_questions=(CustomAnswer(title="Diet?", answer="Any"),),
    )
    assert to_wire(person)["custom_questions"] == [{"title": "Diet?", "answer": "Any"}]


def test_a_recurrence_is_created_with_arrays_and_numbers() -> None:  # 18
    first_tuesday = Recurrence(type=3, repeat_interval=1, monthly_week=1, monthly_week_day=3, end_times=12, duration=60)
    assert to_wire(request(event_type="RECURRING", recurrence=first_tuesday))["recurrence"] == {
        "type": 3,
        "repeat_interval": 1,
        "monthly_week": 1,
        "monthly_week_day": 3,
        "end_times": 12,
        "duration": 60,
    }
    weekly = Recurrence(type=2, weekly_days=(2, 4), end_date_time=END)
    wire = to_wire(request(recurrence=weekly))["recurrence"]
    assert wire == {"type": 2, "weekly_days": [2, 4], "end_date_time": "2027-01-05T16:00:00Z"}


def test_days_that_fit_no_single_number_stay_an_array() -> None:  # 18
    assert recurrence_as_read({"monthly_days": [1, 15]}) == {"monthly_days": [1, 15]}
    assert recurrence_as_read({"monthly_days": [15], "weekly_days": [1, 7]}) == {
        "monthly_days": 15,
        "weekly_days": "1,7",
    }


@pytest.mark.parametrize(
    ("read", "sent"),
    [
        ("Food and Drinks", "Food & Drink"),
        ("Business and Networking", "Business & Networking"),
        ("Entertainment & Visual Art", "Entertainment & Visual Arts"),
        ("home&lifestyle", "Home & Lifestyle"),
        ("Others", "Other"),
        ("Gardening", None),
    ],
)
def test_categories_are_sent_as_zoom_takes_them(read: str, sent: str | None) -> None:  # 28
    assert category(read) == sent
    wire = to_wire(request(categories=(read, "Other")))
    assert wire["categories"] == ([sent] if sent else []) + ["Other"]
    assert "categories" not in to_wire(request(categories=("Gardening",)))
    assert all(category(known) == known for known in CATEGORIES)


def test_requests_are_json() -> None:
    assert json.loads(json.dumps(to_wire(request(tags=("a",)))))["tags"] == ["a"]


# --- scopes


@pytest.mark.parametrize("operation", OPERATIONS)
def test_any_one_of_four_names_will_do(operation: str) -> None:  # 4, 5
    names = OPERATIONS[operation]
    for name in (names.classic, names.granular):
        assert allowed(operation, [name])
        assert allowed(operation, ["other", name + ":admin"])
    assert not allowed(operation, [])
    assert not allowed(operation, ["zoom_events:read", names.granular + ":master"])


def test_zooms_own_misspelling_is_kept() -> None:
    assert OPERATIONS["updateRegistrationQuestionsForEvent"].granular == "zoom_events:update:registraion_question"


def test_the_tutorials_single_scope_allows_creating_only() -> None:  # 5, 6
    held = [name for name in OPERATIONS if allowed(name, ["zoom_events:write:event"])]
    assert held == ["createEvent", "EventActions"]
