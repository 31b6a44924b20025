"""Which permissions allow which call.

Numbers in comments are those of the list of contradictions in the notes on Zoom's API.
"""

import pytest

from desktop_app.zoom.scopes import OPERATIONS, allowed


@pytest.mark.parametrize("operation", OPERATIONS)
def test_any_one_of_four_names_will_do(operation: str) -> None:  # 4, 5
    names = OPERATIONS[operation]
    for name in (names.classic, names.granular):
        assert allowed(operation, [name])
        assert allowed(operation, ["other", name + ":admin"])
    assert not allowed(operation, [])
    assert not allowed(operation, ["zoom_events:read", names.granular + ":master"])


def test_zooms_own_misspelling_is_kept() -> None:
    assert OPERATIONS["updateRegistrationQuestionsForEvent"].granular == "zoom_events:update:registraion_question"


def test_the_tutorials_single_scope_allows_creating_only() -> None:  # 5, 6
    held = [name for name in OPERATIONS if allowed(name, ["zoom_events:write:event"])]
    assert held == ["createEvent", "EventActions"]
