"""Sessions, series and access links."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from practice_api import Api, refused_fields, said

from desktop_app.practice import access_links, recurrence
from desktop_app.practice.switches import Switches
from desktop_app.practice.wire import Refusal, seconds_told, utc_text, zone

TUESDAYS = {"type": 3, "monthly_week": 1, "monthly_week_day": 3, "end_times": 12}


def starts(api: Api, event_id: str) -> list[str]:
    return [session["start_time"] for session in api.get(f"events/{event_id}/sessions").json()["sessions"]]


def series(api: Api, rule: dict[str, Any], start: str = "2030-01-01T17:00:00Z", zone: str = "America/New_York") -> str:
    end = utc_text(seconds_told(start) + 1800)
    calendar = [{"start_time": start, "end_time": end}]
    return api.draft(event_type="RECURRING", recurrence=rule, calendar=calendar, timezone=zone)


class TestSeries:
    def test_the_first_tuesday_of_each_month_at_noon_in_new_york(self, api):
        found = starts(api, series(api, TUESDAYS))
        assert len(found) == 12
        assert found[:4] == [
            "2030-01-01T17:00:00Z",
            "2030-02-05T17:00:00Z",
            "2030-03-05T17:00:00Z",
            # summer time
            "2030-04-02T16:00:00Z",
        ]

    def test_weekly_until_a_date(self, api):
        rule = {"type": 2, "repeat_interval": 2, "weekly_days": [3, 5], "end_date_time": "2030-01-31T23:59:59Z"}
        days = [moment[:10] for moment in starts(api, series(api, rule))]
        assert days == ["2030-01-01", "2030-01-03", "2030-01-15", "2030-01-17", "2030-01-29", "2030-01-31"]

    def test_it_reads_back_as_text_and_a_number(self, api):
        weekly = series(api, {"type": 2, "weekly_days": [2, 4], "end_times": 3})
        assert api.get(f"events/{weekly}").json()["recurrence"]["weekly_days"] == "2,4"
        monthly = series(api, {"type": 3, "monthly_days": [15], "end_times": 3, "duration": 45})
        told = api.get(f"events/{monthly}").json()["recurrence"]
        assert told == {"type": 3, "repeat_interval": 1, "monthly_days": 15, "end_times": 3, "duration": 45}
        session = api.get(f"events/{monthly}/sessions").json()["sessions"][0]
        assert seconds_told(session["end_time"]) - seconds_told(session["start_time"]) == 45 * 60

    @pytest.mark.parametrize("days", ["3", [3], 3])
    def test_a_change_takes_either_form(self, api, days):
        event_id = series(api, {"type": 2, "weekly_days": [2], "end_times": 2})
        before = [item["session_id"] for item in api.get(f"events/{event_id}/sessions").json()["sessions"]]
        rule = {"type": 2, "weekly_days": days, "end_times": 3, "monthly_week": 0}
        assert api.patch(f"events/{event_id}", {"recurrence": rule}).status_code == 204
        sessions = api.get(f"events/{event_id}/sessions").json()["sessions"]
        assert [item["start_time"][:10] for item in sessions] == ["2030-01-01", "2030-01-08", "2030-01-15"]
        assert [item["session_id"] for item in sessions][:2] == before

    @pytest.mark.parametrize(
        "rule",
        [
            {"type": "monthly", "monthly_day": 2},
            {"type": 4},
            {"type": 1, "end_times": 61},
            {"type": 1, "end_date_time": "2031-01-01T00:00:00Z"},
            {"type": 1, "end_times": 3, "end_date_time": "2030-02-01T00:00:00Z"},
            {"type": 1, "end_date_time": "2029-01-01T00:00:00Z"},
            {"type": 1, "repeat_interval": 91},
            {"type": 2, "weekly_days": [1], "repeat_interval": 13},
            {"type": 3, "monthly_days": [1], "repeat_interval": 4},
            {"type": 2},
            {"type": 2, "weekly_days": "3"},
            {"type": 2, "weekly_days": [8]},
            {"type": 3},
            {"type": 3, "monthly_week": 1},
            {"type": 3, "monthly_week": 5, "monthly_week_day": 1},
        ],
    )
    def test_what_zoom_does_not_take_is_refused(self, api, rule):
        calendar = [{"start_time": "2030-01-01T17:00:00Z", "end_time": "2030-01-01T18:00:00Z"}]
        body = api.new_event(event_type="RECURRING", recurrence=rule, calendar=calendar)
        assert said(api.post("events", body)) == (400, 300)

    @settings(max_examples=60)
    @given(
        kind=st.sampled_from([1, 2, 3]),
        interval=st.integers(1, 3),
        days=st.sets(st.integers(1, 7), min_size=1),
        count=st.integers(1, 60),
        name=st.sampled_from(["America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "UTC", "Asia/Kolkata"]),
        start=st.integers(1_900_000_000, 2_000_000_000),
    )
    def test_occurrences_keep_the_hour_and_the_count(self, kind, interval, days, count, name, start):
        local = zone(name)
        assert local is not None
        rule = {"type": kind, "repeat_interval": interval, "weekly_days": sorted(days), "monthly_days": [15]}
        rule["end_times"] = count
        understood = recurrence.understood(rule, Switches(), change=False)
        found = recurrence.occurrences(understood, start, start + 3600, local)
        assert len(found) == count
        assert found == sorted(found)
        assert all(end - begins == 3600 for begins, end in found)
        first = dt.datetime.fromtimestamp(start, local)
        for begins, _ in found:
            moment = dt.datetime.fromtimestamp(begins, local)
            # a time that the clocks skip is moved by at most an hour
            shift = abs((moment.hour * 60 + moment.minute) - (first.hour * 60 + first.minute))
            assert min(shift, 1440 - shift) <= 60
            if kind == 2:
                assert moment.isoweekday() % 7 + 1 in days

    def test_an_endless_rule_happens_once(self):
        rule = recurrence.understood({"type": 1}, Switches(), change=False)
        assert len(recurrence.occurrences(rule, 1_900_000_000, 1_900_003_600, zone("UTC"))) == 1

    def test_a_rule_without_an_occurrence_is_refused(self):
        rule = recurrence.understood({"type": 1, "end_date_time": "2001-01-01T00:00:00Z"}, Switches(), change=False)
        with pytest.raises(Refusal):
            recurrence.occurrences(rule, 1_900_000_000, 1_900_003_600, zone("UTC"))


def talk(api: Api, **changes: Any) -> dict[str, Any]:
    times = {"start_time": api.in_days(7), "end_time": api.in_days(7, 1)}
    return {"name": "Talk", "timezone": "UTC", "type": 2, **times, **changes}


class TestSessions:
    def test_of_a_conference(self, api):
        event_id = api.draft(event_type="CONFERENCE")
        assert api.get(f"events/{event_id}/sessions").json() == {"total_records": 0, "sessions": []}
        made = api.post(f"events/{event_id}/sessions", talk(api, description="d", level=["Beginner"]))
        assert made.status_code == 201
        where = f"events/{event_id}/sessions/{made.json()['session_id']}"
        assert api.patch(where, {"name": "Panel", "type": 0}).status_code == 204
        read = api.get(where).json()
        assert (read["name"], read["type"], read["description"], read["level"]) == ("Panel", 0, "d", ["Beginner"])
        assert (read["meeting_id"], read["webinar_id"]) == (None, None)
        assert api.delete(where).status_code == 204
        for answer in (api.get(where), api.patch(where, {}), api.delete(where)):
            assert said(answer) == (404, 2003)

    def test_rooms_have_numbers_after_publishing(self, api):
        event_id = api.draft(event_type="CONFERENCE")
        for kind in (0, 2, 4):
            api.post(f"events/{event_id}/sessions", talk(api, type=kind))
        api.act(event_id, "publish")
        rooms = [
            (isinstance(item["meeting_id"], int), isinstance(item["webinar_id"], int))
            for item in api.get(f"events/{event_id}/sessions").json()["sessions"]
        ]
        assert rooms == [(True, False), (False, True), (False, False)]

    def test_a_single_event_has_one_that_takes_after_it(self, api):
        event_id = api.draft()
        assert said(api.post(f"events/{event_id}/sessions", talk(api))) == (400, 1006)
        (session,) = api.get(f"events/{event_id}/sessions").json()["sessions"]
        where = f"events/{event_id}/sessions/{session['session_id']}"
        assert said(api.delete(where)) == (400, 1006)
        assert api.patch(where, {"name": "Other", "type": 0}).status_code == 204
        assert api.get(where).json()["name"] == "Launch"
        assert api.get(f"events/{event_id}").json()["meeting_type"] == "MEETING"

    def test_the_format_locks_at_publishing(self, api):
        event_id = api.published()
        (session,) = api.get(f"events/{event_id}/sessions").json()["sessions"]
        where = f"events/{event_id}/sessions/{session['session_id']}"
        assert said(api.patch(where, {"type": 0})) == (403, 260209)
        assert api.patch(where, {"type": 2, "description": "New"}).status_code == 204
        api.act(event_id, "cancel")
        assert said(api.patch(where, {"description": "x"})) == (403, 260210)

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"name": None}, "name"),
            ({"type": 1}, "type"),
            ({"timezone": "X"}, "timezone"),
            ({"start_time": "2030-01-01T10:00:00+01:00"}, "start_time"),
            ({"end_time": "2001-01-01T10:00:00Z"}, "end_time"),
            ({"panelist": "me"}, "panelist"),
        ],
    )
    def test_wrong_members_are_named(self, api, change, field):
        event_id = api.draft(event_type="CONFERENCE")
        assert refused_fields(api.post(f"events/{event_id}/sessions", talk(api, **change))) == {field}

    def test_a_series_may_have_an_extra_one_that_stays(self, api):
        event_id = series(api, {"type": 1, "end_times": 2})
        extra = api.post(f"events/{event_id}/sessions", talk(api, name="Extra")).json()["session_id"]
        api.patch(f"events/{event_id}", {"recurrence": {"type": 1, "end_times": 1}})
        assert len(starts(api, event_id)) == 2
        assert api.get(f"events/{event_id}/sessions/{extra}").status_code == 200


class TestAccessLinks:
    def test_the_default_one_is_the_events_address(self, api):
        event_id = api.draft()
        (link,) = api.get(f"events/{event_id}/access_links").json()["access_links"]
        assert link["is_default"] is True
        assert link["url"] == api.get(f"events/{event_id}").json()["event_url"]

    def test_another_can_become_the_default(self, api):
        event_id = api.draft()
        body = {"name": "Guests", "type": "registration", "authentication_method": "bypass_auth"}
        made = api.post(f"events/{event_id}/access_links", {**body, "allow_domain_list": ["example.com"]})
        assert made.status_code == 201
        assert "url" not in made.json()
        assert made.json()["is_default"] is False
        where = f"events/{event_id}/access_links/{made.json()['access_link_id']}"
        assert api.patch(where, {"is_default": True, "email_restrict_list": ["a@b.example"]}).status_code == 204
        links = api.get(f"events/{event_id}/access_links").json()["access_links"]
        assert [link["is_default"] for link in links] == [False, True]
        assert links[1]["url"] == api.get(f"events/{event_id}").json()["event_url"]
        assert links[1]["allow_domain_list"] == ["example.com"]
        assert said(api.delete(where)) == (400, 300)
        first = f"events/{event_id}/access_links/{links[0]['access_link_id']}"
        assert api.delete(first).status_code == 204
        assert said(api.get(first)) == (404, 261201)

    def test_who_is_listed_by_address_is_emailed_once_and_not_before_the_event_is_published(self, api, practice):
        event_id = api.draft()
        (link,) = api.get(f"events/{event_id}/access_links").json()["access_links"]
        where = f"events/{event_id}/access_links/{link['access_link_id']}"
        api.patch(where, {"email_restrict_list": ["ann@b.example"], "allow_domain_list": ["c.example"]})
        assert practice.world.emails(event_id) == []
        api.act(event_id, "publish")
        (mail,) = practice.world.emails(event_id)
        assert (mail["email"], mail["kind"], mail["text"]) == ("ann@b.example", "invitation", link["url"])
        api.patch(where, {"email_restrict_list": ["Ann@b.example", "bob@b.example"]})
        body = {"name": "Guests", "type": "registration", "authentication_method": "bypass_auth"}
        api.post(f"events/{event_id}/access_links", {**body, "email_restrict_list": ["eve@b.example"]})
        told = [mail["email"] for mail in practice.world.emails(event_id)]
        assert told == ["ann@b.example", "bob@b.example", "eve@b.example"]

    def test_what_is_wrong_is_told(self, api):
        event_id = api.draft()
        where = f"events/{event_id}/access_links"
        body = {"name": "Guests", "type": "registration", "authentication_method": "bypass_auth"}
        assert said(api.post(where, {**body, "name": "registration"})) == (400, 261203)
        assert said(api.post(where, {**body, "ticket_type_id": "none"})) == (400, 261202)
        assert refused_fields(api.post(where, {"type": "x", "authentication_method": "y"})) == {
            "name",
            "type",
            "authentication_method",
        }
        twice = {**body, "email_restrict_list": ["a@b.c", "a@b.c"]}
        assert refused_fields(api.post(where, twice)) == {"email_restrict_list"}

    @pytest.mark.parametrize(
        ("email", "admitted"),
        [
            ("ann@Example.com", True),
            ("ann@sub.example.com", False),
            ("ann@notexample.com", False),
            ("VIP@else.org", True),
            ("other@else.org", False),
        ],
    )
    def test_lists_admit_domains_and_addresses(self, email, admitted):
        link = {"allow_domain_list": ["@example.com"], "email_restrict_list": ["vip@ELSE.org"]}
        assert access_links.admits(link, email) is admitted
