"""The rules for one row of a tickets request: what makes a row fail, and with which code (create-tickets reference)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from desktop_app.practice import questions
from desktop_app.practice.call import Call
from desktop_app.practice.lookup import RECURRING
from desktop_app.practice.wire import COUNTRY, Json, Refusal, is_email, seconds_told
from desktop_app.practice.world import Row, loads

ANSWERS = tuple(questions.STANDARD)
LONGEST_NAME, LONGEST_COMMENT, LONGEST_EXTERNAL_ID, LONGEST_TITLE = 64, 255, 128, 256
"""In characters; the title is that of a question of the host's own (create-tickets reference)."""

EXTERNAL_ID = re.compile(r"[A-Za-z0-9]*")
"""What a caller's own id may consist of (create-tickets reference)."""
MOST_CUSTOM = 100
"""Answers to the host's own questions with one ticket (create-tickets reference)."""

MESSAGES: Mapping[str, str] = {
    "email_not_found": "The email is missing or invalid.",
    "ticket_type_notfound": "The ticket type ID is invalid.",
    "stock_not_exist": "Not enough stock.",
    "invalid_sale_time": "The ticket sale dates are invalid.",
    "fast_join_with_registrationNeeded": "fast_join and registration_needed can't both be true.",
    "tickets_duplicate_custom_questions": "A custom question is answered twice.",
}

WHOLE: Mapping[str, tuple[int, int, str]] = {
    "ticket_type_notfound": (400, 26502, ""),
    "stock_not_exist": (404, 2007, "Not enough stock or invalid `ticket_type_id`."),
    "invalid_sale_time": (400, 26401, ""),
    "missing_required_questions": (400, 260504, ""),
}
"""Row codes that have a form for the whole request: HTTP status, code, message ("" for the row's own)."""


class RowFailed(Exception):
    """One person who is not registered."""

    def __init__(self, error_code: str, message: str = "") -> None:
        super().__init__(error_code)
        self.error_code = error_code
        self.message = message or MESSAGES[error_code]


@dataclass
class TicketKind:
    """A ticket type during one request.

    `left` of its tickets can be had, and `taken` are those that rows of this request took. It is on sale from `starts`
    to `ends`, in seconds since 1970. `fields` are the standard questions that it asks, `custom` the host's own by
    title, `required` the names and titles of those that must be answered.
    """

    ticket_type_id: str
    left: float
    starts: int
    ends: int
    fields: frozenset[str]
    required: tuple[str, ...]
    custom: Mapping[str, Json]
    taken: int = 0


@dataclass
class Desk:
    """Judges the rows of one request."""

    call: Call
    event: Row
    strict: bool
    checks_answers: bool
    kinds: dict[str, TicketKind] = field(default_factory=dict)
    default: str = ""
    session_ids: frozenset[str] | None = None

    @classmethod
    def of(cls, call: Call, event: Row, validation_level: str) -> "Desk":
        """Read an event's ticket types and questions once."""
        desk = cls(call, event, validation_level == "strict", validation_level != "none")
        for row in call.world.rows("SELECT * FROM ticket_type WHERE event_id = ? ORDER BY seq", (event["event_id"],)):
            kind = loads(row["data"])
            asked = questions.asked(call.world, event["event_id"], row["ticket_type_id"])
            custom = {item["title"]: item for item in asked["custom_questions"]}
            standard = {item["field_name"]: item["required"] for item in asked["questions"]}
            required = [name for name, needed in standard.items() if needed]
            required += [title for title, item in custom.items() if item["required"]]
            desk.kinds[row["ticket_type_id"]] = TicketKind(
                row["ticket_type_id"],
                kind["quantity"] - row["sold"],
                seconds_told(kind["start_time"]),
                seconds_told(kind["end_time"]),
                frozenset(standard),
                tuple(required),
                custom,
            )
            if row["is_default"]:
                desk.default = row["ticket_type_id"]
        return desk

    def kind_of(self, row: Json) -> TicketKind:
        """Return the ticket type that a row asks for, if one is to be had. Raises RowFailed."""
        kind = self.kinds.get(str(row.get("ticket_type_id") or self.default))
        if kind is None:
            raise RowFailed("ticket_type_notfound")
        if not kind.starts <= self.call.now < kind.ends:
            raise RowFailed("invalid_sale_time")
        if kind.left < 1:
            raise RowFailed("stock_not_exist")
        return kind

    def judged(self, row: Json) -> tuple[TicketKind, Json]:
        """Return the type and the answers to keep. Raises RowFailed, and Refusal for answers nobody asked for."""
        if not is_email(row.get("email")):
            raise RowFailed("email_not_found")
        if row.get("fast_join") is True and row.get("registration_needed") is True:
            raise RowFailed("fast_join_with_registrationNeeded")
        kind = self.kind_of(row)
        if problem := external_id_problem(row.get("external_ticket_id") or ""):
            raise RowFailed("ticket_generated_failed", f"external_ticket_id {problem}.")
        self._check_sessions(row.get("session_ids"))
        if row.get("registration_needed") is True:
            # the person fills in the form, and what is sent along is ignored
            return kind, {}
        return kind, self.answers(row, kind)

    def _check_sessions(self, named: Any) -> None:
        if not named:
            return
        if loads(self.event["data"])["event_type"] != RECURRING:
            raise RowFailed("ticket_generated_failed", "session_ids are for recurring events.")
        if self.session_ids is None:
            query = "SELECT session_id FROM session WHERE event_id = ?"
            self.session_ids = frozenset(
                row["session_id"] for row in self.call.world.rows(query, (self.event["event_id"],))
            )
        if not isinstance(named, list) or not self.session_ids.issuperset(str(item) for item in named):
            raise RowFailed("ticket_generated_failed", "One or more session IDs are invalid.")

    def answers(self, row: Json, kind: TicketKind) -> Json:
        """Return the answers to keep. Raises RowFailed, and under strict rules Refusal."""
        given = {name: row[name] for name in (*ANSWERS, "comments") if row.get(name) not in (None, "")}
        wrong = [name for name, value in given.items() if not _fits(name, value)]
        custom = _custom_answers(row.get("custom_questions"))
        if self.checks_answers:
            wrong += [
                title
                for title, answer in custom.items()
                if title in kind.custom and not _answers_it(answer, kind.custom[title])
            ]
        if wrong:
            raise RowFailed("invalid_api_registration_questions_answers", f"Invalid answers - {_quoted(wrong)}.")
        if self.checks_answers:
            missing = [name for name in kind.required if name not in given and not custom.get(name)]
            if missing:
                raise RowFailed("missing_required_questions", f"Missing required fields - {_quoted(missing)}.")
        unasked = [name for name in given if name not in kind.fields and name != "comments"]
        unasked += [title for title in custom if title not in kind.custom]
        if unasked and self.strict:
            raise Refusal(400, 260503, f"Nonconfigured fields - {_quoted(unasked)}.")
        kept = {name: value for name, value in given.items() if name not in unasked}
        answered = [{"title": title, "answer": custom[title]} for title in custom if title in kind.custom]
        return {**kept, "custom_questions": answered} if answered else kept


def external_id_problem(value: Any) -> str:
    """Say what is wrong with the caller's own id of a ticket, "" for nothing."""
    good = isinstance(value, str) and len(value) <= LONGEST_EXTERNAL_ID and EXTERNAL_ID.fullmatch(value)
    return "" if good else f"must be alphanumeric, at most {LONGEST_EXTERNAL_ID} characters"


def changed_answers(row: Json) -> Json:
    """Return the answers that a change of a ticket holds. Raises RowFailed."""
    given = {name: row[name] for name in (*ANSWERS, "comments") if row.get(name) is not None}
    wrong = [name for name, value in given.items() if value != "" and not _fits(name, value)]
    if wrong:
        raise RowFailed("invalid_api_registration_questions_answers", f"Invalid answers - {_quoted(wrong)}.")
    if row.get("custom_questions") is not None:
        custom = _custom_answers(row["custom_questions"])
        given["custom_questions"] = [{"title": title, "answer": answer} for title, answer in custom.items()]
    return given


def _fits(name: str, value: Any) -> bool:
    if not isinstance(value, str):
        return False
    if name in ("first_name", "last_name"):
        return len(value) <= LONGEST_NAME
    if name == "country":
        return COUNTRY.fullmatch(value) is not None
    return name != "comments" or len(value) <= LONGEST_COMMENT


def _custom_answers(given: Any) -> dict[str, str]:
    if given is None:
        return {}
    answers: dict[str, str] = {}
    if not isinstance(given, list) or len(given) > MOST_CUSTOM:
        raise RowFailed("invalid_api_registration_questions_answers", "custom_questions is no list of at most 100.")
    for item in given:
        if (
            not isinstance(item, dict)
            or not isinstance(item.get("title"), str)
            or not isinstance(item.get("answer"), str)
        ):
            raise RowFailed("invalid_api_registration_questions_answers", "A custom question needs title and answer.")
        if len(item["title"]) > LONGEST_TITLE:
            raise RowFailed(
                "invalid_api_registration_questions_answers", f"A title has at most {LONGEST_TITLE} characters."
            )
        if item["title"] in answers:
            raise RowFailed("tickets_duplicate_custom_questions")
        answers[item["title"]] = item["answer"]
    return answers


def _answers_it(answer: str, question: Json) -> bool:
    if not answer:
        return True
    options = question.get("options", [])
    if question["type"] == "multiple_choice":
        return answer in options or all(part.strip() in options for part in re.split(r"[,;]", answer))
    if question["type"] in questions.CHOICES:
        return answer in options
    longest = question.get("max_length") or questions.LONGEST[question["type"]]
    return (question.get("min_length") or 0) <= len(answer) <= longest


def _quoted(names: list[str]) -> str:
    return "[" + ", ".join('"{}"'.format(name.replace('"', '\\"')) for name in names) + "]"
