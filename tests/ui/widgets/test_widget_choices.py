"""What is chosen: cards, segments, steps, and the bar of actions; with keys and with names."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QRadioButton, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets.action_bar import ActionBar
from desktop_app.ui.widgets.choice_card import ChoiceCard
from desktop_app.ui.widgets.choice_group import ChoiceGroup
from desktop_app.ui.widgets.expander import Expander
from desktop_app.ui.widgets.segmented import Segmented
from desktop_app.ui.widgets.step_rail import StepRail, StepView


@pytest.fixture(autouse=True)
def _dressed(qapp):
    theme.apply(qapp, "light")


@pytest.fixture
def cards(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    group = QButtonGroup(window)
    made = [
        ChoiceCard("Practice", "Nothing is sent.", icon="practice"),
        ChoiceCard("Connect", "Real events.", icon="plug"),
    ]
    for card in made:
        group.addButton(card)
        row.addWidget(card)
    made[0].setChecked(True)
    window.show()
    window.activateWindow()
    made[0].setFocus()
    qtbot.waitUntil(made[0].hasFocus)
    yield made  # which live as long as their window
    window.close()


def test_one_card_is_chosen_by_mouse_arrow_or_space(cards, qtbot):
    first, second = cards
    qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    assert (first.isChecked(), second.isChecked()) == (False, True)
    qtbot.keyClick(second, Qt.Key.Key_Left)
    assert (first.isChecked(), second.isChecked()) == (True, False)
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert second.isChecked()
    assert second.hasFocus()


def test_cards_are_named_radio_buttons(cards):
    face = QAccessible.queryAccessibleInterface(cards[0])
    assert face.role() == QAccessible.Role.RadioButton
    assert face.text(QAccessible.Text.Name) == "Practice"
    assert face.text(QAccessible.Text.Description) == "Nothing is sent."
    assert face.state().checked


def test_a_tall_card_says_its_badge_and_its_facts(qtbot):
    card = ChoiceCard("Single session", "Town halls.", "single", facts=[("calendar", "1 session"), ("x", "No expo")])
    qtbot.addWidget(card)
    card.set_badge("Recommended")
    assert card.accessibleDescription() == "Recommended Town halls. 1 session No expo"
    assert card.heightForWidth(240) > ChoiceCard("Single session", "Town halls.", "single").heightForWidth(372)


@pytest.mark.parametrize("size", [1.0, 1.25, 1.5])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_facts_are_shown_to_their_last_word_in_a_narrow_card(qtbot, qapp, scheme, size):
    theme.apply(qapp, scheme, text_size=size)
    pictures = []
    for last in ("event", "month"):
        facts = [("ticket", f"Register once for all of them, and for every {last}"), ("x", "No expo")]
        card = ChoiceCard("Recurring series", "A schedule.", "series", facts=facts)
        qtbot.addWidget(card)
        assert card.heightForWidth(200) > card.heightForWidth(600)
        card.resize(200, card.heightForWidth(200))
        pictures.append(card.grab().toImage())
    assert pictures[0].size() == pictures[1].size()
    assert pictures[0] != pictures[1]


def test_segments_are_radio_buttons(segments):
    roles = {QAccessible.queryAccessibleInterface(segments.button(key)).role() for key in ("online", "room", "both")}
    assert roles == {QAccessible.Role.RadioButton}


def test_in_a_narrow_card_the_icon_gives_way_to_the_whole_badge(qtbot, qapp):
    theme.apply(qapp, "light")
    pictures = []
    for icon in ("single", ""):
        card = ChoiceCard("Single session", "", icon, facts=[("calendar", "1 session")])
        qtbot.addWidget(card)
        widths = []
        for badge, width in (("", 204), ("Recommended", 204), ("Recommended", 260)):
            card.set_badge(badge)
            card.resize(width, 200)
            widths.append(card.grab().toImage())
        pictures.append(widths)
    (with_icon, narrow, wide), (without, bare, wide_bare) = pictures
    assert with_icon != without
    assert narrow == bare
    assert wide != wide_bare


def test_a_narrow_card_grows_taller(qtbot):
    card = ChoiceCard("Practice", "Try every step with sample data. Nobody gets an email.", icon="practice")
    qtbot.addWidget(card)
    assert card.heightForWidth(240) > card.heightForWidth(600)
    card.resize(300, card.heightForWidth(300))
    assert not card.grab().isNull()


@pytest.fixture
def segments(qtbot):
    chooser = Segmented([("online", "Online"), ("room", "In person"), ("both", "Q & A")])
    qtbot.addWidget(chooser)
    chooser.show()
    chooser.window().activateWindow()
    chooser.button("online").setFocus()
    qtbot.waitUntil(chooser.button("online").hasFocus)
    return chooser


def test_segments_choose_exactly_one(segments, qtbot):
    assert segments.key() == "online"
    with qtbot.waitSignal(segments.chosen) as chosen:
        qtbot.mouseClick(segments.button("both"), Qt.MouseButton.LeftButton)
    assert chosen.args == ["both"]
    assert [segments.button(key).isChecked() for key in ("online", "room", "both")] == [False, False, True]
    qtbot.mouseClick(segments.button("both"), Qt.MouseButton.LeftButton)
    assert segments.key() == "both"


def test_segments_follow_the_arrow_keys(segments, qtbot):
    with qtbot.waitSignal(segments.chosen) as chosen:
        qtbot.keyClick(segments.button("online"), Qt.Key.Key_Right)
    assert chosen.args == ["room"]


def test_the_program_chooses_without_a_signal(segments, qtbot):
    with qtbot.assertNotEmitted(segments.chosen):
        segments.set_key("room")
    assert segments.key() == "room"
    with pytest.raises(ValueError, match="nowhere"):
        segments.set_key("nowhere")


def test_segments_are_named_as_they_look_and_do_not_move(segments):
    assert segments.button("both").accessibleName() == "Q & A"
    before = segments.sizeHint()
    segments.set_key("both")
    assert segments.sizeHint() == before
    assert not segments.button("both").icon().isNull()
    assert segments.button("online").icon().isNull()


def test_segments_have_two_lines_where_it_is_narrow(qtbot):
    window = QWidget()  # which may be smaller than what is in it
    qtbot.addWidget(window)
    segments = Segmented([("online", "Online"), ("room", "In person"), ("both", "Q & A")], window)
    window.resize(600, 100)
    window.show()
    whole = segments.whole_width()
    assert segments.minimumSizeHint().width() < whole
    segments.resize(whole, 60)
    assert segments.button("room").text() == "In person"
    segments.resize(whole - 1, 60)
    assert segments.button("room").text() == "In\nperson"
    assert segments.button("room").accessibleName() == "In person"
    assert segments.button("both").text() == "Q\n&& A"
    assert len({segments.button(key).height() for key in ("online", "room", "both")}) == 1
    segments.resize(whole, 60)
    assert segments.button("room").text() == "In person"


STEPS = [
    StepView("Connect", "Acme Corp", "done", True),
    StepView("Hub", "", "current", False),
    StepView("Event", "", "upcoming", False),
    StepView("Review", "", "done", True),
    StepView("Attendees", "After publishing", "locked", False),
]


@pytest.fixture
def rail(qtbot):
    made = StepRail()
    made.set_steps(STEPS)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.button(1).setFocus()
    qtbot.waitUntil(made.button(1).hasFocus)
    return made


def test_steps_say_where_they_are(rail):
    said = [(rail.button(i).accessibleName(), rail.button(i).accessibleDescription()) for i in range(rail.count())]
    assert said[0] == ("Connect", "Step 1 of 5, Connect, done. Acme Corp")
    assert said[1] == ("Hub", "Step 2 of 5, Hub, current")
    assert said[3][1] == "Step 4 of 5, Review, done"
    assert said[4][1] == "Step 5 of 5, Attendees, locked. After publishing"


def test_only_open_steps_can_be_chosen(rail, qtbot):
    with qtbot.waitSignal(rail.step_chosen) as chosen:
        qtbot.mouseClick(rail.button(0), Qt.MouseButton.LeftButton)
    assert chosen.args == [0]
    with qtbot.assertNotEmitted(rail.step_chosen):
        for index in (1, 2, 4):
            qtbot.mouseClick(rail.button(index), Qt.MouseButton.LeftButton)


def test_the_rail_is_one_tab_stop_with_arrows(rail, qtbot):
    tab = Qt.FocusPolicy.TabFocus
    stops = [bool(rail.button(i).focusPolicy() & tab == tab) for i in range(rail.count())]
    assert stops == [False, True, False, False, False]
    qtbot.keyClick(rail.button(1), Qt.Key.Key_Down)
    assert rail.button(3).hasFocus()
    qtbot.keyClick(rail.button(3), Qt.Key.Key_Home)
    assert rail.button(0).hasFocus()
    with qtbot.waitSignal(rail.step_chosen):
        qtbot.keyClick(rail.button(0), Qt.Key.Key_Return)


def test_a_refresh_keeps_the_focus(rail):
    rail.set_steps(STEPS)
    assert rail.button(1).hasFocus()
    assert rail.count() == 5


@pytest.fixture
def bar(qtbot):
    made = ActionBar()
    made.resize(900, 72)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_bar_says_why_its_primary_button_is_off(bar):
    bar.set_primary("Import R&D", enabled=False, reason="No file yet")
    button = bar.primary_button
    assert not button.isEnabled()
    assert (button.accessibleName(), button.accessibleDescription()) == ("Import R&D", "No file yet")
    assert button.text() == "Import R&&D"
    bar.set_primary("Import", enabled=True)
    assert button.isEnabled()
    assert button.toolTip() == ""


def test_busy_keeps_the_width(bar):
    bar.set_primary("Continue to the review")
    before = bar.primary_button.width()
    bar.set_primary("Wait…", enabled=False, busy=True)
    assert bar.primary_button.is_busy()
    assert bar.primary_button.minimumWidth() == before
    assert not bar.primary_button.grab().isNull()
    bar.set_primary("Go")
    assert not bar.primary_button.is_busy()


def test_the_second_button_comes_and_goes(bar):
    bar.set_secondary("Cancel", icon="x")
    assert bar.secondary_button.isVisible()
    assert bar.secondary_button.isEnabled()
    bar.set_secondary(None)
    assert not bar.secondary_button.isVisible()
    assert not bar.secondary_button.isEnabled()


def test_the_status_is_plain(bar):
    bar.set_status("shield", "<b>Nothing</b> is sent")
    assert bar.status() == "<b>Nothing</b> is sent"
    assert bar.findChild(QLabel, "status").textFormat() == Qt.TextFormat.PlainText


def test_the_bar_narrows_its_margins(bar):
    wide = bar.layout().contentsMargins().right()
    bar.resize(640, 72)
    assert bar.layout().contentsMargins().right() < wide


def test_an_expander_opens_by_key_and_says_so(qtbot):
    expander = Expander("Where & how")
    content = QPushButton("Inside")
    expander.set_content(content)
    qtbot.addWidget(expander)
    expander.show()
    assert not content.isVisible()
    with qtbot.waitSignal(expander.toggled) as toggled:
        qtbot.keyClick(expander.button, Qt.Key.Key_Space)
    assert toggled.args == [True]
    assert content.isVisible()
    assert expander.is_open()
    assert (expander.button.accessibleName(), expander.button.accessibleDescription()) == ("Where & how", "Expanded")
    expander.set_open(False)
    assert not content.isVisible()


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_every_arrow_key_leads_on_wherever_the_choices_stand(qtbot, direction):
    window = QWidget()
    window.setLayoutDirection(direction)
    qtbot.addWidget(window)
    row, group = QHBoxLayout(window), ChoiceGroup(window)
    first, off, last = buttons = [QRadioButton(name) for name in ("Now", "Never", "Quietly")]
    for button in buttons:
        row.addWidget(button)
        group.addButton(button)
    off.setEnabled(False)
    window.show()
    window.activateWindow()
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    ahead, back = Qt.Key.Key_Right, Qt.Key.Key_Left
    if direction == Qt.LayoutDirection.RightToLeft:
        ahead, back = back, ahead
    for at, key, leads_to in (
        (first, Qt.Key.Key_Down, last),
        (last, Qt.Key.Key_Down, first),
        (first, Qt.Key.Key_Up, last),
        (last, back, first),
        (first, ahead, last),
    ):
        qtbot.keyClick(at, key)
        assert (leads_to.hasFocus(), group.checkedButton()) == (True, leads_to)
    window.close()


def test_an_arrow_key_chooses_where_nothing_was_chosen_and_tab_does_not(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    row, group = QHBoxLayout(window), ChoiceGroup(window)
    first, second, after = QRadioButton("Send"), QRadioButton("Quietly"), QPushButton("Go")
    for button in (first, second):
        group.addButton(button)
    for widget in (first, second, after):
        row.addWidget(widget)
    window.show()
    window.activateWindow()
    after.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(after.hasFocus)
    qtbot.keyClick(after, Qt.Key.Key_Backtab)
    assert second.hasFocus()
    assert group.checkedButton() is None
    qtbot.keyClick(second, Qt.Key.Key_Left)
    assert first.hasFocus()
    assert group.checkedButton() is first
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert group.checkedButton() is second
