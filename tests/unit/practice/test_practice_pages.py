"""The web pages that practice's links open: what they show, whom they register, and what they keep out."""

import re
from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest
from practice_api import DAY, Api, person

NASTY = "<script>alert(1)</script>\"'&<b>{{ 7777*7777 }}"


class Tags(HTMLParser):
    """Collects elements with their attributes, and the text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


class Visitor:
    """A browser without scripts: opens a page, fills in its form, sends it from where the page is."""

    def __init__(self, api: Api, url: str) -> None:
        self.http = api.http
        self.url = url
        self.origin = api.service.base_url

    def open(self, **query: str):
        return self.http.get(self.url, params=query or None)

    def send(self, origin: str | None = "", **fields: str):
        names = {item["name"]: item.get("value") or "" for item in Tags(self.open().text).named("input")}
        headers = {"Origin": origin or self.origin} if origin is not None else {}
        form = {**names, "first_name": "Ada", "last_name": "King", **fields}
        return self.http.post(self.url, data=form, headers=headers)


@pytest.fixture
def visit(api):
    def make(event_id: str) -> Visitor:
        return Visitor(api, api.get(f"events/{event_id}").json()["event_url"])

    return make


def test_the_event_is_shown(api, visit):
    event_id = api.published(
        name="Big launch",
        tagline="Come and see",
        description="All of it",
        contact_name="Ann",
        attendance_type="hybrid",
        physical_location="Main Street 1",
        calendar=[{"start_time": "2030-07-01T18:00:00Z", "end_time": "2030-07-01T19:30:00Z"}],
    )
    answer = visit(event_id).open()
    assert answer.status_code == 200
    shown = Tags(answer.text).text
    for text in ("Big launch", "Come and see", "All of it", "Ann", "Main Street 1", "America/New York"):
        assert text in shown
    assert "Monday, July 1, 2030, 2:00 PM \u2013 3:30 PM" in shown
    assert "Acme Corp Events Hub" in shown
    assert "Practice." in shown


def test_a_series_shows_its_dates_and_a_conference_its_sessions(api, visit):
    series = api.published(event_type="RECURRING", recurrence={"type": 1, "end_times": 5})
    assert len(re.findall(r"<li>", visit(series).open().text)) == 5
    conference = api.draft(event_type="CONFERENCE")
    talk = {"name": "Keynote", "start_time": api.in_days(7), "end_time": api.in_days(8), "timezone": "UTC", "type": 2}
    api.post(f"events/{conference}/sessions", talk)
    api.act(conference, "publish")
    assert "Keynote" in visit(conference).open().text


def test_a_visitor_is_really_registered(api, visit, practice):
    event_id = api.published()
    answer = visit(event_id).send(email="Ada@example.com")
    assert answer.status_code == 200
    assert "You are registered." in answer.text
    (ticket,) = practice.world.tickets(event_id)
    assert (ticket["email"], ticket["first_name"], ticket["registration_source"]) == (
        "Ada@example.com",
        "Ada",
        "Website",
    )
    assert api.get(f"events/{event_id}/registrants").json()["registrants"][-1]["registration_status"] == "REGISTERED"
    (mail,) = practice.world.emails(event_id)
    assert mail["email"] == "Ada@example.com"
    link = next(item["href"] for item in Tags(answer.text).named("a") if "/ejl/" in (item["href"] or ""))
    assert "Welcome, Ada." in api.http.get(link).text
    (kind,) = api.ticket_types(event_id)
    assert kind["sold_quantity"] == 1


def test_nobody_is_registered_twice_nor_shown_anothers_link(api, visit, practice):
    event_id = api.published()
    visit(event_id).send(email="ada@example.com")
    answer = visit(event_id).send(email="ADA@example.com")
    assert "is registered already" in answer.text
    assert "/ejl/" not in answer.text
    assert len(practice.world.tickets(event_id)) == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"email": "nobody"}, "Enter an email address"),
        ({"email": "a@example.com", "first_name": ""}, "Fill in every field"),
        ({"email": "a@example.com", "first_name": "x" * 65}, "too long"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(api, visit, practice, fields, said):
    event_id = api.published()
    answer = visit(event_id).send(**{"last_name": "Lovelace", **fields})
    assert answer.status_code == 422
    assert said in answer.text
    assert "Lovelace" in answer.text
    assert practice.world.tickets(event_id) == []


class TestSafety:
    def test_what_people_typed_is_escaped_everywhere(self, api, visit):
        event_id = api.published(name=NASTY, tagline=NASTY, description=NASTY, contact_name=NASTY)
        questions = {"questions": [{"field_name": "city", "title": NASTY}], "custom_questions": []}
        for number, kind in enumerate(("short_answer", "long_answer", "single_radio", "single_dropdown")):
            custom = {"title": f"{number}{NASTY}", "type": kind}
            questions["custom_questions"].append({**custom, "options": [NASTY]} if "single" in kind else custom)
        api.put(f"events/{event_id}/questions", questions)
        visitor = visit(event_id)
        pages = [visitor.open(), visitor.send(email=NASTY, city=NASTY)]
        for page in pages:
            tags = Tags(page.text)
            assert tags.named("script") == []
            assert tags.named("b") == []
            assert NASTY in tags.text
            assert str(7777 * 7777) not in page.text
        done = visitor.send(email="a@example.com", first_name=NASTY[:64])
        assert Tags(done.text).named("script") == []
        api.act(event_id, "cancel", cancel_message=NASTY)
        assert Tags(visitor.open().text).named("script") == []

    def test_nothing_is_loaded_from_elsewhere(self, api, visit, practice):
        visitor = visit(api.published())
        pages = [visitor.open(), visitor.send(email="a@example.com"), api.http.get(practice.base_url)]
        for page in pages:
            policy = page.headers["content-security-policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert page.headers["x-content-type-options"] == "nosniff"
            tags = Tags(page.text)
            loaded = [item["href"] for item in tags.named("link")] + [item["src"] for item in tags.named("img")]
            assert loaded
            for address in loaded:
                assert urljoin(visitor.url, address).startswith(practice.base_url + "/practice.")
                assert api.http.get(urljoin(visitor.url, address)).status_code == 200
            assert not any("style" in attributes for _, attributes in tags.tags)

    def test_both_looks_are_there(self, api, practice):
        style = api.http.get(f"{practice.base_url}/practice.css").text
        assert "prefers-color-scheme: dark" in style
        assert "url(" not in style

    @pytest.mark.parametrize("origin", [None, "null", "https://evil.example"])
    def test_a_form_from_elsewhere_registers_nobody(self, api, visit, practice, origin):
        event_id = api.published()
        answer = visit(event_id).send(origin=origin, email="a@example.com")
        assert answer.status_code == 403
        assert practice.world.tickets(event_id) == []

    def test_a_form_of_another_kind_registers_nobody(self, api, visit, practice):
        event_id = api.published()
        headers = {"Origin": practice.base_url}
        assert api.http.post(visit(event_id).url, json={"email": "a@example.com"}, headers=headers).status_code == 403
        huge = {"email": "a@example.com", "first_name": "x" * 70_000}
        assert api.http.post(visit(event_id).url, data=huge, headers=headers).status_code == 403
        assert practice.world.tickets(event_id) == []


class TestWhoAndWhen:
    def test_only_invited_people(self, api, visit, practice):
        event_id = api.published(access_level="PRIVATE_RESTRICTED")
        (link,) = api.get(f"events/{event_id}/access_links").json()["access_links"]
        where = f"events/{event_id}/access_links/{link['access_link_id']}"
        assert visit(event_id).send(email="a@acme.example").status_code == 422
        lists = {"allow_domain_list": ["acme.example"], "email_restrict_list": ["guest@else.example"]}
        api.patch(where, lists)
        assert "for invited people" in visit(event_id).open().text
        refused = visit(event_id).send(email="a@else.example")
        assert refused.status_code == 422
        assert "not among the invited" in refused.text
        for email in ("a@acme.example", "Guest@else.example"):
            assert "You are registered." in visit(event_id).send(email=email).text
        assert len(practice.world.tickets(event_id)) == 2

    def test_a_draft_is_not_open_and_a_canceled_event_says_so(self, api, visit):
        event_id = api.draft()
        assert visit(event_id).open().status_code == 404
        assert visit(event_id).send(email="a@example.com").status_code == 404
        api.act(event_id, "publish")
        assert visit(event_id).open().status_code == 200
        api.act(event_id, "cancel", cancel_message="Moved to spring")
        answer = visit(event_id).open()
        assert answer.status_code == 410
        assert "Moved to spring" in answer.text

    def test_a_past_event_is_over(self, api, visit, clock, practice):
        event_id = api.published()
        visitor = visit(event_id)
        clock.ahead = 8 * DAY
        answer = visitor.open()
        assert answer.status_code == 200
        assert "This event is over." in answer.text
        assert Tags(answer.text).named("form") == []
        visitor.http.post(visitor.url, data={"email": "a@example.com"}, headers={"Origin": visitor.origin})
        assert practice.world.tickets(event_id) == []

    def test_sold_out(self, api, visit):
        event_id = api.published(event_type="CONFERENCE")
        (kind,) = api.ticket_types(event_id)
        api.patch(f"events/{event_id}/ticket_types/{kind['ticket_type_id']}", {"quantity": 0})
        assert "no ticket is on sale" in visit(event_id).open().text

    def test_a_ticket_can_be_chosen(self, api, visit, practice):
        event_id = api.published(event_type="CONFERENCE")
        sale = {"start_time": api.in_days(-1), "end_time": api.in_days(7)}
        body = {"name": "VIP", "currency": "USD", "free": False, "price": "25", **sale}
        vip = api.post(f"events/{event_id}/ticket_types", body).json()["ticket_type_id"]
        visitor = visit(event_id)
        assert f'value="{vip}"' in visitor.open(ticket=vip).text
        assert visitor.send(email="a@example.com", ticket=vip).status_code == 200
        assert practice.world.tickets(event_id)[0]["ticket_type_id"] == vip

    def test_a_group_joins_without_registering(self, api, practice):
        event_id = api.published()
        body = {"name": "Staff", "type": "group-join", "authentication_method": "zoom_account"}
        api.post(f"events/{event_id}/access_links", body)
        link = api.get(f"events/{event_id}/access_links").json()["access_links"][-1]
        assert "without registering" in api.http.get(link["url"]).text
        form = {"email": "a@example.com", "first_name": "Ada", "last_name": "King"}
        answer = api.http.post(link["url"], data=form, headers={"Origin": practice.base_url})
        assert "without registering" in answer.text
        assert practice.world.tickets(event_id) == []


class TestInvitations:
    def test_the_form_that_was_still_to_fill_in(self, api, practice):
        event_id = api.published()
        answer = api.register(event_id, person("ada@example.com", registration_needed=True))
        visitor = Visitor(api, answer.json()["tickets"][0]["event_registration_link"])
        assert 'value="ada@example.com"' in visitor.open().text
        assert visitor.send(first_name="").status_code == 422
        assert visitor.send(origin=None).status_code == 403
        assert "You are registered." in visitor.send(first_name="Ada").text
        (ticket,) = practice.world.tickets(event_id)
        assert ticket["first_name"] == "Ada"
        assert api.get(f"events/{event_id}/registrants").json()["registrants"][-1]["registration_status"] == (
            "PRE_REGISTERED"
        )
        assert "registered already" in visitor.open().text

    def test_the_address_that_was_invited_stays(self, api, practice):
        event_id = api.published()
        answer = api.register(event_id, person("ada@example.com", registration_needed=True))
        visitor = Visitor(api, answer.json()["tickets"][0]["event_registration_link"])
        (email,) = (field for field in Tags(visitor.open().text).named("input") if field["name"] == "email")
        assert "readonly" in email
        refused = Tags(visitor.send(email="eve@example.com", first_name="").text)
        assert [field["value"] for field in refused.named("input") if field["name"] == "email"] == ["ada@example.com"]
        visitor.send(email="eve@example.com")
        assert practice.world.tickets(event_id)[0]["email"] == "ada@example.com"

    def test_nobody_completes_it_when_the_event_is_over(self, api, clock, practice):
        event_id = api.published()
        answer = api.register(event_id, person("ada@example.com", registration_needed=True))
        url = answer.json()["tickets"][0]["event_registration_link"]
        clock.ahead = 8 * DAY
        form = {"first_name": "Ada", "last_name": "King"}
        assert "This event is over." in api.http.post(url, data=form, headers={"Origin": practice.base_url}).text
        assert "first_name" not in practice.world.tickets(event_id)[0]


def test_choices_say_whether_they_are_optional_and_stay_when_something_else_is_wrong(api, visit):
    event_id = api.published()
    custom = [
        {"title": "Diet?", "type": "single_radio", "required": True, "options": ["Any", "Vegan"]},
        {"title": "Days?", "type": "multiple_choice", "options": ["Mon", "Tue", "Wed"]},
        {"title": "Size?", "type": "single_dropdown", "options": ["S", "M"]},
        {"title": "Why?", "type": "short_answer", "max_length": 40},
    ]
    api.put(f"events/{event_id}/questions", {"questions": [], "custom_questions": custom})
    visitor = visit(event_id)
    shown = Tags(visitor.open().text)
    text = " ".join(shown.text.split())
    assert [f"{item['title']} (optional)" in text for item in custom] == [False, True, True, True]
    assert [field["maxlength"] for field in shown.named("input") if field["name"] == "custom-3"] == ["40"]
    form = {"email": "nobody", "custom-0": "Vegan", "custom-1": ["Mon", "Wed"], "custom-2": "M"}
    again = Tags(api.http.post(visitor.url, data=form, headers={"Origin": visitor.origin}).text)
    kept = [field["value"] for field in again.named("input") if "checked" in field]
    assert kept == ["Vegan", "Mon", "Wed"]
    assert len([option for option in again.named("option") if "selected" in option]) == 1


def test_custom_questions_are_asked_and_answered(api, visit, practice):
    event_id = api.published()
    custom = [
        {"title": "Diet?", "type": "single_radio", "required": True, "options": ["Any", "Vegan"]},
        {"title": "Days?", "type": "multiple_choice", "options": ["Mon", "Tue"]},
    ]
    api.put(f"events/{event_id}/questions", {"questions": [], "custom_questions": custom})
    visitor = visit(event_id)
    assert "Diet?" in visitor.open().text
    form = {"email": "a@example.com", "custom-0": "Vegan", "custom-1": ["Mon", "Tue"]}
    answer = api.http.post(visitor.url, data=form, headers={"Origin": visitor.origin})
    assert "You are registered." in answer.text
    assert practice.world.tickets(event_id)[0]["custom_questions"] == [
        {"title": "Diet?", "answer": "Vegan"},
        {"title": "Days?", "answer": "Mon, Tue"},
    ]


def test_hubs_have_a_page(api, practice):
    api.published(name="Open to all")
    hubs = api.get("hubs", role_type="host").json()["hubs"]
    assert "Open to all" in api.http.get(hubs[0]["public_url"]).text
    assert "Nothing is coming up." in api.http.get(hubs[1]["public_url"]).text
    assert "Practice is running" in api.http.get(practice.base_url).text


@pytest.mark.parametrize("path", ["ev/none", "etr/none", "ejl/none", "qr/none", "hub/none"])
def test_other_addresses_have_no_page(api, practice, path):
    answer = api.http.get(f"{practice.base_url}/{path}")
    assert answer.status_code == 404
    assert "There is no such page" in answer.text
