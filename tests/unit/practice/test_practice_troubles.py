"""Faults, limits and slowness on order, over real sockets."""

import datetime as dt

import httpx
import pytest
from practice_api import IMPATIENT, arrived, said

from desktop_app.practice.faults import KINDS, Faults
from desktop_app.practice.limits import DAY, SECOND, Limiter, Rate
from desktop_app.practice.switches import Switches

LOST = (httpx.RemoteProtocolError, httpx.ReadError)


def drafts(practice) -> int:
    return sum(event["status"] == "DRAFT" for event in practice.world.events())


class TestFaults:
    def test_dropped_before_acting(self, api, practice):
        before = drafts(practice)
        body = api.new_event()
        practice.faults.add("createEvent", "drop_before")
        with pytest.raises(LOST):
            api.post("events", body)
        assert drafts(practice) == before
        assert practice.requests[-1].status == 0
        assert api.post("events", body).status_code == 201

    @pytest.mark.parametrize("kind", ["drop_after", "drop_during"])
    def test_dropped_after_acting(self, api, practice, kind):
        before = drafts(practice)
        body = api.new_event()
        practice.faults.add("createEvent", kind)
        with pytest.raises(LOST):
            api.post("events", body)
        assert drafts(practice) == before + 1
        assert practice.requests[-1].status == 0

    @pytest.mark.parametrize("kind", ["unreadable", "empty"])
    def test_acted_and_answered_unreadably(self, api, practice, kind):
        before = drafts(practice)
        body = api.new_event()
        practice.faults.add("createEvent", kind)
        answer = api.post("events", body)
        assert answer.status_code == 201
        with pytest.raises(ValueError, match=r"JSON|Expecting|Unterminated|delimiter"):
            answer.json()
        assert drafts(practice) == before + 1

    @pytest.mark.parametrize("kind", ["drop_after", "drop_during", "unreadable", "empty"])
    def test_a_change_without_a_body_can_be_lost_too(self, api, practice, kind):
        event_id = api.draft()
        practice.faults.add("updateEvent", kind)
        try:
            api.patch(f"events/{event_id}", {"name": "Changed"})
        except LOST:
            assert kind.startswith("drop")
        assert api.get(f"events/{event_id}").json()["name"] == "Changed"

    def test_a_captive_portal(self, api, practice):
        before = drafts(practice)
        body = api.new_event()
        practice.faults.add("createEvent", "html")
        answer = api.post("events", body)
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/html")
        assert drafts(practice) == before

    @pytest.mark.parametrize(("kind", "acts"), [("500", False), ("500", True), ("503", False), ("503", True)])
    def test_a_bad_day(self, api, practice, kind, acts):
        before = drafts(practice)
        body = api.new_event()
        practice.faults.add("createEvent", kind, acts=acts, retry_after=2)
        answer = api.post("events", body)
        assert answer.status_code == int(kind)
        assert answer.headers["retry-after"] == "2"
        assert drafts(practice) == before + acts

    def test_an_expired_token(self, api, practice):
        practice.faults.add("getHubList", "expired_token")
        assert said(api.get("hubs", role_type="host")) == (401, 124)
        assert api.get("hubs", role_type="host").status_code == 200

    def test_any_error(self, api, practice):
        practice.faults.add("createTickets", "error", status=403, code=260200, message="Event access denied.")
        answer = api.register("none", "a@example.com")
        assert (said(answer), answer.json()["message"]) == ((403, 260200), "Event access denied.")
        fields = [{"field": "name", "message": "no"}]
        practice.faults.add("createEvent", "error", status=400, code=300, message="Validation Failed.", errors=fields)
        assert api.post("events", {}).json()["errors"] == fields

    @pytest.mark.parametrize(
        ("kind", "text", "type_"),
        [
            ("429_second", "maximum per-second rate limit", "QPS"),
            ("429_day", "maximum daily rate limit", "Daily-limit"),
            ("429_concurrent", "Too many concurrent requests.", None),
        ],
    )
    def test_a_limit(self, api, practice, kind, text, type_):
        practice.faults.add("*", kind)
        answer = api.get("hubs", role_type="host")
        assert said(answer) == (429, 429)
        assert text in answer.json()["message"]
        assert answer.headers.get("x-ratelimit-type") == type_

    def test_slow(self, api, practice):
        practice.faults.add("getHubList", "slow", seconds=3600)
        with pytest.raises(httpx.ReadTimeout):
            api.http.get(f"{practice.api_url}/zoom_events/hubs", timeout=IMPATIENT)
        arrived(practice, "getHubList")
        practice.faults.add("getHubList", "slow", seconds=0.01)
        assert api.get("hubs", role_type="host").status_code == 200

    @pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "slow"])
    def test_the_token_endpoint_has_troubles_too(self, api, practice, kind):
        practice.faults.add("token", kind, status=400, code="invalid_client", message="no")
        try:
            answer = api.sign_in() if kind not in ("unreadable", "empty") else None
        except LOST:
            assert kind.startswith("drop")
        else:
            if answer is None:
                form = {"grant_type": "client_credentials"}
                answer = api.http.post(practice.oauth_url, data=form, auth=("c", "s"))
            assert kind in ("unreadable", "empty") or answer.status_code != 200
        assert api.sign_in().status_code == 200


class TestOrders:
    def test_they_strike_in_order_and_as_often_as_told(self):
        faults = Faults()
        faults.add("a", "500", times=2)
        faults.add("*", "503")
        faults.add("a", "html", times=None)
        struck = [fault.kind if fault else None for fault in (faults.take(name) for name in "aabaab")]
        assert struck == ["500", "500", "503", "html", "html", None]
        faults.clear()
        assert faults.take("a") is None

    def test_some_pass_first(self):
        faults = Faults()
        faults.add("a", "500", skip=2)
        assert [faults.take("a") is not None for _ in range(4)] == [False, False, True, False]

    def test_only_a_share_is_struck(self):
        faults = Faults()
        faults.add("a", "500", times=None, chance=0.3)
        assert 200 < sum(faults.take("a") is not None for _ in range(1000)) < 400

    def test_an_unknown_kind_is_refused(self):
        with pytest.raises(ValueError, match="earthquake"):
            Faults().add("a", "earthquake")


class TestLimiter:
    def test_any_second_holds_so_many_calls(self):
        limiter = Limiter(Rate(per_second=2))
        moments = [0.0, 0.9, 0.95, 1.0, 1.5, 1.95]
        assert [limiter.refused(100 + moment) for moment in moments] == [None, None, SECOND, None, SECOND, None]

    def test_refused_calls_do_not_count(self):
        limiter = Limiter(Rate(per_day=3, per_second=1))
        assert [limiter.refused(moment) for moment in (100, 100.1, 101, 102, 103)] == [None, SECOND, None, None, DAY]

    def test_a_day_ends_at_midnight_utc(self):
        limiter = Limiter(Rate(per_day=1))
        assert [limiter.refused(moment) for moment in (86_000, 86_399, 86_400)] == [None, DAY, None]
        headers = limiter.headers(DAY, 86_500, Switches())
        assert headers["Retry-After"] == "1970-01-03T00:00:00Z"
        assert dt.datetime.fromisoformat(headers["Retry-After"])

    def test_the_second_says_when_it_ends(self):
        limiter = Limiter(Rate(per_second=1))
        limiter.refused(100.5)
        assert limiter.headers(SECOND, 100.6, Switches())["X-RateLimit-Reset"] == "102"

    def test_one_resource_is_changed_by_so_many(self):
        limiter = Limiter(Rate(concurrent=1))
        assert limiter.enter("a")
        assert not limiter.enter("a")
        assert limiter.enter("b")
        limiter.leave("a")
        assert limiter.enter("a")


class TestLimits:
    def test_calls_of_a_second(self, api, practice, clock):
        practice.rate = 3
        answers = [api.get("hubs", role_type="host") for _ in range(4)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
        assert answers[-1].headers["x-ratelimit-limit"] == "3"
        assert answers[-1].headers["x-ratelimit-remaining"] == "0"
        assert 0 < int(answers[-1].headers["x-ratelimit-reset"]) - clock() <= 2
        clock.ahead = 1
        assert api.get("hubs", role_type="host").status_code == 200

    def test_calls_of_a_day(self, api, practice):
        practice.rate = Rate(per_day=2)
        answers = [api.get("hubs", role_type="host") for _ in range(3)]
        assert said(answers[-1]) == (429, 429)
        assert api.sign_in().status_code == 200

    def test_normal_answers_name_their_category(self, api):
        answer = api.get("hubs", role_type="host")
        assert answer.headers["x-ratelimit-category"] == "Light"
        assert answer.headers["x-zm-trackingid"]

    def test_changes_of_one_event_at_once(self, api, practice):
        event_id, other = api.published(), api.published()
        practice.rate = Rate(concurrent=1)
        practice.faults.add("createTickets", "slow", seconds=3600)
        with pytest.raises(httpx.ReadTimeout):
            api.http.post(f"{practice.api_url}/zoom_events/events/{event_id}/tickets", json={}, timeout=IMPATIENT)
        arrived(practice, "createTickets")
        answer = api.register(event_id, "a@example.com")
        assert said(answer) == (429, 429)
        assert answer.json()["message"].startswith("Too many concurrent requests.")
        assert api.get(f"events/{event_id}/tickets").status_code == 200
        assert api.register(other, "a@example.com").status_code == 201

    def test_latency(self, api, practice):
        practice.latency_ms = 3_600_000
        with pytest.raises(httpx.ReadTimeout):
            api.http.get(f"{practice.api_url}/zoom_events/hubs", timeout=IMPATIENT)
        practice.latency_ms = 2
        assert api.get("hubs", role_type="host").status_code == 200
