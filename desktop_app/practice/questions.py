"""Registration questions: of the event, or of one ticket type; they decide which answers a ticket needs."""

from collections import Counter

from desktop_app.practice import ticket_types
from desktop_app.practice.call import NOTHING, Answer, Call
from desktop_app.practice.lookup import event_of
from desktop_app.practice.wire import Check, Json, checked, flag, invalid, items, members, new_id, one_of, text, whole
from desktop_app.practice.world import World, dumps, loads

STANDARD: dict[str, str] = {
    "first_name": "First name",
    "last_name": "Last name",
    "address": "Address",
    "city": "City",
    "state": "State/province",
    "zip": "ZIP/postal code",
    "country": "Country/region",
    "phone": "Phone",
    "industry": "Industry",
    "job_title": "Job title",
    "organization": "Organization",
    "organization_size": "Organization size",
}
CHOICES = ("single_radio", "single_dropdown", "multiple_choice")
LONGEST = {"short_answer": 500, "long_answer": 2000}
"""Characters of an answer, by type of question (registration-questions reference)."""

_SHAPES: dict[str, Check] = {"questions": items(30, members), "custom_questions": items(100, members)}
_QUESTION: dict[str, Check] = {
    "field_name": one_of(STANDARD),
    "required": flag,
    "title": text(),
    "question_id": text(),
}
_CUSTOM: dict[str, Check] = {
    "title": text(256, filled=True),
    "type": one_of((*LONGEST, *CHOICES)),
    "required": flag,
    "options": items(50, text(filled=True)),
    "min_length": whole(0, 2000),
    "max_length": whole(1, 2000),
    "question_id": text(),
}


def read(call: Call) -> Answer:
    """getRegistrationQuestionsForEvent, getRegistrationQuestionsForTicketType."""
    event = event_of(call)
    ticket_type_id = ticket_types.find(call)["ticket_type_id"] if "ticket_type_id" in call.params else ""
    return Answer(200, asked(call.world, event["event_id"], ticket_type_id))


def update(call: Call) -> Answer:
    """updateRegistrationQuestionsForEvent, updateRegistrationQuestionsForTicketType: what the body lacks is gone."""
    event = event_of(call)
    ticket_type_id = ticket_types.find(call)["ticket_type_id"] if "ticket_type_id" in call.params else ""
    body = checked(call.body, _SHAPES)
    standard = [checked(item, _QUESTION, ("field_name",)) for item in body.get("questions", [])]
    custom = [checked(item, _CUSTOM, ("title", "type")) for item in body.get("custom_questions", [])]
    _refuse_repeated("questions", [item["field_name"] for item in standard])
    _refuse_repeated("custom_questions", [item["title"].casefold() for item in custom])
    for item in custom:
        if item["type"] in CHOICES and not item.get("options"):
            raise invalid(("custom_questions.options", "is required for this type"))
        if item.get("max_length", 1) > LONGEST.get(item["type"], 2000):
            raise invalid(("custom_questions.max_length", f"must be at most {LONGEST[item['type']]}"))
    store(call.world, event["event_id"], ticket_type_id, standard, custom)
    return NOTHING


def store(world: World, event_id: str, ticket_type_id: str, standard: list[Json], custom: list[Json]) -> None:
    """Write what is asked from now on: of one ticket type, or of the event where the type is ""."""
    wanted = {
        "questions": [
            {"required": False, "title": STANDARD[item["field_name"]], **item, "question_id": _id(item)}
            for item in standard
        ],
        "custom_questions": [{"required": False, **item, "question_id": _id(item)} for item in custom],
    }
    world.run(
        "INSERT INTO question (event_id, ticket_type_id, data) VALUES (?, ?, ?) "
        "ON CONFLICT (event_id, ticket_type_id) DO UPDATE SET data = excluded.data",
        (event_id, ticket_type_id, dumps(wanted)),
    )


def asked(world: World, event_id: str, ticket_type_id: str) -> Json:
    """Return what is asked of somebody with this ticket type: its own questions, else the event's, else the names."""
    row = world.one(
        "SELECT data FROM question WHERE event_id = ? AND ticket_type_id IN (?, '')"
        " ORDER BY ticket_type_id DESC LIMIT 1",
        (event_id, ticket_type_id),
    )
    if row is not None:
        questions: Json = loads(row["data"])
        return questions
    return {
        "questions": [
            {"field_name": name, "required": True, "title": STANDARD[name], "question_id": f"{event_id[:16]}-{name}"}
            for name in ("first_name", "last_name")
        ],
        "custom_questions": [],
    }


def _id(item: Json) -> str:
    return item.get("question_id") or new_id()


def _refuse_repeated(member: str, names: list[str]) -> None:
    repeated = [name for name, count in Counter(names).items() if count > 1]
    if repeated:
        raise invalid((member, f"asks {repeated[0]} twice"))
