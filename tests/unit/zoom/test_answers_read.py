"""Answers of Zoom are read in every form they come in.

Numbers in comments are those of the list of contradictions in the notes on Zoom's API.
"""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.zoom import models, reading
from desktop_app.zoom.models import Recurrence


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
