"""What tests of inputs share."""

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop_app.ui import theme


@pytest.fixture
def american(qapp):
    """Dressed, and in American English."""
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    theme.apply(qapp, "light")
    yield
    QLocale.setDefault(before)


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
