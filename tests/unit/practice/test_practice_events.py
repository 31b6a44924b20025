"""Hubs and events: what Zoom takes, what it refuses with which code, what locks."""

import pytest
from practice_api import DAY, Api, MovableClock, refused_fields, said

from desktop_app.practice.service import PracticeService


def names(api: Api, status: str, role: str = "host") -> list[str]:
    answer = api.get("events", role_type=role, event_status_type=status)
    assert answer.status_code == 200
    return [event["name"] for event in answer.json()["events"]]


def test_the_first_day_has_two_hubs_and_a_draft_two_published_events_and_a_past_one(api):
    hubs = api.get("hubs", role_type="host").json()
    assert [hub["name"] for hub in hubs["hubs"]] == ["Acme Corp Events Hub", "Customer Education"]
    assert hubs["total_records"] == 2
    assert names(api, "draft") == ["Customer advisory board"]
    assert names(api, "upcoming") == ["Autumn product update", "Certification day"]
    assert names(api, "past") == ["Quarterly town hall"]
    assert names(api, "cancelled") == []


def test_one_event_of_the_first_day_asks_for_more_than_names(api):
    upcoming = api.get("events", role_type="host", event_status_type="upcoming").json()["events"]
    asked = {}
    for event in upcoming:
        questions = api.get(f"events/{event['event_id']}/questions").json()["questions"]
        asked[event["name"]] = {question["field_name"] for question in questions if question["required"]}
    names_only = {"first_name", "last_name"}
    assert asked == {
        "Autumn product update": names_only,
        "Certification day": names_only | {"organization", "job_title"},
    }


def test_a_bare_list_holds_what_one_attends_and_that_is_closed_to_a_host(api):
    bare = api.get("events").json()["events"]
    assert [event["name"] for event in bare] == ["Partner day"]
    assert said(api.get(f"events/{bare[0]['event_id']}")) == (403, 260200)
    assert said(api.get("events", role_type="attendee", event_status_type="draft")) == (400, 300)


def test_what_is_created_reads_back(api, practice):
    body = api.new_event(
        tagline="Come and see", categories=["Food & Drink"], tags=["a"], contact_name="Ann", attendance_type="hybrid"
    )
    created = api.post("events", body)
    assert created.status_code == 201
    event = created.json()
    assert event["status"] == "DRAFT"
    assert "contact_email" not in event
    assert event["event_url"].startswith(f"{practice.base_url}/ev/")
    read = api.get(f"events/{event['event_id']}").json()
    assert {name: read[name] for name in body} == body
    assert read["start_time"] == body["calendar"][0]["start_time"]
    assert read["end_time"] == body["calendar"][0]["end_time"]
    assert read["contact_email"]
    assert read["host_id"]


@pytest.mark.parametrize("missing", ["name", "timezone", "event_type", "access_level", "hub_id", "attendance_type"])
def test_a_missing_member_is_named(api, missing):
    assert refused_fields(api.post("events", api.new_event(**{missing: ...}))) == {missing}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"timezone": "Mars/Olympus"}, "timezone"),
        ({"timezone": "../../etc/passwd"}, "timezone"),
        ({"event_type": "simple_event"}, "event_type"),
        ({"access_level": "PUBLIC"}, "access_level"),
        ({"attendance_type": "telepathic"}, "attendance_type"),
        ({"meeting_type": ...}, "meeting_type"),
        ({"name": "  "}, "name"),
        ({"name": 7}, "name"),
        ({"categories": ["Food and Drinks"]}, "categories"),
        ({"categories": ["Other"] * 21}, "categories"),
        ({"tags": "a"}, "tags"),
        ({"blocked_countries": ["USA"]}, "blocked_countries"),
        ({"lobby_start_time": "tomorrow"}, "lobby_start_time"),
        ({"event_type": "RECURRING"}, "recurrence"),
        ({"recurrence": []}, "recurrence"),
    ],
)
def test_a_wrong_member_is_named(api, change, field):
    assert refused_fields(api.post("events", api.new_event(**change))) == {field}


def test_all_wrong_members_are_named_at_once(api):
    answer = api.post("events", api.new_event(timezone="X", access_level="PUBLIC", name=...))
    assert refused_fields(answer) == {"timezone", "access_level", "name"}


@pytest.mark.parametrize("body", ["text", [1], 7, None])
def test_a_body_that_is_no_object_is_refused(api, body):
    assert said(api.post("events", body)) == (400, 300)


def test_a_body_that_is_no_json_is_refused(api, practice):
    headers = {"Authorization": f"Bearer {api.token}"}
    answer = api.http.post(f"{practice.api_url}/zoom_events/events", content=b"{'name'", headers=headers)
    assert said(answer) == (400, 300)
    assert answer.json()["message"] == "Request Body should be a valid JSON object."
    assert practice.requests[-1].body is not None


def test_an_unknown_hub_is_a_hub_without_permission(api):
    assert said(api.post("events", api.new_event(hub_id="nowhere"))) == (403, 26201)


def test_a_hub_may_have_no_conferences(api, practice):
    practice.world.run("UPDATE hub SET conferences = 0")
    assert said(api.post("events", api.new_event(event_type="CONFERENCE"))) == (400, 260207)


class TestCalendar:
    @pytest.mark.parametrize(
        "calendar",
        [
            None,
            [],
            "soon",
            ["soon"],
            [{"start_time": "2030-01-05T15:00:00Z"}],
            [{"start_time": "2030-01-05T15:00:00-05:00", "end_time": "2030-01-05T16:00:00-05:00"}],
            [{"start_time": "2030-01-05T15:00:00", "end_time": "2030-01-05T16:00:00"}],
            [{"start_time": "9999-12-31T15:00:00Z", "end_time": "9999-12-31T16:00:00Z"}],
            [{"start_time": "2030-13-05T15:00:00Z", "end_time": "2030-01-05T16:00:00Z"}],
            {"start_time": "2030-01-05T15:00:00Z", "end_time": "2030-01-05T16:00:00Z"},
        ],
    )
    def test_anything_but_utc_times_is_told_with_zooms_misspelt_words(self, api, calendar):
        answer = api.post("events", api.new_event(calendar=calendar))
        assert said(answer) == (400, 26204)
        assert answer.json()["message"] == "Calender must contains start_time and end_time."

    def test_the_end_comes_after_the_start(self, api):
        calendar = [{"start_time": api.in_days(3), "end_time": api.in_days(3)}]
        assert said(api.post("events", api.new_event(calendar=calendar))) == (400, 26203)

    def test_six_days_and_six_entries_at_most(self, api):
        def days(count: int, apart: float = 1.0) -> list[dict[str, str]]:
            return [
                {"start_time": api.in_days(7 + n * apart), "end_time": api.in_days(7 + n * apart, 1)}
                for n in range(count)
            ]

        for calendar, code in ((days(7, 0.5), 26202), (days(2, 6.1), 26202)):
            answer = api.post("events", api.new_event(event_type="CONFERENCE", calendar=calendar))
            assert said(answer) == (400, code)
        answer = api.post("events", api.new_event(event_type="CONFERENCE", calendar=days(6)))
        assert answer.status_code == 201
        assert len(answer.json()["calendar"]) == 6
        assert "meeting_type" not in answer.json()

    def test_a_single_event_has_one_entry(self, api):
        calendar = [{"start_time": api.in_days(n), "end_time": api.in_days(n, 1)} for n in (3, 4)]
        assert refused_fields(api.post("events", api.new_event(calendar=calendar))) == {"calendar"}

    def test_the_past_is_refused(self, api):
        calendar = [{"start_time": api.in_days(-1), "end_time": api.in_days(1)}]
        assert refused_fields(api.post("events", api.new_event(calendar=calendar))) == {"calendar[0].start_time"}


class TestChanges:
    def test_only_what_is_given_changes(self, api):
        event_id = api.draft(tagline="Old")
        before = api.get(f"events/{event_id}").json()
        assert api.patch(f"events/{event_id}", {"tagline": "New", "description": ""}).status_code == 204
        after = api.get(f"events/{event_id}").json()
        assert after == {**before, "tagline": "New", "description": ""}

    def test_a_change_has_no_body(self, api):
        answer = api.patch(f"events/{api.draft()}", {"name": "X"})
        assert answer.content == b""

    def test_the_type_is_permanent_and_may_be_repeated(self, api):
        event_id = api.draft()
        assert api.patch(f"events/{event_id}", {"event_type": "SIMPLE_EVENT"}).status_code == 204
        assert refused_fields(api.patch(f"events/{event_id}", {"event_type": "CONFERENCE"})) == {"event_type"}

    def test_times_move_with_the_session_and_the_sale(self, api):
        event_id = api.draft()
        calendar = [{"start_time": api.in_days(20), "end_time": api.in_days(20, 2)}]
        assert api.patch(f"events/{event_id}", {"calendar": calendar}).status_code == 204
        (session,) = api.get(f"events/{event_id}/sessions").json()["sessions"]
        assert {name: session[name] for name in ("start_time", "end_time")} == calendar[0]
        (kind,) = api.ticket_types(event_id)
        assert kind["end_time"] == calendar[0]["end_time"]

    def test_a_published_event_can_be_changed_but_not_its_format(self, api):
        event_id = api.published()
        assert api.patch(f"events/{event_id}", {"name": "Renamed"}).status_code == 204
        assert refused_fields(api.patch(f"events/{event_id}", {"meeting_type": "MEETING"})) == {"meeting_type"}
        assert api.patch(f"events/{event_id}", {"meeting_type": "WEBINAR"}).status_code == 204

    def test_the_format_of_a_draft_can_be_changed_and_its_session_follows(self, api):
        event_id = api.draft()
        assert api.patch(f"events/{event_id}", {"meeting_type": "MEETING"}).status_code == 204
        (session,) = api.get(f"events/{event_id}/sessions").json()["sessions"]
        assert session["type"] == 0

    def test_past_and_canceled_events_are_locked(self, api, clock):
        canceled = api.published()
        assert api.act(canceled, "cancel").status_code == 201
        assert said(api.patch(f"events/{canceled}", {"name": "X"})) == (400, 260210)
        (past,) = api.get("events", role_type="host", event_status_type="past").json()["events"]
        assert said(api.patch(f"events/{past['event_id']}", {"name": "X"})) == (400, 260210)

    def test_a_draft_whose_day_has_passed_can_still_be_moved(self, api: Api, clock: MovableClock):
        event_id = api.draft()
        clock.ahead = 10 * DAY
        api.sign_in()
        assert api.patch(f"events/{event_id}", {"name": "Later"}).status_code == 204
        calendar = [{"start_time": api.in_days(5), "end_time": api.in_days(5, 1)}]
        assert api.patch(f"events/{event_id}", {"calendar": calendar}).status_code == 204

    def test_an_unknown_event_is_not_found(self, api):
        for answer in (api.get("events/none"), api.patch("events/none", {}), api.delete("events/none")):
            assert said(answer) == (404, 2002)
        assert said(api.act("none", "publish")) == (404, 2002)
        assert said(api.get("events/..%2Fhubs")) == (404, 2300)


class TestActions:
    def test_publish_cancel_delete(self, api):
        event_id = api.draft()
        assert api.act(event_id, "publish").json() == {"status": "published", "event_id": event_id}
        assert api.get(f"events/{event_id}").json()["status"] == "PUBLISHED"
        assert api.act(event_id, "cancel").json() == {"status": "cancelled", "event_id": event_id}
        assert "Launch" in names(api, "cancelled")
        assert api.delete(f"events/{event_id}").status_code == 204
        assert said(api.get(f"events/{event_id}")) == (404, 2002)

    @pytest.mark.parametrize("operation", ["Publish", "archive", "unpublish", ""])
    def test_other_operations_are_refused_by_their_words(self, api, operation):
        answer = api.act(api.draft(), operation)
        assert answer.status_code == 400
        assert answer.json()["message"] == "Invalid Event operation"

    def test_registrants_are_told_of_a_cancellation(self, api, practice: PracticeService):
        event_id = api.published()
        api.register(event_id, "a@example.com", "b@example.com")
        assert said(api.act(event_id, "cancel")) == (400, 300)
        assert api.act(event_id, "cancel", cancel_message="Sorry").status_code == 201
        mails = practice.world.emails(event_id)
        assert [(mail["email"], mail["kind"], mail["text"]) for mail in mails] == [
            ("a@example.com", "cancellation", "Sorry"),
            ("b@example.com", "cancellation", "Sorry"),
        ]

    def test_a_copy_is_a_draft_at_another_time(self, api):
        event_id = api.published(tagline="Same")
        copy = {"name": "Again", "start_time": api.in_days(30), "timezone": "Europe/Berlin"}
        answer = api.act(event_id, "duplicate", duplicate_event=copy).json()
        assert answer["status"] == "duplicated"
        assert answer["event_id"] != event_id
        made = api.get(f"events/{answer['event_id']}").json()
        assert (made["status"], made["name"], made["tagline"]) == ("DRAFT", "Again", "Same")
        assert (made["start_time"], made["timezone"]) == (copy["start_time"], "Europe/Berlin")
        assert made["event_url"] != api.get(f"events/{event_id}").json()["event_url"]

    def test_a_copy_takes_a_conferences_program_along(self, api):
        event_id = api.draft(event_type="CONFERENCE")
        session = {"name": "Talk", "start_time": api.in_days(7), "end_time": api.in_days(7, 1)}
        api.post(f"events/{event_id}/sessions", {**session, "timezone": "UTC", "type": 2})
        sale = {"start_time": api.in_days(0), "end_time": api.in_days(7)}
        api.post(f"events/{event_id}/ticket_types", {"name": "VIP", "currency": "USD", **sale})
        copy = {"name": "Again", "start_time": api.in_days(17), "timezone": "UTC"}
        copied = api.act(event_id, "duplicate", duplicate_event=copy).json()["event_id"]
        (talk,) = api.get(f"events/{copied}/sessions").json()["sessions"]
        assert (talk["name"], talk["start_time"]) == ("Talk", api.in_days(17))
        kinds = api.ticket_types(copied)
        assert [kind["name"] for kind in kinds] == ["General admission", "VIP"]

    def test_a_copy_may_start_on_the_zones_own_clock(self, api):
        copy = {"name": "Again", "start_time": "2090-07-01T14:00:00", "timezone": "America/New_York"}
        copied = api.act(api.draft(), "duplicate", duplicate_event=copy).json()["event_id"]
        assert api.get(f"events/{copied}").json()["start_time"] == "2090-07-01T18:00:00Z"

    @pytest.mark.parametrize(
        ("change", "code", "word"),
        [
            ({"name": ""}, 1002, "name"),
            ({"start_time": "soon"}, 1002, "start time"),
            ({"start_time": "2001-01-01T00:00:00Z"}, 1002, "start time"),
            ({"timezone": "Nowhere"}, 1003, "timezone"),
        ],
    )
    def test_a_wrong_copy_is_refused(self, api, change, code, word):
        copy = {"name": "Again", "start_time": api.in_days(30), "timezone": "UTC", **change}
        answer = api.act(api.draft(), "duplicate", duplicate_event=copy)
        assert said(answer) == (400, code)
        assert word in answer.json()["message"]


class TestPages:
    def test_a_list_goes_on_to_its_end(self, api):
        for number in range(5):
            api.draft(name=f"E{number}")
        seen, token, pages = [], "", 0
        while True:
            query = {"role_type": "host", "event_status_type": "draft", "page_size": 2}
            answer = api.get("events", **query, **({"next_page_token": token} if token else {})).json()
            assert answer["total_records"] == 6
            seen += [event["name"] for event in answer["events"]]
            token, pages = answer["next_page_token"], pages + 1
            if not token:
                break
        assert pages == 3
        assert sorted(seen) == ["Customer advisory board", *(f"E{number}" for number in range(5))]

    @pytest.mark.parametrize("size", ["0", "301", "-1", "many", "1.5", "", "30" * 2500])
    def test_a_page_has_1_to_300_records(self, api, size):
        assert refused_fields(api.get("events", role_type="host", page_size=size)) == {"page_size"}

    def test_a_token_is_good_for_its_own_query(self, api):
        event_id = api.published()
        api.register(event_id, "a@example.com", "b@example.com")
        token = api.get(f"events/{event_id}/tickets", page_size=1).json()["next_page_token"]
        assert api.get(f"events/{event_id}/tickets", page_size=1, next_page_token=token).status_code == 200
        for answer in (
            api.get(f"events/{event_id}/tickets", page_size=2, next_page_token=token),
            api.get(f"events/{event_id}/registrants", page_size=1, next_page_token=token),
            api.get(f"events/{event_id}/tickets", next_page_token="made-up"),
        ):
            assert refused_fields(answer) == {"next_page_token"}
