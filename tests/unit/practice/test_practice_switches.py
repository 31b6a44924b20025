"""Each of the switches, both ways."""

from dataclasses import fields

import pytest
from practice_api import person, refused_fields, said

from desktop_app.practice.switches import Switches


def test_there_are_seventeen_and_they_reset():
    switches = Switches()
    assert len(fields(Switches)) == 17
    switches.license = "no"
    switches.publish_delay = 0.5
    switches.reset()
    assert switches == Switches()


@pytest.mark.parametrize(
    ("name", "value"), [("license", "maybe"), ("publish_delay", -1), ("publish_delay", "1"), ("publish_delay", True)]
)
def test_a_mistyped_value_is_refused(name, value):
    with pytest.raises(ValueError, match=name):
        setattr(Switches(), name, value)


def test_a_mistyped_name_is_refused():
    with pytest.raises(AttributeError):
        Switches().licence = "no"


def emails(answer):
    return [ticket["email"] for ticket in answer.json()["tickets"]]


class TestDuplicates:
    @pytest.fixture
    def twice(self, api):
        event_id = api.published()

        def register():
            api.register(event_id, person("a@example.com", external_ticket_id="one"))
            return api.register(event_id, person("A@example.com", external_ticket_id="two"), "b@example.com")

        return register, event_id

    def test_1_new(self, twice, practice):
        register, event_id = twice
        assert emails(register()) == ["A@example.com", "b@example.com"]
        assert len(practice.world.tickets(event_id)) == 3

    def test_1_same(self, twice, practice):
        practice.switches.duplicate_email = "same"
        register, event_id = twice
        answer = register()
        assert answer.json()["tickets"][0]["external_ticket_id"] == "one"
        assert len(practice.world.tickets(event_id)) == 2

    def test_1_error(self, twice, practice):
        practice.switches.duplicate_email = "error"
        register, event_id = twice
        answer = register()
        assert [item["error_code"] for item in answer.json()["errors"]] == ["ticket_generated_failed"]
        assert emails(answer) == ["b@example.com"]
        assert len(practice.world.tickets(event_id)) == 2

    @pytest.mark.parametrize(("reading", "kept"), [("same", 1), ("error", 1), ("new", 2)])
    def test_1_within_one_batch(self, api, practice, reading, kept):
        practice.switches.duplicate_email = reading
        event_id = api.published()
        assert api.register(event_id, "a@example.com", "a@example.com").status_code == 201
        assert len(practice.world.tickets(event_id)) == kept


class TestWholeRequests:
    BAD = person("bad@example.com", ticket_type_id="none")

    def test_2_rows(self, api):
        answer = api.register(api.published(), self.BAD)
        assert answer.status_code == 201
        assert answer.json()["tickets"] == []
        assert len(answer.json()["errors"]) == 1

    def test_2_alike_needs_every_row_to_fail_alike(self, api, practice):
        practice.switches.ticket_failures = "alike"
        event_id = api.published()
        assert said(api.register(event_id, self.BAD, self.BAD)) == (400, 26502)
        assert api.register(event_id, self.BAD, "good@example.com").status_code == 201
        assert api.register(event_id, self.BAD, {"email": "unnamed@example.com"}).status_code == 201

    def test_2_request_registers_nobody(self, api, practice):
        practice.switches.ticket_failures = "request"
        event_id = api.published()
        assert said(api.register(event_id, "good@example.com", self.BAD)) == (400, 26502)
        assert practice.world.tickets(event_id) == []
        assert api.register(event_id, "good@example.com", "no address").status_code == 201

    @pytest.mark.parametrize(
        ("ahead", "row", "wanted"),
        [
            (8 * 24 * 3600, person("a@example.com"), (400, 26401)),
            (0, {"email": "a@example.com"}, (400, 260504)),
        ],
    )
    def test_2_each_has_its_code(self, api, practice, clock, ahead, row, wanted):
        practice.switches.ticket_failures = "alike"
        event_id = api.published()
        clock.ahead = ahead
        api.sign_in()
        assert said(api.register(event_id, row)) == wanted

    def test_2_sold_out(self, api, practice):
        practice.switches.ticket_failures = "alike"
        event_id = api.published(event_type="CONFERENCE")
        (kind,) = api.ticket_types(event_id)
        api.patch(f"events/{event_id}/ticket_types/{kind['ticket_type_id']}", {"quantity": 0})
        answer = api.register(event_id, "a@example.com")
        assert said(answer) == (404, 2007)
        assert answer.json()["message"] == "Not enough stock or invalid `ticket_type_id`."


def test_3_tickets_come_with_a_delay(api, practice, clock):
    practice.switches.publish_delay = 300.0
    event_id = api.published()
    answer = api.register(event_id, "a@example.com")
    assert said(answer) == (400, 26501)
    assert answer.json()["message"] == "Event is not published yet."
    clock.ahead = 301
    assert api.register(event_id, "a@example.com").status_code == 201


class TestMissingScope:
    @pytest.fixture
    def answer(self, api, practice):
        practice.scopes = []
        api.sign_in()
        return lambda: api.get("hubs", role_type="host")

    def test_4_well_formed(self, answer):
        assert said(answer()) == (400, 4711)

    def test_4_broken_json(self, answer, practice):
        practice.switches.missing_scope = "104"
        got = answer()
        assert got.status_code == 400
        with pytest.raises(ValueError, match="delimiter"):
            got.json()
        assert got.text.startswith(
            '{"code":104,"message":"Invalid access token, does not contain scopes:["zoom_events:'
        )

    def test_4_as_documented(self, answer, practice):
        practice.switches.missing_scope = "4700"
        assert said(answer()) == (401, 4700)


def test_5_casing_of_the_status(api, practice):
    event_id = api.draft()
    assert api.get(f"events/{event_id}").json()["status"] == "DRAFT"
    practice.switches.status_casing = "mixed"
    assert api.get(f"events/{event_id}").json()["status"] == "draft"
    assert api.act(event_id, "publish").json()["status"] == "published"
    assert api.get(f"events/{event_id}").json()["status"] == "Published"
    copy = {"name": "Again", "start_time": api.in_days(30), "timezone": "UTC"}
    assert api.act(event_id, "duplicate", duplicate_event=copy).json()["status"] == "Duplicated"


def test_6_casing_of_the_attendance(api, practice):
    event_id = api.draft(attendance_type="IN_PERSON")
    assert api.get(f"events/{event_id}").json()["attendance_type"] == "in-person"
    practice.switches.attendance_casing = "exact"
    assert refused_fields(api.post("events", api.new_event(attendance_type="VIRTUAL"))) == {"attendance_type"}
    assert api.draft(attendance_type="virtual")


def test_7_description(api, practice):
    event_id = api.draft(description=...)
    assert api.get(f"events/{event_id}").json()["description"] == ""
    practice.switches.description = "required"
    for missing in (..., "", " "):
        assert refused_fields(api.post("events", api.new_event(description=missing))) == {"description"}


def test_8_shape_of_a_recurrence(api, practice):
    rule = {"type": 2, "weekly_days": [2, 4], "end_times": 3}
    event_id = api.draft(event_type="RECURRING", recurrence=rule)
    assert api.get(f"events/{event_id}").json()["recurrence"]["weekly_days"] == "2,4"
    practice.switches.recurrence_shape = "arrays"
    assert api.get(f"events/{event_id}").json()["recurrence"]["weekly_days"] == [2, 4]
    listed = api.get("events", role_type="host", event_status_type="draft").json()["events"]
    assert next(event for event in listed if event["event_id"] == event_id)["recurrence"]["weekly_days"] == [2, 4]


def test_9_live_tokens(api, practice):
    first = api.token
    api.sign_in()
    api.token, second = first, api.token
    assert api.get("hubs", role_type="host").status_code == 200
    practice.switches.live_tokens = "newest"
    api.sign_in()
    assert api.get("hubs", role_type="host").status_code == 200
    api.token = second
    assert said(api.get("hubs", role_type="host")) == (401, 124)


def test_10_page_tokens_end(api, practice, clock):
    event_id = api.published()
    api.register(event_id, "a@example.com", "b@example.com")
    token = api.get(f"events/{event_id}/tickets", page_size=1).json()["next_page_token"]
    clock.ahead = 899
    assert api.get(f"events/{event_id}/tickets", page_size=1, next_page_token=token).status_code == 200
    clock.ahead = 901
    answer = api.get(f"events/{event_id}/tickets", page_size=1, next_page_token=token)
    assert refused_fields(answer) == {"next_page_token"}
    practice.switches.page_token_seconds = 0
    token = api.get(f"events/{event_id}/tickets", page_size=1).json()["next_page_token"]
    assert said(api.get(f"events/{event_id}/tickets", page_size=1, next_page_token=token)) == (400, 300)


def test_11_headers_of_a_limit(api, practice):
    def limits():
        practice.faults.add("getHubList", "429_day")
        answer = api.get("hubs", role_type="host")
        assert said(answer) == (429, 429)
        return {name for name in answer.headers if "limit" in name or name == "retry-after"}

    assert limits() == {
        "x-ratelimit-category",
        "x-ratelimit-type",
        "x-ratelimit-limit",
        "x-ratelimit-remaining",
        "retry-after",
    }
    practice.switches.rate_headers = "none"
    assert limits() == set()


class TestWrongState:
    @pytest.fixture
    def answers(self, api):
        """What is answered to deleting and publishing a published event, canceling a draft, canceling in silence."""

        def ask():
            published, draft, full = api.published(), api.draft(), api.published()
            api.register(full, "a@example.com")
            return [
                api.act(published, "publish"),
                api.delete(f"events/{published}"),
                api.act(draft, "cancel"),
                api.act(full, "cancel"),
            ]

        return ask

    def test_12_validation(self, answers):
        assert [said(answer) for answer in answers()] == [(400, 300)] * 4

    def test_12_coded(self, answers, practice):
        practice.switches.wrong_state = "coded"
        assert [said(answer) for answer in answers()] == [(400, 1001), (403, 260209), (400, 1001), (400, 1001)]

    def test_12_allowed(self, answers, practice):
        practice.switches.wrong_state = "allowed"
        assert [answer.status_code for answer in answers()] == [201, 204, 201, 201]

    def test_12_a_canceled_event_is_never_published(self, api, practice):
        practice.switches.wrong_state = "allowed"
        event_id = api.published()
        api.act(event_id, "cancel")
        assert api.act(event_id, "cancel").status_code == 201
        assert said(api.act(event_id, "publish")) == (400, 300)


def test_13_fractional_seconds(api, practice):
    calendar = [{"start_time": "2090-01-05T15:00:00.000Z", "end_time": "2090-01-05T16:00:00.250Z"}]
    event_id = api.draft(calendar=calendar)
    read = api.get(f"events/{event_id}").json()["calendar"]
    assert read == [{"start_time": "2090-01-05T15:00:00Z", "end_time": "2090-01-05T16:00:00Z"}]
    practice.switches.fractional_seconds = "refused"
    assert said(api.post("events", api.new_event(calendar=calendar))) == (400, 26204)


def test_14_errors_may_be_missing(api, practice):
    event_id = api.published()
    assert "errors" in api.register(event_id, "a@example.com").json()
    practice.switches.ticket_errors = "missing"
    answer = api.register(event_id, "b@example.com", "no address")
    assert answer.status_code == 201
    assert set(answer.json()) == {"tickets"}


class TestClientCredentials:
    def test_15_events(self, api):
        assert "zoom_events:write:event:admin" in api.sign_in(grant_type="client_credentials").json()["scope"]

    def test_15_chat_only(self, api, practice):
        practice.switches.client_credentials = "chat_only"
        assert api.sign_in(grant_type="client_credentials").json()["scope"] == "imchat:bot"
        assert said(api.get("hubs", role_type="host")) == (400, 4711)
        assert "zoom_events" in api.sign_in().json()["scope"]

    def test_15_unsupported(self, api, practice):
        practice.switches.client_credentials = "unsupported"
        answer = api.sign_in(grant_type="client_credentials")
        assert (answer.status_code, answer.json()["error"]) == (400, "unsupported_grant_type")


def test_16_without_a_license(api, practice):
    practice.switches.license = "no"
    answer = api.post("events", api.new_event())
    assert answer.status_code == 400
    assert answer.json()["message"] == "Please complete your host profile settings"
    assert api.get("hubs", role_type="host").status_code == 200


def test_17_the_host_among_the_tickets(api, practice):
    event_id = api.published()
    api.register(event_id, *(f"p{number}@example.com" for number in range(3)))
    practice.switches.host_ticket = "listed"
    found, token = [], ""
    while not found or token:
        answer = api.get(
            f"events/{event_id}/tickets", page_size=2, **({"next_page_token": token} if token else {})
        ).json()
        found += [(ticket["email"].partition("@")[0], ticket["ticket_role_type"]) for ticket in answer["tickets"]]
        token = answer["next_page_token"]
        assert answer["total_records"] == 4
    assert found == [("host", "host"), ("p0", "normal"), ("p1", "normal"), ("p2", "normal")]
    narrowed = api.get(f"events/{event_id}/tickets", email="p1@example.com").json()
    assert [ticket["email"] for ticket in narrowed["tickets"]] == ["p1@example.com"]
