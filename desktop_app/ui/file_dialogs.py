"""Asks for a file without stopping the event loop: the answer comes to a callback, a cancel to nobody."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

RESERVED = frozenset({"CON", "PRN", "AUX", "NUL", *(f"{kind}{n}" for kind in ("COM", "LPT") for n in range(1, 10))})
"""Names that Windows keeps for devices, with any suffix."""

LAST_FOLDER = "last_folder"
"""The application's property for the folder where a file was chosen last."""


def ask_to_open(parent: QWidget, title: str, kinds: str, chosen: Callable[[Path], object]) -> QFileDialog:
    """Ask for one existing file. `kinds` is Qt's name filter, such as "Lists (*.csv *.txt)"."""
    dialog = QFileDialog(parent, title, _folder(), kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    # there are more patterns than its box has room for
    dialog.setOption(QFileDialog.Option.HideNameFilterDetails)
    return _opened(dialog, chosen)


def ask_where_to_save(
    parent: QWidget, title: str, name: str, kinds: str, chosen: Callable[[Path], object]
) -> QFileDialog:
    """Ask where to write a file, with `name` proposed. The dialog itself asks before a file is replaced."""
    dialog = QFileDialog(parent, title, _folder(), kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
    dialog.selectFile(name)
    return _opened(dialog, chosen)


def file_name(text: str, suffix: str) -> str:
    """Return a name that every system takes, made of an event's name."""
    kept = "".join(letter if letter.isalnum() or letter in " -_" else " " for letter in text)
    name = " ".join(kept.split())[:80].strip() or "event"
    return (f"{name} event" if name.upper() in RESERVED else name) + suffix


def _opened(dialog: QFileDialog, chosen: Callable[[Path], object]) -> QFileDialog:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda path: _remember(Path(path).parent))
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.open()
    return dialog


def _remember(folder: Path) -> None:
    app = QApplication.instance()
    assert app is not None
    app.setProperty(LAST_FOLDER, str(folder))


def _folder() -> str:
    """Return where the last file was chosen since Foyer was started, at first the documents."""
    app = QApplication.instance()
    last = app.property(LAST_FOLDER) if app is not None else None
    if last and Path(last).is_dir():
        return str(last)
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return folder if Path(folder).is_dir() else str(Path.home())
