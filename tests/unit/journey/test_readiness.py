"""The checklist: what the token's scopes and the hubs allow, in each of the four spellings of a scope."""

import pytest

from desktop_app.journey.readiness import OPERATIONS, Ability, all_scopes, readiness
from desktop_app.zoom import scopes
from desktop_app.zoom.models import Hub

HUBS = (Hub(hub_id="h1", name="Acme Corp Events Hub"),)


def spelled(operations: tuple[str, ...], form: str) -> set[str]:
    found = (scopes.OPERATIONS[operation] for operation in operations)
    return {
        {"classic": known.classic, "granular": known.granular}[form.removesuffix(":admin")]
        + (":admin" if form.endswith(":admin") else "")
        for known in found
    }


@pytest.mark.parametrize("form", ["classic", "classic:admin", "granular", "granular:admin"])
@pytest.mark.parametrize("ability", list(Ability))
def test_any_of_the_four_names_will_do(ability: Ability, form: str) -> None:
    granted = spelled(OPERATIONS[ability], form)
    assert readiness(granted, HUBS).allows(ability)


@pytest.mark.parametrize("ability", list(Ability))
def test_a_gap_is_named_by_what_to_add(ability: Ability) -> None:
    granted = {
        name for other in Ability if other is not ability for name in spelled(OPERATIONS[other], "granular:admin")
    }
    gap = readiness(granted, HUBS)
    missing = next(check.missing for check in gap.checks if check.ability is ability)
    assert sorted(missing) == sorted(spelled(OPERATIONS[ability], "granular:admin") - granted)
    assert gap.missing == missing


def test_all_scopes_allow_everything() -> None:
    full = readiness(all_scopes(), HUBS)
    assert full.missing == ()
    assert full.can_publish


def test_reading_the_questions_is_asked_for_and_not_missed() -> None:
    questions = "zoom_events:read:list_registration_questions:admin"
    assert questions in all_scopes()
    assert readiness(set(all_scopes()) - {questions}, HUBS).missing == ()


def test_without_a_hub_nothing_can_be_published() -> None:
    assert not readiness(all_scopes(), ()).can_publish


def test_attendees_are_not_needed_to_publish() -> None:
    granted = set(all_scopes()) - spelled(OPERATIONS[Ability.ADD_ATTENDEES], "granular:admin")
    checked = readiness(granted, HUBS)
    assert checked.can_publish
    assert not checked.allows(Ability.ADD_ATTENDEES)
