"""An event of several days and sessions, and of more sessions than are shown together."""

import datetime as dt
from dataclasses import replace

import pytest
from event_program import HUB, Desk, completed, summit
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.event.draft import DayPlan, EventDraft, SessionPlan
from desktop_app.journey.state import Work
from desktop_app.ui.pages.event.session_pages import A_PAGE, first_of, page_of

# --- many sessions


def test_three_days_with_three_sessions(desk: Desk) -> None:
    done = completed(desk)
    desk.begin("question_many", "expo_yes", name="TechCorp Annual Summit", description="Three days.")
    desk.type("event_zone", "New York")
    desk.type("day_1_date", "Dec 15, 2025")
    desk.type("day_1_start", "9am")
    desk.type("day_1_end", "5pm")
    desk.click("add_day", "add_day")
    assert [day.date for day in desk.draft.days] == [dt.date(2025, 12, day) for day in (15, 16, 17)]
    for number, name, day, start, end in (
        (1, "Opening keynote", "Day 1", "9am", "10:30am"),
        (2, "Workshop", "Day 2", "1pm", "3pm"),
        (3, "Closing", "Day 3", "4pm", "5pm"),
    ):
        desk.click("add_session")
        desk.type(f"session_{number}_name", name)
        desk.choose(f"session_{number}_date", day)
        desk.type(f"session_{number}_start", start)
        desk.type(f"session_{number}_end", end)
    assert desk.draft.sessions[2] == SessionPlan("Closing", "", dt.date(2025, 12, 17), dt.time(16), dt.time(17))
    desk.page.primary()
    assert desk.page.message.isHidden(), desk.page.message.text()
    assert done == [True]


def night() -> EventDraft:
    """A day that closes after midnight, with sessions before, over, and after it."""
    first, second = dt.date(2025, 12, 15), dt.date(2025, 12, 16)
    return replace(
        summit(),
        days=(DayPlan(first, dt.time(18), dt.time(1)),),
        sessions=(
            SessionPlan("Dinner", "", first, dt.time(18), dt.time(22)),
            SessionPlan("Countdown", "", first, dt.time(23), dt.time(0, 15)),
            SessionPlan("Dance", "", second, dt.time(0, 15), dt.time(1)),
        ),
    )


@pytest.mark.parametrize("draft", [summit(), night()], ids=["summit", "night"])
def test_opening_a_saved_event_changes_nothing(desk: Desk, draft: EventDraft) -> None:
    desk.open(draft, details=True)
    saves = desk.store.saves
    desk.page.flush()
    desk.page.hide()
    assert desk.store.saves == saves
    assert desk.page.form.read(draft) == draft


def test_a_session_after_midnight_is_on_the_night_of_its_day(desk: Desk) -> None:
    done = completed(desk)
    desk.open(night(), details=True)
    names = [(desk.see(f"session_{n}_start").accessibleName(), desk.see(f"session_{n}_end")) for n in (1, 2, 3)]
    assert [(start, end.accessibleName()) for start, end in names] == [
        ("Starts", "Ends"),
        ("Starts", "Ends next day"),
        ("Starts next day", "Ends next day"),
    ]
    assert desk.see("day_1_end").accessibleName() == "Closes next day"
    assert {desk.see(f"session_{n}_date").currentText() for n in (1, 2, 3)} == {"Day 1, Mon, Dec 15, 2025"}
    desk.type("session_1_start", "12:30 AM")
    desk.type("session_1_end", "12:45 AM")
    assert desk.draft.sessions[0].date == dt.date(2025, 12, 16)
    desk.type("day_1_date", "Dec 18, 2025")
    assert [plan.date for plan in desk.draft.sessions] == [dt.date(2025, 12, day) for day in (19, 18, 19)]
    desk.page.primary()
    assert done == [True]


def test_a_day_that_closes_earlier_takes_the_night_from_its_sessions(desk: Desk) -> None:
    desk.open(night(), details=True)
    desk.type("day_1_end", "11 PM")
    assert [plan.date for plan in desk.draft.sessions] == [dt.date(2025, 12, 15)] * 3
    assert desk.see("session_3_start").accessibleName() == "Starts"
    assert desk.page.form.sessions.cards[2].line.text() == "That day runs 6:00–11:00 PM."


def test_removing_a_day_leaves_its_night_where_it_was(desk: Desk) -> None:
    desk.open(night(), details=True)
    desk.click("day_1_remove")
    assert [plan.date for plan in desk.draft.sessions] == [plan.date for plan in night().sessions]


def test_sessions_move_with_their_day(desk: Desk) -> None:
    desk.open(summit(), details=True)
    desk.type("day_2_date", "Dec 18, 2025")
    assert [plan.date for plan in desk.draft.sessions] == [dt.date(2025, 12, 15), dt.date(2025, 12, 18)]
    assert [plan.session_id for plan in desk.draft.sessions] == ["zoom-1", "zoom-2"]


def test_removing_a_day_leaves_its_sessions_to_be_moved(desk: Desk) -> None:
    desk.open(summit(), details=True)
    desk.click("day_2_remove")
    assert len(desk.draft.days) == 1
    assert desk.draft.sessions[1].date == dt.date(2025, 12, 16)
    assert desk.page.form.sessions.cards[1].line.text() == "Tue, Dec 16, 2025 is not a day of the event."
    desk.choose("session_2_date", "Day 1")
    assert desk.draft.sessions[1].date == dt.date(2025, 12, 15)


def test_a_copy_of_a_session_is_new_to_zoom(desk: Desk) -> None:
    desk.open(summit(), details=True)
    desk.click("session_1_duplicate")
    assert [plan.session_id for plan in desk.draft.sessions] == ["zoom-1", "zoom-2", ""]
    desk.click("session_1_remove")
    assert [plan.name for plan in desk.draft.sessions] == ["Workshop", "Keynote"]
    assert desk.see("session_1_name").text() == "Workshop"


def test_six_days_are_the_most(desk: Desk) -> None:
    desk.open(summit(), details=True)
    for _ in range(4):
        desk.click("add_day")
    assert not desk.see("add_day").isEnabled()
    assert len(desk.draft.days) == 6


# --- more sessions than are shown together


def congress(count: int) -> EventDraft:
    days = summit().days
    return replace(
        summit(),
        sessions=tuple(
            SessionPlan(f"Talk {n + 1}", "", days[n % 2].date, dt.time(9 + n % 7), dt.time(10 + n % 7), f"zoom-{n + 1}")
            for n in range(count)
        ),
    )


def shown(desk: Desk) -> list[str]:
    return [card.name.text() for card in desk.page.form.sessions.cards]


def talks(first: int, last: int) -> list[str]:
    return [f"Talk {n}" for n in range(first, last + 1)]


@given(st.integers(1, 500).flatmap(lambda count: st.tuples(st.integers(0, count - 1), st.just(count))))
def test_every_session_is_on_its_page(place_and_count: tuple[int, int]) -> None:
    place, count = place_and_count
    page = page_of(place, count)
    first = first_of(page, count)
    assert 0 <= first <= place < first + A_PAGE
    assert page <= page_of(count - 1, count)
    assert first + min(A_PAGE, count) <= count


def test_up_to_ten_sessions_need_no_leafing(desk: Desk) -> None:
    desk.open(congress(A_PAGE), details=True)
    assert shown(desk) == talks(1, 10)
    assert not desk.shows("sessions_shown")
    assert not desk.shows("sessions_on")


def test_leafing_shows_ten_sessions_at_a_time_and_changes_none(desk: Desk) -> None:
    draft = congress(25)
    desk.open(draft, details=True)
    saves = desk.store.saves
    assert shown(desk) == talks(1, 10)
    assert not desk.see("sessions_earlier").isEnabled()
    desk.click("sessions_later")
    assert shown(desk) == talks(11, 20)
    assert desk.see("session_11_name").text() == "Talk 11"
    assert not desk.shows("session_1_name")
    desk.click("sessions_on")
    assert shown(desk) == talks(16, 25)
    assert desk.see("sessions_shown").currentText() == "Sessions 16 to 25 of 25"
    assert not desk.see("sessions_later").isEnabled()
    assert not desk.shows("sessions_on")
    assert desk.see("session_16_name").hasFocus()
    desk.choose("sessions_shown", "Sessions 1 to 10")
    assert shown(desk) == talks(1, 10)
    desk.page.flush()
    assert desk.store.saves == saves
    assert desk.page.form.read(draft) == draft


def test_what_is_typed_on_one_page_is_kept_on_another(desk: Desk) -> None:
    desk.open(congress(25), details=True)
    desk.type("session_2_name", "Another talk")
    desk.type("session_3_start", "quarter past")
    desk.choose("session_4_date", "Day 1")
    desk.click("sessions_later")
    desk.type("session_12_name", "")
    desk.click("sessions_earlier")
    plans = desk.draft.sessions
    assert (plans[1].name, plans[2].start, plans[3].date, plans[11].name) == (
        "Another talk",
        None,
        dt.date(2025, 12, 15),
        "",
    )
    assert [plan.session_id for plan in plans] == [f"zoom-{n}" for n in range(1, 26)]
    card = desk.page.form.sessions.cards[2]
    assert card.start.text() == "quarter past"
    assert "can’t read this time" in card.line.text()
    assert desk.page.form.sessions.pages.line.text() == "Also to fix: session 12."


def test_going_on_turns_to_the_first_session_with_a_gap(desk: Desk) -> None:
    draft = congress(25)
    sessions = list(draft.sessions)
    sessions[12] = replace(sessions[12], end=None)
    sessions[22] = replace(sessions[22], name="")
    done = completed(desk)
    desk.open(replace(draft, sessions=tuple(sessions)), details=True)
    assert desk.page.form.sessions.pages.line.isHidden()
    desk.page.primary()
    assert done == []
    assert shown(desk) == talks(11, 20)
    assert desk.see("session_13_end").hasFocus()
    assert desk.page.form.sessions.cards[2].line.text() == "Enter an end time."
    assert desk.page.form.sessions.pages.line.text() == "Also to fix: session 23."
    marked = [desk.see("sessions_shown").itemText(place) for place in range(3)]
    assert ["something to fix" in text for text in marked] == [False, True, True]
    desk.type("session_13_end", "16:00")
    desk.page.primary()
    desk.type("session_23_name", "Talk 23")
    desk.page.primary()
    assert done == [True]


def test_sessions_come_and_go_at_the_end_of_many(desk: Desk) -> None:
    desk.open(congress(12), details=True)
    desk.click("add_session")
    assert shown(desk) == [*talks(4, 12), ""]
    assert desk.see("session_13_name").hasFocus()
    assert desk.draft.sessions[12].start == desk.draft.sessions[11].end
    desk.click("session_4_duplicate")
    assert (desk.draft.sessions[13].name, desk.draft.sessions[13].session_id) == ("Talk 4", "")
    for number in (14, 13, 12, 11, 10):
        desk.click(f"session_{number}_remove")
        assert desk.see(f"session_{number - 1}_name").hasFocus()
    assert shown(desk) == talks(1, 9)
    assert not desk.shows("sessions_shown")
    assert [plan.name for plan in desk.draft.sessions] == talks(1, 9)
    desk.click("add_session")
    assert desk.see("session_10_name").text() == ""
    assert desk.see("session_10_start").property("left") is False


def test_sessions_out_of_sight_move_with_their_day(desk: Desk) -> None:
    desk.open(congress(25), details=True)
    desk.type("day_2_date", "Dec 18, 2025")
    assert {plan.date for plan in desk.draft.sessions} == {dt.date(2025, 12, 15), dt.date(2025, 12, 18)}
    desk.click("day_2_remove")
    assert desk.draft.sessions[23].date == dt.date(2025, 12, 18)
    assert "Also to fix: sessions 12, 14, 16, 18, 20, 22, 24." in desk.page.form.sessions.pages.line.text()


def test_another_event_begins_on_its_first_page(desk: Desk) -> None:
    desk.open(congress(25), details=True)
    desk.click("sessions_later")
    desk.type("session_11_name", "")
    work = Work("event-2", congress(25), hub_id="hub-1", details_open=True)
    desk.journey.resume_unsent(HUB, work)
    desk.page.enter()
    desk.wait_for_cards()
    assert shown(desk) == talks(1, 10)
    assert desk.page.form.sessions.pages.line.isHidden()
