"""Inputs: labels and problems, secrets, copying, dropping, the QR code."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets import copy_button
from desktop_app.ui.widgets.copy_button import CopyButton
from desktop_app.ui.widgets.drop_zone import DropZone
from desktop_app.ui.widgets.labeled_field import LabeledField
from desktop_app.ui.widgets.qr_tile import QrTile
from desktop_app.ui.widgets.read_only_text import ReadOnlyText
from desktop_app.ui.widgets.secret_field import SecretField
from desktop_app.ui.widgets.segmented import Segmented

pytestmark = pytest.mark.usefixtures("american")


# --- labels


def test_a_label_names_its_input(qtbot):
    editor = QLineEdit()
    field = LabeledField("Name & place", editor, optional=True, hint="As on the badge")
    qtbot.addWidget(field)
    assert editor.accessibleName() == "Name & place"
    assert editor.accessibleDescription() == "As on the badge"
    assert field.editor is editor
    assert "Optional" in [label.text() for label in field.findChildren(QLabel)]


def test_a_problem_takes_the_place_of_the_help_and_goes_again(qtbot):
    field = LabeledField("Ends", QLineEdit(), hint="At least 15 minutes")
    qtbot.addWidget(field)
    field.set_problem("The end must be after <b>2:00 PM</b>.")
    assert field.problem() == field.editor.accessibleDescription() == "The end must be after <b>2:00 PM</b>."
    assert field.editor.property("state") == "problem"
    field.set_problem(None)
    assert field.problem() == ""
    assert field.editor.accessibleDescription() == "At least 15 minutes"
    assert field.editor.property("state") == ""


def test_a_field_of_segments_names_the_question(qtbot):
    chooser = Segmented([("a", "A"), ("b", "B")])
    field = LabeledField("Attendance", chooser, aside="Locks after publishing")
    qtbot.addWidget(field)
    assert chooser.accessibleName() == "Attendance"
    assert chooser.button("a").accessibleDescription() == "Attendance"


def test_a_focused_input_stays_as_tall(focused):
    editor = QLineEdit()
    window = focused(editor)
    tall = editor.height()
    theme.set_state(editor, "state", "problem")
    window.layout().activate()
    assert editor.sizeHint().height() == tall == 36


# --- secrets


def test_a_secret_hides_and_cannot_be_copied_while_hidden(focused, qapp):
    field = SecretField()
    focused(field)
    qapp.clipboard().setText("before")
    field.setText("very secret")
    field.selectAll()
    field.copy()
    assert field.text() == "very secret"
    field.cut()
    assert qapp.clipboard().text() == "before"
    assert field.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData


def test_a_secret_is_shown_by_key_and_hidden_by_leaving(focused, qtbot):
    field = SecretField()
    window = focused(field)
    assert field.echoMode() == QLineEdit.EchoMode.Password
    qtbot.keyClick(field, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert field.echoMode() == QLineEdit.EchoMode.Normal
    window.layout().itemAt(1).widget().setFocus()
    assert field.echoMode() == QLineEdit.EchoMode.Password


# --- copying, reading, dropping, the code


def test_copying_says_so_for_a_moment(qtbot, qapp, monkeypatch):
    monkeypatch.setattr(copy_button, "SAID_FOR", 50)
    button = CopyButton("Copy R&D text", lambda: "the text")
    qtbot.addWidget(button)
    button.show()
    assert button.accessibleName() == "Copy R&D text"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert qapp.clipboard().text() == "the text"
    assert button.text() == "Copied"
    qtbot.waitUntil(lambda: button.text() == "Copy R&&D text")


def test_read_only_text_is_plain_and_lets_tab_pass(qtbot):
    box = ReadOnlyText("<b>Hello</b>")
    qtbot.addWidget(box)
    assert box.toPlainText() == "<b>Hello</b>"
    assert box.isReadOnly()
    assert box.tabChangesFocus()
    assert isinstance(box, QPlainTextEdit)


def is_inviting(zone: DropZone) -> bool:
    return "Drop to check this list" in {label.text() for label in zone.findChildren(QLabel)}


def drop(zone: DropZone, *urls: QUrl) -> bool:
    """Drag and drop URLs; return whether the zone would have taken them."""
    data = QMimeData()
    data.setUrls(list(urls))
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    zone.dragEnterEvent(QDragEnterEvent(QPoint(5, 5), actions, data, buttons, keys))
    taken = is_inviting(zone)
    event = QDropEvent(QPointF(5, 5), actions, data, buttons, keys)
    zone.dropEvent(event)
    assert event.dropAction() == Qt.DropAction.CopyAction
    assert not is_inviting(zone)
    return taken


def test_one_file_of_this_computer_is_taken(qtbot, tmp_path: Path):
    zone = DropZone("CSV file")
    qtbot.addWidget(zone)
    file = tmp_path / "guest list é.csv"
    file.write_text("email\n")
    with qtbot.waitSignal(zone.file_dropped) as dropped:
        assert drop(zone, QUrl.fromLocalFile(str(file)))
    assert dropped.args == [file]


@pytest.mark.parametrize("reason", ["many", "remote", "gone"])
def test_anything_else_is_refused_with_its_reason(qtbot, tmp_path: Path, reason):
    zone = DropZone("CSV file")
    qtbot.addWidget(zone)
    here = QUrl.fromLocalFile(str(tmp_path / "a.csv"))
    urls = {
        "many": [here, here],
        "remote": [QUrl("https://example.com/a.csv")],
        "gone": [],
    }[reason]
    with qtbot.waitSignal(zone.refused) as refused, qtbot.assertNotEmitted(zone.file_dropped):
        assert not drop(zone, *urls)
    assert refused.args == ["remote" if reason == "gone" else reason]


def test_dropping_is_not_the_only_way(qtbot):
    zone = DropZone("CSV file")
    window = QWidget()
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(zone)
    window.show()
    assert (zone.choose_button.text(), zone.paste_button.text()) == ("Choose a file", "Paste rows")
    with qtbot.waitSignal(zone.paste_button.clicked):
        qtbot.keyClick(zone.choose_button, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert not zone.grab().isNull()


def test_a_code_is_dark_on_white_in_both_schemes_with_whole_modules(qtbot, qapp):
    tile = QrTile("https://events.zoom.us/event/kNqLPC6hSFiZ9NpgjA549w")
    qtbot.addWidget(tile)
    theme.apply(qapp, "dark")
    shown = tile.grab().toImage()
    assert shown.pixelColor(10, 82).name() == "#ffffff"
    image = tile.image(600)
    across = image.width()
    assert across <= 600
    colors = {image.pixelColor(x, y).name() for x in range(0, across, 3) for y in range(0, across, 3)}
    assert colors == {"#ffffff", "#15222d"}
    assert tile.accessibleName() == "QR code for the registration link"
    theme.apply(qapp, "light")


def test_what_fits_no_code_shows_none(qtbot):
    tile = QrTile("https://example.com/" + "x" * 5000)
    qtbot.addWidget(tile)
    assert tile.accessibleName() == "No QR code"
    assert tile.image().isNull()
    assert not tile.grab().isNull()
