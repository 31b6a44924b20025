"""Tickets and registrants: who gets in, and how each row that does not is told."""

import pytest
from practice_api import DAY, codes, person, refused_fields, said


class TestCreating:
    def test_people_get_tickets_with_links_and_no_names(self, api, practice):
        event_id = api.published()
        answer = api.register(event_id, person("a@example.com", external_ticket_id="x1"), "b@example.com")
        assert answer.status_code == 201
        first, second = answer.json()["tickets"]
        assert answer.json()["errors"] == []
        assert first["event_join_link"].startswith(f"{practice.base_url}/ejl/")
        assert (first["email"], first["external_ticket_id"]) == ("a@example.com", "x1")
        assert "external_ticket_id" not in second
        assert not {"first_name", "last_name", "join_url", "event_registration_link", "qr_code_url"} & set(first)

    def test_names_are_in_the_list(self, api):
        event_id = api.published()
        api.register(event_id, person("a@example.com", external_ticket_id="x1", send_notification=True))
        (ticket,) = api.tickets(event_id)
        assert (ticket["first_name"], ticket["last_name"], ticket["email"]) == ("Ada", "King", "a@example.com")
        assert ticket["registration_source"] == "Foyer"
        assert ticket["send_notification"] is True
        assert ticket["ticket_role_type"] == "normal"
        assert api.get(f"events/{event_id}/tickets/{ticket['ticket_id']}").json() == ticket

    def test_a_draft_sells_nothing(self, api):
        assert said(api.register(api.draft(), "a@example.com")) == (400, 26501)

    def test_1_to_30_at_once(self, api):
        event_id = api.published()
        assert refused_fields(api.register(event_id)) == {"tickets"}
        many = [f"p{number}@example.com" for number in range(31)]
        assert refused_fields(api.register(event_id, *many)) == {"tickets"}
        assert len(api.register(event_id, *many[:30]).json()["tickets"]) == 30
        assert api.get(f"events/{event_id}/tickets").json()["total_records"] == 30

    def test_the_source_has_16_characters(self, api):
        event_id = api.published()
        body = {"registration_source": "x" * 17, "tickets": [person("a@example.com")]}
        assert refused_fields(api.post(f"events/{event_id}/tickets", body)) == {"registration_source"}

    def test_good_rows_are_registered_beside_failed_ones(self, api, practice):
        event_id = api.published()
        answer = api.register(
            event_id,
            "good@example.com",
            "no address",
            {"first_name": "A", "last_name": "B"},
            person("type@example.com", ticket_type_id="nope"),
            person("both@example.com", fast_join=True, registration_needed=True),
            person("names@example.com", first_name="", last_name=None),
            person("long@example.com", first_name="x" * 65),
            person("country@example.com", country="Germany"),
            person("twice@example.com", custom_questions=[{"title": "Q", "answer": "1"}] * 2),
            person("title@example.com", custom_questions=[{"title": "Q" * 257, "answer": "1"}]),
            person("external@example.com", external_ticket_id="a-b"),
            person("sessions@example.com", session_ids=["s"]),
            person(f"{'x' * 120}@example.com"),
        )
        assert codes(answer) == {
            "no address": "email_not_found",
            "": "email_not_found",
            "type@example.com": "ticket_type_notfound",
            "both@example.com": "fast_join_with_registrationNeeded",
            "names@example.com": "missing_required_questions",
            "long@example.com": "invalid_api_registration_questions_answers",
            "country@example.com": "invalid_api_registration_questions_answers",
            "twice@example.com": "tickets_duplicate_custom_questions",
            "title@example.com": "invalid_api_registration_questions_answers",
            "external@example.com": "ticket_generated_failed",
            "sessions@example.com": "ticket_generated_failed",
            f"{'x' * 120}@example.com": "email_not_found",
        }
        assert [ticket["email"] for ticket in answer.json()["tickets"]] == ["good@example.com"]
        missing = next(item for item in answer.json()["errors"] if item["email"] == "names@example.com")
        assert missing["message"] == 'Missing required fields - ["first_name", "last_name"].'
        assert [ticket["email"] for ticket in practice.world.tickets(event_id)] == ["good@example.com"]

    def test_sold_out_within_a_batch(self, api):
        event_id = api.published(event_type="CONFERENCE")
        (kind,) = api.ticket_types(event_id)
        where = f"events/{event_id}/ticket_types/{kind['ticket_type_id']}"
        assert api.patch(where, {"quantity": 2}).status_code == 204
        answer = api.register(event_id, "a@example.com", "b@example.com", "c@example.com")
        assert codes(answer) == {"c@example.com": "stock_not_exist"}
        (kind,) = api.ticket_types(event_id)
        assert (kind["quantity"], kind["sold_quantity"]) == (2, 2)
        api.delete(f"events/{event_id}/tickets/{answer.json()['tickets'][0]['ticket_id']}")
        assert codes(api.register(event_id, "c@example.com")) == {}
        assert refused_fields(api.patch(where, {"quantity": 1})) == {"quantity"}

    def test_after_the_event_nothing_is_sold(self, api, clock):
        event_id = api.published()
        clock.ahead = 8 * DAY
        api.sign_in()
        assert codes(api.register(event_id, "a@example.com")) == {"a@example.com": "invalid_sale_time"}

    def test_a_form_to_fill_in_gives_another_link_and_ignores_names(self, api, practice):
        event_id = api.published()
        answer = api.register(event_id, person("a@example.com", registration_needed=True))
        (ticket,) = answer.json()["tickets"]
        assert ticket["event_registration_link"].startswith(f"{practice.base_url}/etr/")
        assert "event_join_link" not in ticket
        (listed,) = api.tickets(event_id)
        assert "first_name" not in listed
        people = api.get(f"events/{event_id}/registrants").json()["registrants"]
        assert people[-1]["registration_status"] == "PRE_REGISTER_INVITED"

    def test_in_person_tickets_have_a_code(self, api, practice):
        event_id = api.published(attendance_type="in-person")
        (ticket,) = api.register(event_id, "a@example.com").json()["tickets"]
        drawn = api.http.get(ticket["qr_code_url"])
        assert drawn.headers["content-type"] == "image/svg+xml"
        assert b"<svg" in drawn.content

    def test_mails_go_to_all_for_whom_they_are_not_refused(self, api, practice):
        event_id = api.published()
        unsaid = {"email": "c@example.com", "first_name": "C", "last_name": "C"}
        api.register(event_id, person("a@example.com", send_notification=True), "b@example.com", unsaid)
        first, _, last = practice.world.tickets(event_id)
        assert [(mail["email"], mail["kind"], mail["ticket_id"]) for mail in practice.world.emails(event_id)] == [
            ("a@example.com", "confirmation", first["ticket_id"]),
            ("c@example.com", "confirmation", last["ticket_id"]),
        ]

    def test_the_same_person_may_hold_two_tickets(self, api):
        event_id = api.published()
        api.register(event_id, "a@example.com", "A@Example.com")
        assert len(api.tickets(event_id, email="a@EXAMPLE.com")) == 2
        host, guest = api.get(f"events/{event_id}/registrants").json()["registrants"]
        assert host["tickets"][0]["role"] == "ORIGINAL_HOST"
        assert len(guest["tickets"]) == 2

    def test_sessions_of_a_series_can_be_chosen(self, api):
        event_id = api.published(event_type="RECURRING", recurrence={"type": 1, "end_times": 3})
        session = api.get(f"events/{event_id}/sessions").json()["sessions"][1]["session_id"]
        answer = api.register(
            event_id, person("a@example.com", session_ids=[session]), person("b@example.com", session_ids=["no"])
        )
        assert codes(answer) == {"b@example.com": "ticket_generated_failed"}
        assert api.tickets(event_id)[0]["session_id"] == session


class TestLists:
    def test_filters_narrow_the_list(self, api):
        event_id = api.published(event_type="CONFERENCE")
        sale = {"start_time": api.in_days(-1), "end_time": api.in_days(7)}
        made = api.post(f"events/{event_id}/ticket_types", {"name": "VIP", "currency": "USD", **sale})
        vip = made.json()["ticket_type_id"]
        api.register(event_id, person("a@example.com", external_ticket_id="x1"))
        api.register(event_id, person("b@example.com", external_ticket_id="x2", ticket_type_id=vip))
        assert [item["email"] for item in api.tickets(event_id, external_ticket_id="x1")] == ["a@example.com"]
        assert [item["email"] for item in api.tickets(event_id, ticket_type_id=vip)] == ["b@example.com"]
        assert api.tickets(event_id, email="b@example.com", external_ticket_id="x1") == []

    @pytest.mark.parametrize("what", ["tickets", "registrants"])
    def test_pages_go_on_to_the_end_while_people_leave(self, api, practice, what):
        event_id = api.published()
        for batch in range(3):
            api.register(event_id, *(f"p{batch}-{number}@example.com" for number in range(30)))
        seen, token, removed = [], "", False
        while True:
            more = {"next_page_token": token} if token else {}
            answer = api.get(f"events/{event_id}/{what}", page_size=40, **more).json()
            seen += [item["email"] for item in answer[what]]
            token = answer["next_page_token"]
            if not removed:
                first = practice.world.tickets(event_id)[0]["ticket_id"]
                assert api.delete(f"events/{event_id}/tickets/{first}").status_code == 204
                removed = True
            if not token:
                break
        guests = [email for email in seen if email.startswith("p")]
        assert len(guests) == len(set(guests)) == 90

    def test_the_host_is_a_registrant_and_has_no_ticket(self, api):
        event_id = api.published()
        answer = api.get(f"events/{event_id}/registrants").json()
        assert answer["total_records"] == len(answer["registrants"]) == 1
        assert api.tickets(event_id) == []

    def test_the_report_has_the_names(self, api):
        event_id = api.published()
        api.register(event_id, "a@example.com")
        answer = api.get(f"events/{event_id}/reports/ticket_registration").json()
        assert [item["display_name"] for item in answer["registrations"]] == ["Ada King"]
        late = api.get(f"events/{event_id}/reports/ticket_registration", **{"from": api.in_days(1)}).json()
        assert late["total_records"] == 0


class TestOneTicket:
    def test_answers_change_and_owners_do_not(self, api):
        event_id = api.published()
        ticket_id = api.register(event_id, "a@example.com").json()["tickets"][0]["ticket_id"]
        where = f"events/{event_id}/tickets/{ticket_id}"
        assert api.patch(where, {"first_name": "Grace", "external_ticket_id": "new"}).status_code == 204
        read = api.get(where).json()
        assert (read["first_name"], read["last_name"], read["external_ticket_id"]) == ("Grace", "King", "new")
        for body in ({"email": "b@example.com"}, {"ticket_type_id": "t"}, {"ticket_id": "t"}):
            assert said(api.patch(where, body)) == (400, 1063)
        assert said(api.patch(where, {"first_name": "x" * 65})) == (400, 300)
        assert said(api.patch(where, {"external_ticket_id": "a b"})) == (400, 300)
        assert said(api.patch(where, [])) == (400, 300)

    def test_a_deleted_ticket_takes_its_person_along(self, api):
        event_id = api.published()
        one, two = (item["ticket_id"] for item in api.register(event_id, "a@x.org", "a@x.org").json()["tickets"])
        for ticket_id, people in ((one, 2), (two, 1)):
            assert api.delete(f"events/{event_id}/tickets/{ticket_id}").status_code == 204
            assert api.get(f"events/{event_id}/registrants").json()["total_records"] == people

    def test_unknown_and_foreign_tickets_are_not_found(self, api):
        event_id, other = api.published(), api.published()
        ticket_id = api.register(event_id, "a@example.com").json()["tickets"][0]["ticket_id"]
        for where in (f"events/{other}/tickets/{ticket_id}", f"events/{event_id}/tickets/none"):
            assert said(api.get(where)) == (404, 26503)
            assert said(api.patch(where, {})) == (404, 26503)
            assert said(api.delete(where)) == (404, 26503)
