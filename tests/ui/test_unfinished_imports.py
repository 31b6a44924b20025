"""What the first page says of imports that were not finished: how far each came, and whether it is practice."""

import datetime as dt

import pytest
from PySide6.QtCore import QLocale, QPoint
from PySide6.QtWidgets import QLabel, QPushButton

from desktop_app.attendees.journal import Counts, Import
from desktop_app.attendees.records import Undo
from desktop_app.journey.state import Mode
from desktop_app.ui import theme
from desktop_app.ui.pages.connect.unfinished import Unfinished, UnfinishedImports
from desktop_app.ui.widgets.chip import Chip


@pytest.fixture
def card(qtbot, qapp):
    QLocale.setDefault(QLocale("en_US"))
    theme.apply(qapp, "light")
    card = UnfinishedImports()
    qtbot.addWidget(card)
    return card


def unfinished(mode=Mode.ACCOUNT, *, prepared=False, undo=Undo.NOT, emails=True, source="guests.csv", **counts):
    made = Import(
        id="one",
        account_key="acme",
        event_id="e1",
        event_name="Town hall",
        source=source,
        ticket_type_id="",
        ticket_type_name="",
        send_notification=emails,
        registration_source="foyer-one",
        created=dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC),
        total=5000,
        prepared=prepared,
        undo=undo,
    )
    return Unfinished(mode, made, Counts(**counts))


def texts(card):
    return [label.text() for label in card.findChildren(QLabel)]


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        (unfinished(waiting=2400, registered=2600), "2,400 of 5,000 people are left to register and to email."),
        (unfinished(waiting=2, registered=2599, emails=False), "2 of 2,601 people are left to register quietly."),
        (unfinished(waiting=1, registered=2600, emails=False), "1 person is left to register quietly."),
        (
            unfinished(waiting=180, unknown=80, sending=10, registered=330),
            "270 of 600 people are left to register and to email. For 90 of them it isn’t known whether they are "
            "registered: Zoom is asked first.",
        ),
        (
            unfinished(unknown=1, registered=2, emails=False),
            "1 person is left to register quietly. It isn’t known whether they are registered: Zoom is asked first.",
        ),
        (
            unfinished(sending=1, waiting=1, registered=2, emails=False),
            "2 of 4 people are left to register quietly. For 1 of them it isn’t known whether they are registered: "
            "Zoom is asked first.",
        ),
        (
            unfinished(prepared=True, waiting=80),
            "80 people are prepared. Nobody is registered before you start it.",
        ),
        (unfinished(prepared=True, waiting=1), "1 person is prepared. Nobody is registered before you start it."),
        # nothing runs while this is on screen
        (
            unfinished(undo=Undo.ASKED, registered=2507),
            "an import was taken back only in part; 2,507 people are still in.",
        ),
        (unfinished(undo=Undo.ASKED, registered=1), "an import was taken back only in part; 1 person is still in."),
    ],
)
def test_each_says_how_far_it_came(card, shown, said):
    card.show_imports([shown])
    assert f"Town hall: {said}" in texts(card)


def test_lists_of_one_event_can_be_told_apart(card):
    """By the words on screen, and by the buttons' names."""
    quietly, emailed = unfinished(prepared=True, waiting=24, emails=False), unfinished(prepared=True, waiting=24)
    pasted, other = unfinished(prepared=True, waiting=24, source=""), unfinished(prepared=True, waiting=25)
    card.show_imports([quietly, emailed, pasted])
    assert {"guests.csv, quietly", "guests.csv, emails leave when you start it"} <= set(texts(card))
    assert "Pasted rows, emails leave when you start it" in texts(card)
    card.show_imports([quietly, emailed, other])
    opens = [button.accessibleName() for button in card.findChildren(QPushButton, "continue_one")][-3:]
    assert opens == [
        "Open, Town hall, 24 people, guests.csv, quietly",
        "Open, Town hall, 24 people, guests.csv, emails leave when you start it",
        "Open, Town hall, 25 people, guests.csv, emails leave when you start it",
    ]
    discarded = card.findChildren(QPushButton, "give_up_one")[-3].accessibleName()
    assert discarded == "Discard this list, Town hall, 24 people, guests.csv, quietly"


def test_only_practice_is_marked_as_such(card):
    card.show_imports([unfinished(waiting=1)])
    assert card.findChildren(Chip) == []
    card.show_imports([unfinished(Mode.PRACTICE, waiting=1)])
    assert [chip.text() for chip in card.findChildren(Chip)] == ["Practice"]


@pytest.mark.parametrize("width", [480, 660, 760])
def test_buttons_leave_the_words_their_room(card, qtbot, width):
    card.show_imports([unfinished(Mode.PRACTICE, waiting=180, unknown=90, registered=330)])
    card.resize(width, 400)
    card.show()
    said = next(label for label in card.findChildren(QLabel) if label.text().startswith("Town hall"))
    chip, button = card.findChild(Chip), card.findChild(QPushButton, "continue_one")
    qtbot.waitUntil(lambda: said.mapTo(card, said.rect().bottomLeft()).y() < button.mapTo(card, QPoint()).y())
    assert said.mapTo(card, said.rect().topRight()).x() + 24 >= chip.mapTo(card, QPoint()).x()
    assert said.mapTo(card, QPoint()).x() == button.mapTo(card, QPoint()).x()


def test_what_is_to_be_looked_at_first_is_only_opened(card):
    for shown, label in (
        (unfinished(waiting=1), "Continue import"),
        (unfinished(undo=Undo.ASKED, registered=3), "Open"),
    ):
        card.show_imports([shown])
        button = card.findChildren(QPushButton, "continue_one")[-1]
        assert button.text() == label
