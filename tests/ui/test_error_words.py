"""Every failure that a person can meet has a title, a cause, a remedy and a button. Zoom’s words stay plain text."""

import ast
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from desktop_app.attendees.importer import AlreadyRunning, ImportOver
from desktop_app.attendees.journal import JournalFailed, WhyFailed
from desktop_app.journey.journey import NotConnected
from desktop_app.journey.publishing import DraftInDoubt, NotPublishedYet
from desktop_app.storage.keychain import KeychainUnavailable, Trouble
from desktop_app.storage.locks import Held
from desktop_app.ui import errors
from desktop_app.ui.error_texts import words_for
from desktop_app.ui.widgets.message_bar import ErrorView
from desktop_app.zoom.errors import CODES, TICKET_CODES, IncompleteList, Reason, ZoomError, reason_for


def complete(view: ErrorView) -> bool:
    return bool(view.title and view.what and view.why and view.do and view.actions and view.actions[0][1])


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_its_words(reason: Reason, qapp: object) -> None:
    assert complete(errors.view_for(ZoomError(reason, "createEvent")))


@pytest.mark.parametrize(("operation", "code"), list(CODES))
def test_every_code_of_zoom_has_text_cause_remedy_and_action(operation: str, code: int | str, qapp: object) -> None:
    called = "createEvent" if operation == "*" else operation
    view = errors.view_for(ZoomError(reason_for(called, 400, code, ""), called, status=400, code=code))
    assert complete(view)
    assert str(code) in view.details


@pytest.mark.parametrize("code", list(TICKET_CODES))
def test_every_code_of_a_ticket_has_words(code: str, qapp: object) -> None:
    assert errors.row_reason(TICKET_CODES[code].value, "")


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_every_status_without_a_code_has_words(status: int, qapp: object) -> None:
    assert complete(errors.view_for(ZoomError(reason_for("getEvents", status, None, ""), "getEvents", status=status)))


@pytest.mark.parametrize(
    "error",
    [
        DraftInDoubt(ZoomError(Reason.NO_NETWORK, "getEvents")),
        DraftInDoubt(ZoomError(Reason.SCOPE_MISSING, "getEvents")),
        DraftInDoubt(IncompleteList("getEvents", ())),
        Held(),
        NotPublishedYet(),
        NotConnected(),
        AlreadyRunning(),
        ImportOver(),
        OSError(28, "No space left on device", "list.csv"),
        PermissionError(13, "Permission denied", "list.csv"),
        msgspec.ValidationError("Expected `str`"),
        ValueError("something else"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_failures_of_our_own_have_words(error: Exception, qapp: object) -> None:
    view = errors.view_for(error)
    assert complete(view)
    assert ("unexpected" in view.title) == (type(error) is ValueError)


def test_titles_are_short_sentences_without_codes() -> None:
    for reason in Reason:
        said = words_for(reason)
        assert len(said.title) <= 60
        assert not any(letter.isdigit() for letter in said.title)
        assert not said.title.endswith(".")
        assert said.why.endswith(".")
        assert said.do.endswith(".")


def test_zooms_own_words_stand_under_details_only(qapp: object) -> None:
    hostile = "<img src=x onerror=alert(1)> " + "x" * 2000
    view = errors.view_for(ZoomError(Reason.REFUSED, "createEvent", code=9, message=hostile, tracking_id="v=2.0;abc"))
    assert "<img" not in view.title + view.what + view.why + view.do
    assert "<img" in view.details
    assert "v=2.0;abc" in view.details
    assert len(view.details) < 1000


def test_a_limit_says_when_it_ends(qapp: object) -> None:
    until = dt.datetime(2026, 12, 1, 12, 0, tzinfo=dt.UTC)
    view = errors.view_for(ZoomError(Reason.RATE_DAILY, "createTickets", retry_at=until))
    assert "Dec 1, 2026" in view.do or "Dec 2, 2026" in view.do or "Nov 30, 2026" in view.do
    assert "(UTC" in view.do, "a time by which clock?"


def test_missing_permissions_are_named(qapp: object) -> None:
    view = errors.view_for(ZoomError(Reason.SCOPE_MISSING, "createEvent", missing_scopes=("zoom_events:write:event",)))
    assert "zoom_events:write:event" in view.do
    assert view.actions[0][0] == "permissions"


def test_an_unknown_outcome_is_said_to_be_looked_up(qapp: object) -> None:
    view = errors.view_for(ZoomError(Reason.TIMED_OUT, "createEvent", outcome_unknown=True))
    assert "nothing happens twice" in view.do


@pytest.mark.parametrize("kind", list(Trouble))
def test_a_keychain_in_trouble_has_words(kind: Trouble, qapp: object) -> None:
    assert complete(errors.view_for(KeychainUnavailable(kind)))


@pytest.mark.parametrize("why", list(WhyFailed))
def test_a_journal_in_trouble_has_words(why: WhyFailed, qapp: object) -> None:
    assert complete(errors.view_for(JournalFailed(why)))


def _literals(node: ast.expr) -> Iterator[str]:
    """The texts that an expression such as `self.tr("…").format(…)` or `a if b else c` may come to."""
    match node:
        case ast.Constant(value=str() as text):
            yield text
        case ast.IfExp():
            yield from _literals(node.body)
            yield from _literals(node.orelse)
        case ast.Call(func=ast.Attribute(value=ast.Call() as inner, attr="format")):
            yield from _literals(inner)
        case ast.Call(args=[first, *_]):
            yield from _literals(first)


@pytest.mark.parametrize("part", ["connect", "hub", "event", "review", "publish", "attendees"])
def test_titles_of_messages_and_pages_end_without_a_period(part: str) -> None:
    """A title names; sentences are below it."""
    titles = {
        text
        for path in (Path(errors.__file__).parent / "pages" / part).glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if (at := {"show_message": 1, "set_texts": 0}.get(node.func.attr)) is not None and len(node.args) > at
        for text in _literals(node.args[at])
    }
    assert titles
    assert [title for title in titles if title.endswith(".")] == []
