"""Which face of the Attendees page is shown: its words above it, its width, and where the focus goes."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from desktop_app.ui.breath import Breath
from desktop_app.ui.pages.attendees import labels
from desktop_app.ui.pages.attendees.blocked_face import BlockedFace
from desktop_app.ui.pages.attendees.check_face import CheckFace
from desktop_app.ui.pages.attendees.drop_face import DropFace
from desktop_app.ui.pages.attendees.finished_face import FinishedFace
from desktop_app.ui.pages.attendees.importing_face import ImportingFace
from desktop_app.ui.pages.page import Page
from desktop_app.ui.widgets.measures import MEASURE

ANY_WIDTH = (1 << 24) - 1
"""Pixels: what Qt takes for no limit."""


class Faces:
    """All faces, and the one that is `shown`; `title` says title and sentence of a face. No QStackedWidget: it is as
    tall as its tallest page, whichever it shows."""

    def __init__(
        self,
        page: Page,
        title: Callable[[QWidget], tuple[str, str]],
        *,
        drop: DropFace,
        blocked: BlockedFace,
        check: CheckFace,
        importing: ImportingFace,
        finished: FinishedFace,
    ) -> None:
        column = page.header.parentWidget()
        assert column is not None
        self._page = page
        self._column = column
        self._title = title
        self.drop = drop
        self.blocked = blocked
        self.check = check
        self.importing = importing
        self.finished = finished
        self._all: tuple[QWidget, ...] = (drop, blocked, check, importing, finished)
        self._paint_soon = Breath(page, partial(page.scroller.setUpdatesEnabled, True))
        self._paste_shortcut = drop.make_paste_shortcut(page)
        self.shown: QWidget = drop
        for face in self._all:
            face.setVisible(face is drop)
            page.body.addWidget(face, 1)

    def show(self, face: QWidget, *, anew: bool = False) -> None:
        """Show one face and hide the others. `anew`: it shows something else now, even if it was there before."""
        changes = anew or face is not self.shown
        if changes:
            # to paint all of it takes as long as to lay it out: a turn for each, and meanwhile what was there stays
            self._page.scroller.setUpdatesEnabled(False)
            self._paint_soon.start()
        self.shown = face
        for each in self._all:
            each.setVisible(each is face)
        # tables take the width of the window; what is read beside them keeps its measure
        self._column.setMaximumWidth(ANY_WIDTH if face in (self.check, self.finished) else MEASURE)
        self._paste_shortcut.setEnabled(face is self.drop)
        self.show_title()
        if changes:
            self._page.scroller.to_the_top()
            self.focus_title()
        self._page.changed.emit()

    def show_title(self) -> None:
        """Say above the face what it is about, as that is now."""
        title, said = self._title(self.shown)
        # to which of several events people are invited is seen on every face
        event = labels.event(self._page.journey.state.draft)
        self._page.header.set_texts(title, "\n".join(filter(None, (event, said))))

    def focus_title(self) -> None:
        """The button that was pressed is off or gone: the title says what it led to."""
        if self._page.isVisible():
            self._page.header.focus_title()
