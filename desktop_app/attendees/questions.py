"""What an event's registration must be told of everybody, so that a list that lacks it is seen before it is sent."""

import logging
from dataclasses import dataclass
from typing import Protocol

from desktop_app.attendees.checking.people import Cell, Field
from desktop_app.attendees.matching.header_words import Extra
from desktop_app.zoom.errors import ZoomError
from desktop_app.zoom.models import Questions

log = logging.getLogger(__name__)

_CELLS: dict[str, Cell] = {cell.value: cell for cell in (*Field, *Extra) if cell is not Extra.TICKET_TYPE}


class QuestionsApi(Protocol):
    """Zoom's Events API as far as it is asked here. Raises `zoom.errors.ZoomError`."""

    async def questions(self, event_id: str, ticket_type_id: str | None = None) -> Questions: ...


@dataclass(frozen=True, slots=True)
class Required:
    """What Zoom refuses a person without. `titles` are the required questions that no list of Foyer's can answer: the
    host's own, and whatever else has no column; they come from Zoom as they are."""

    fields: frozenset[Cell] = frozenset()
    titles: tuple[str, ...] = ()


async def required_answers(api: QuestionsApi, event_id: str, ticket_type_id: str | None = None) -> Required:
    """Ask what people with this ticket type (None: the default one) must answer.

    A ticket type may have its own questions; those of a single-session event are the event's (reference). What can't
    be read counts as nothing: Zoom still refuses what it must, one person at a time.
    """
    for kind in dict.fromkeys((ticket_type_id, None)):
        try:
            asked = await api.questions(event_id, kind)
        except ZoomError as error:
            log.warning("What registration asks isn't known: %s", error)
            continue
        if asked.questions or asked.custom_questions:
            return _required(asked)
    return Required()


def _required(asked: Questions) -> Required:
    needed = [question for question in asked.questions if question.required]
    titles = [question.title or question.field_name for question in needed if question.field_name not in _CELLS]
    titles += [question.title for question in asked.custom_questions if question.required]
    return Required(
        frozenset(_CELLS[question.field_name] for question in needed if question.field_name in _CELLS),
        tuple(title for title in dict.fromkeys(titles) if title),
    )
