"""What tests of widgets share."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop_app.ui import theme


@pytest.fixture
def app(qapp):
    """The application in light colors, which a test may change, and its direction too."""
    theme.apply(qapp, "light")
    yield qapp
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    theme.apply(qapp, "light")


@pytest.fixture
def focused(qtbot):
    """Show a widget beside another that can take the focus, and give it the focus; return their window."""
    windows = []

    def show(widget):
        window = QWidget()
        windows.append(window)
        qtbot.addWidget(window)
        layout = QVBoxLayout(window)
        layout.addWidget(widget)
        layout.addWidget(QLineEdit())
        window.show()
        window.activateWindow()
        widget.setFocus()
        qtbot.waitUntil(widget.hasFocus)
        return window

    yield show
    windows.clear()
