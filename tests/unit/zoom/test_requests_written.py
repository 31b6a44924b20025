"""Requests are written as Zoom takes them.

Numbers in comments are those of the list of contradictions in the notes on Zoom's API.
"""

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.zoom import reading
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
