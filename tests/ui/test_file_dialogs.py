"""Where the dialogs for files begin."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QComboBox, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui import theme
from desktop_app.ui.file_dialogs import LAST_FOLDER, ask_to_open, ask_where_to_save
from desktop_app.ui.pages.attendees.incoming_control import LISTS


@pytest.fixture(autouse=True)
def no_folder_yet(qapp: QApplication) -> Iterator[None]:
    before = qapp.property(LAST_FOLDER)
    qapp.setProperty(LAST_FOLDER, None)
    yield
    qapp.setProperty(LAST_FOLDER, before)


def test_a_dialog_begins_where_the_last_file_was_chosen(qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    lists = tmp_path / "lists"
    lists.mkdir()
    chosen: list[Path] = []
    first = ask_to_open(window, "Choose", "Lists (*.csv)", chosen.append)
    assert first.directory().absolutePath() != str(lists)
    first.fileSelected.emit(str(lists / "guests.csv"))
    first.close()
    assert chosen == [lists / "guests.csv"]
    for again in (
        ask_to_open(window, "Choose", "Lists (*.csv)", chosen.append),
        ask_where_to_save(window, "Save", "results.csv", "Lists (*.csv)", chosen.append),
    ):
        assert Path(again.directory().absolutePath()) == lists
        again.close()
    lists.rmdir()
    gone = ask_to_open(window, "Choose", "Lists (*.csv)", chosen.append)
    assert Path(gone.directory().absolutePath()) != lists
    gone.close()


def test_where_there_is_no_system_dialog_kinds_are_not_cut_and_arrows_are_seen(
    qapp: QApplication, qtbot: QtBot
) -> None:
    theme.apply(qapp, "dark")
    try:
        window = QWidget()
        qtbot.addWidget(window)
        dialog = ask_to_open(window, "Choose", f"Lists ({' '.join(LISTS)});;All files (*)", print)
        kinds = dialog.findChild(QComboBox, "fileTypeCombo")
        assert [kinds.itemText(at) for at in range(kinds.count())] == ["Lists", "All files"]
        for name in ("backButton", "forwardButton", "toParentButton"):
            drawn = dialog.findChild(QToolButton, name).icon().pixmap(16).toImage()
            inks = [drawn.pixelColor(x, y) for x in range(drawn.width()) for y in range(drawn.height())]
            strongest = max(inks, key=QColor.alpha)
            assert strongest.lightness() > 128, name
        dialog.close()
    finally:
        theme.apply(qapp, "light")
