"""What registration must be told, asked of practice by the real client: what a list lacks is known before it's sent."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from desktop_app.attendees.questions import Required, required_answers
from desktop_app.attendees.roster import Extra, Field
from desktop_app.zoom.auth import Credentials
from desktop_app.zoom.client import ZoomClient
from desktop_app.zoom.models import Question, Questions
from desktop_app.zoom.requests import CustomQuestionRequest, QuestionRequest, QuestionsRequest, TicketRequest

NAMES = frozenset({Field.FIRST_NAME, Field.LAST_NAME})
BADGE = CustomQuestionRequest(title="Name on the badge", type="short_answer", required=True, min_length=1)


@pytest_asyncio.fixture
async def client(practice) -> AsyncIterator[ZoomClient]:
    made = ZoomClient(Credentials("acc", "client", "any"), api_url=practice.api_url, oauth_url=practice.oauth_url)
    yield made
    await made.aclose()


def asking(*custom: CustomQuestionRequest, **standard: bool) -> QuestionsRequest:
    """Questions by field name and whether they are required."""
    questions = (QuestionRequest(field_name=name, required=required) for name, required in standard.items())
    return QuestionsRequest(questions=tuple(questions), custom_questions=custom)


@pytest.mark.asyncio
async def test_names_are_required_where_the_host_chose_nothing(api, client):
    event_id = api.published()
    kind = (await client.ticket_types(event_id))[0].ticket_type_id
    assert await required_answers(client, event_id, kind) == Required(NAMES)
    assert await required_answers(client, event_id) == Required(NAMES)


@pytest.mark.asyncio
async def test_what_is_required_is_what_a_person_is_refused_without(api, client):
    event_id = api.published()
    await client.update_questions(event_id, asking(BADGE, first_name=True, organization=True, city=False))
    required = await required_answers(client, event_id)
    assert required == Required(frozenset({Field.FIRST_NAME, Extra.ORGANIZATION}), ("Name on the badge",))
    ann = TicketRequest(email="ann@example.com", external_ticket_id="i1", send_notification=False, first_name="Ann")
    answer = await client.create_tickets(event_id, [ann], registration_source="Foyer")
    assert [failed.error_code for failed in answer.errors] == ["missing_required_questions"]


@pytest.mark.asyncio
async def test_a_ticket_type_has_questions_of_its_own(api, client):
    event_id = api.published()
    kind = (await client.ticket_types(event_id))[0].ticket_type_id
    await client.update_questions(event_id, asking(last_name=True))
    await client.update_questions(event_id, asking(first_name=True, phone=True), kind)
    assert (await required_answers(client, event_id, kind)).fields == {Field.FIRST_NAME, Extra.PHONE}
    assert (await required_answers(client, event_id)).fields == {Field.LAST_NAME}


@pytest.mark.asyncio
async def test_where_a_ticket_type_asks_nothing_the_event_is_asked(api, client):
    event_id = api.published()
    kind = (await client.ticket_types(event_id))[0].ticket_type_id
    await client.update_questions(event_id, asking(industry=True))
    await client.update_questions(event_id, asking(), kind)
    assert (await required_answers(client, event_id, kind)).fields == {Extra.INDUSTRY}
    assert (await required_answers(client, event_id, "no-such-type")).fields == {Extra.INDUSTRY}


@pytest.mark.asyncio
async def test_without_the_permission_nothing_is_known(api, practice, client, caplog):
    event_id = api.published()
    practice.scopes = [scope for scope in practice.scopes if "registration_questions" not in scope]
    assert await required_answers(client, event_id) == Required()
    assert "scope_missing" in caplog.text


@pytest.mark.asyncio
async def test_a_failure_of_zoom_is_no_failure_of_the_list(api, practice, client):
    event_id = api.published()
    for _ in range(10):
        practice.faults.add("getRegistrationQuestionsForEvent", "html")
    assert await required_answers(client, event_id) == Required()


@pytest.mark.asyncio
async def test_a_question_without_a_column_is_named():
    class Asks:
        async def questions(self, event_id: str, ticket_type_id: str | None = None) -> Questions:
            shoe = Question(field_name="shoe_size", required=True, title="Shoe size")
            return Questions(questions=(shoe, Question(field_name="ticket_type", required=True)))

    assert await required_answers(Asks(), "e1") == Required(titles=("Shoe size", "ticket_type"))
