"""A question before something that can't be undone. Keeping everything is the default, and what Esc means."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from desktop_app.ui import theme
from desktop_app.ui.translations import tr


def ask(parent: QWidget, name: str, title: str, text: str, *, action: str, then: Callable[[], object]) -> QMessageBox:
    """Ask, and do `then` when the person presses `action`.

    The box is called `{name}_question`, its buttons `{name}_confirm` and `{name}_keep`.
    """
    box = QMessageBox(parent)
    box.setObjectName(f"{name}_question")
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowModality(Qt.WindowModality.WindowModal)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(title.rstrip("?"))
    box.setText(title)
    box.setInformativeText(text)
    confirm = box.addButton(action, QMessageBox.ButtonRole.DestructiveRole)
    confirm.setObjectName(f"{name}_confirm")
    theme.set_state(confirm, "kind", "danger")
    keep = box.addButton(tr("Keep"), QMessageBox.ButtonRole.RejectRole)
    keep.setObjectName(f"{name}_keep")
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    confirm.clicked.connect(then)
    box.open()
    return box
