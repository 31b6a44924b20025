"""How far something has come: a bar and a line of text."""

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from desktop_app.ui.widgets.announce import announce
from desktop_app.ui.widgets.plain import plain_label

STEP = 10
"""Progress is read out every so many percent."""


class ProgressLine(QWidget):
    """The bar is accent on gray; without a known total it runs back and forth."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self._text = plain_label(role="small")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.bar)
        layout.addWidget(self._text)
        self._said = 0

    def show_progress(self, done: int, total: int, text: str, *, shown: bool = True) -> None:
        """Show `done` of `total`; a total of 0 means that nobody knows. A text that isn't `shown` is only read out,
        because it stands elsewhere."""
        # else it paints at once, and all of the window that waits to be painted, which what follows changes again
        self.bar.setUpdatesEnabled(False)
        self.bar.setRange(0, max(total, 0))
        self.bar.setValue(min(max(done, 0), total) if total > 0 else 0)
        self.bar.setUpdatesEnabled(True)
        self._text.setText(text)
        self._text.setVisible(shown and bool(text))
        self.bar.setAccessibleDescription(text)
        percent = done * 100 // total if total > 0 else 0
        if percent // STEP != self._said // STEP:
            announce(self.bar, text)
        self._said = percent

    def text(self) -> str:
        return self._text.text()
