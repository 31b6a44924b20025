"""Registration questions: what is asked, and how answers are judged."""

import pytest
from practice_api import codes, person, said

QUESTIONS = {
    "questions": [
        {"field_name": "first_name", "required": True},
        {"field_name": "organization", "required": False, "title": "Company"},
    ],
    "custom_questions": [
        {"title": "Diet?", "type": "single_radio", "required": True, "options": ["Any", "Vegan"]},
        {"title": "Days?", "type": "multiple_choice", "options": ["Mon", "Tue"]},
        {"title": "Note", "type": "short_answer", "min_length": 2, "max_length": 5},
    ],
}


class TestQuestions:
    def test_names_are_asked_for_until_something_else_is(self, api):
        event_id = api.published()
        asked = api.get(f"events/{event_id}/questions").json()
        assert [(item["field_name"], item["required"]) for item in asked["questions"]] == [
            ("first_name", True),
            ("last_name", True),
        ]
        assert api.put(f"events/{event_id}/questions", QUESTIONS).status_code == 204
        asked = api.get(f"events/{event_id}/questions").json()
        assert [item["title"] for item in asked["questions"]] == ["First name", "Company"]
        assert all(item["question_id"] for item in [*asked["questions"], *asked["custom_questions"]])

    def test_answers_are_judged(self, api):
        event_id = api.published()
        api.put(f"events/{event_id}/questions", QUESTIONS)

        def answers(**given: str) -> list[dict[str, str]]:
            return [
                {"title": f"{title}?" if title != "Note" else title, "answer": text} for title, text in given.items()
            ]

        good = person("good@example.com", organization="Acme", city="Rome")
        good["custom_questions"] = answers(Diet="Vegan", Days="Mon, Tue", Note="Hi")
        answer = api.register(
            event_id,
            good,
            "none@example.com",
            person("radio@example.com", custom_questions=answers(Diet="Meat")),
            person("many@example.com", custom_questions=answers(Diet="Any", Days="Mon, Sun")),
            person("short@example.com", custom_questions=answers(Diet="Any", Note="x")),
            person("shape@example.com", custom_questions=[{"title": "Diet?"}]),
        )
        wrong = "invalid_api_registration_questions_answers"
        assert codes(answer) == {
            "none@example.com": "missing_required_questions",
            "radio@example.com": wrong,
            "many@example.com": wrong,
            "short@example.com": wrong,
            "shape@example.com": wrong,
        }
        (ticket,) = api.tickets(event_id)
        # what nobody asked for is taken and forgotten
        assert not {"last_name", "city"} & set(ticket)
        assert ticket["organization"] == "Acme"
        assert len(ticket["custom_questions"]) == 3

    def test_strict_refuses_what_nobody_asked_for_and_none_asks_for_nothing(self, api):
        event_id = api.published()
        api.put(f"events/{event_id}/questions", QUESTIONS)
        row = person("a@example.com", custom_questions=[{"title": "Diet?", "answer": "Any"}])
        answer = api.register(event_id, row, validation_level="strict")
        assert said(answer) == (400, 260503)
        assert answer.json()["message"] == 'Nonconfigured fields - ["last_name"].'
        assert api.tickets(event_id) == []
        assert codes(api.register(event_id, {"email": "a@example.com"}, validation_level="none")) == {}
        diet = {"email": "b@example.com", "custom_questions": [{"title": "Diet?", "answer": "no such choice"}]}
        assert codes(api.register(event_id, diet, validation_level="none")) == {}
        assert said(api.register(event_id, row, validation_level="lax")) == (400, 300)

    def test_a_ticket_type_may_ask_its_own(self, api):
        event_id = api.published()
        kind = api.ticket_types(event_id)[0]["ticket_type_id"]
        where = f"events/{event_id}/ticket_types/{kind}/questions"
        assert api.get(where).json() == api.get(f"events/{event_id}/questions").json()
        assert api.put(where, {"questions": [], "custom_questions": []}).status_code == 204
        assert api.get(where).json() == {"questions": [], "custom_questions": []}
        assert len(api.get(f"events/{event_id}/questions").json()["questions"]) == 2
        assert codes(api.register(event_id, {"email": "a@example.com"})) == {}
        assert said(api.get(f"events/{event_id}/ticket_types/none/questions")) == (404, 26502)

    @pytest.mark.parametrize(
        "body",
        [
            {"questions": [{"field_name": "shoe_size"}]},
            {"questions": [{"required": True}]},
            {"questions": [{"field_name": "city"}] * 2},
            {"custom_questions": [{"title": "Q", "type": "single_radio"}]},
            {"custom_questions": [{"title": "Q", "type": "essay"}]},
            {"custom_questions": [{"title": "Q", "type": "short_answer", "max_length": 501}]},
            {"custom_questions": [{"title": "Q", "type": "short_answer"}, {"title": "q", "type": "long_answer"}]},
            {"questions": "none"},
        ],
    )
    def test_wrong_questions_are_refused(self, api, body):
        assert said(api.put(f"events/{api.draft()}/questions", body)) == (400, 300)
