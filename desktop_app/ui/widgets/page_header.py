"""A page's title and the sentence below it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.ui.widgets.plain import plain_label


class PageHeader(QWidget):
    """The title takes the focus on a change of page, so that it is read out, but is no stop of the Tab key."""

    def __init__(self, title: str = "", subtitle: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.setSpacing(4)
        self._title = plain_label(role="title")
        self._title.setObjectName("page_title")
        self._subtitle = plain_label(role="subtitle")
        self._subtitle.setObjectName("page_subtitle")
        self._title.setMinimumHeight(32)
        self._subtitle.setMinimumHeight(20)
        layout.addWidget(self._title)
        layout.addWidget(self._subtitle)
        self.set_texts(title, subtitle)

    def set_texts(self, title: str, subtitle: str) -> None:
        """Show another title and sentence."""
        self._title.setText(title)
        self._title.setAccessibleDescription(subtitle)
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))

    def title(self) -> str:
        return self._title.text()

    def subtitle(self) -> str:
        return self._subtitle.text()

    def focus_title(self) -> None:
        """Have the title read out."""
        self._title.setFocus(Qt.FocusReason.OtherFocusReason)
