"""What stands on the Attendees page when Zoom's permissions don't allow to add attendees."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.icon_label import IconLabel
from desktop_app.ui.widgets.plain import plain_label


class BlockedFace(QWidget):
    """Names the permission that is missing, and leads to the Connect page."""

    permissions_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("attendees_blocked")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        card = Card()
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(IconLabel("lock", "text2", 20), 0, Qt.AlignmentFlag.AlignTop)
        self._title = plain_label("", "heading")
        head.addWidget(self._title, 1)
        card.body.addLayout(head)
        self._text = plain_label("", "small")
        card.body.addWidget(self._text)
        button = QPushButton(self.tr("See permissions"))
        button.setObjectName("see_permissions")
        button.setAccessibleName(button.text())
        button.clicked.connect(self.permissions_wanted)
        card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(card)
        layout.addStretch()

    def show_missing(self, scopes: Sequence[str]) -> None:
        """Name the permissions to add."""
        self._title.setText(self.tr("Foyer may not add attendees in this account"))
        self._text.setText(
            self.tr(
                "Your app at Zoom lacks a permission: {scopes}. A Zoom admin can add it; the Connect page has a text "
                "to send. Until then, people can register through the event’s link."
            ).format(scopes=", ".join(scopes))
        )
