"""Ticket types: those that every event has, and those that only some can have."""

import pytest
from practice_api import codes, person, said


class TestTicketTypes:
    @pytest.mark.parametrize("event_type", ["SIMPLE_EVENT", "CONFERENCE", "RECURRING"])
    def test_every_event_has_a_free_one_from_the_start(self, api, event_type):
        more = {"recurrence": {"type": 1, "end_times": 3}} if event_type == "RECURRING" else {}
        (kind,) = api.ticket_types(api.draft(event_type=event_type, **more))
        assert kind["free"] is True
        assert kind["price"] == "0"
        assert kind["sold_quantity"] == 0

    def test_only_a_conference_can_have_more(self, api):
        sale = {"name": "VIP", "currency": "USD", "start_time": api.in_days(1), "end_time": api.in_days(2)}
        assert said(api.post(f"events/{api.draft()}/ticket_types", sale)) == (400, 1006)
        event_id = api.draft(event_type="CONFERENCE")
        made = api.post(f"events/{event_id}/ticket_types", {**sale, "attendance_type": "IN-PERSON"})
        assert made.status_code == 201
        assert set(made.json()) == {"ticket_type_id"}
        kind = api.ticket_types(event_id)[-1]
        assert kind["private_visibility_rules"] == {"attendance_type": "in-person"}
        assert "attendance_type" not in kind

    @pytest.mark.parametrize(
        ("change", "wanted"),
        [
            ({"price": 25}, (400, 300)),
            ({"name": None}, (400, 300)),
            ({"quantity": -1}, (400, 300)),
            ({"start_time": "soon"}, (400, 26401)),
            ({"end_time": "2001-01-01T00:00:00Z"}, (400, 26401)),
            ({"sessions": ["none"]}, (400, 26402)),
        ],
    )
    def test_what_is_wrong_is_told(self, api, change, wanted):
        event_id = api.draft(event_type="CONFERENCE")
        body = {"name": "VIP", "currency": "USD", "start_time": api.in_days(1), "end_time": api.in_days(2), **change}
        assert said(api.post(f"events/{event_id}/ticket_types", body)) == wanted

    def test_without_the_default_one_tickets_name_theirs(self, api):
        event_id = api.published(event_type="CONFERENCE")
        sale = {"start_time": api.in_days(-1), "end_time": api.in_days(7)}
        vip = api.post(f"events/{event_id}/ticket_types", {"name": "VIP", "currency": "USD", **sale}).json()
        where = f"events/{event_id}/ticket_types/{api.ticket_types(event_id)[0]['ticket_type_id']}"
        assert api.delete(where).status_code == 204
        assert said(api.delete(where)) == (404, 26502)
        assert said(api.patch(where, {})) == (404, 26502)
        answer = api.register(event_id, "a@example.com", person("b@example.com", **vip))
        assert codes(answer) == {"a@example.com": "ticket_type_notfound"}
        vips = f"events/{event_id}/ticket_types/{vip['ticket_type_id']}"
        assert said(api.delete(vips)) == (400, 300)
        assert api.patch(vips, {"name": "Gold"}).status_code == 204

    def test_a_single_event_keeps_its_own(self, api):
        event_id = api.draft()
        where = f"events/{event_id}/ticket_types/{api.ticket_types(event_id)[0]['ticket_type_id']}"
        assert said(api.delete(where)) == (400, 1006)
        assert said(api.patch(where, {"name": "X"})) == (400, 1006)
