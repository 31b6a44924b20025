"""The files that the Publish page writes: the QR code as a picture, and the calendar file."""

import asyncio
import datetime as dt
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject
from PySide6.QtGui import QImage, QImageWriter

from desktop_app.journey import sharing
from desktop_app.storage.files import FOR_ALL, replace_file
from desktop_app.ui.file_dialogs import ask_where_to_save, file_name
from desktop_app.ui.pages.page import Page
from desktop_app.ui.pages.publish.after import AfterPublishing

QR_PIXELS = 1200
"""Enough for a poster."""


class FilesControl(QObject):
    """Asks where a file goes, writes it, and says on the page that it is there."""

    def __init__(self, page: Page, after: AfterPublishing) -> None:
        super().__init__(page)
        self._page = page
        self._after = after
        after.image_wanted.connect(self._save_image)
        after.calendar_wanted.connect(self._save_calendar)

    def _save_image(self) -> None:
        name = file_name(self._page.journey.state.draft.name, ".png")
        ask_where_to_save(self._page, self.tr("Save QR code"), name, self.tr("Images (*.png)"), self._write_image)

    def _write_image(self, path: Path) -> None:
        image = self._after.qr.image(QR_PIXELS)
        self._write(path, lambda: _png(image))

    def _save_calendar(self) -> None:
        name = file_name(self._page.journey.state.draft.name, ".ics")
        title, kinds = self.tr("Save calendar file"), self.tr("Calendars (*.ics)")
        ask_where_to_save(self._page, title, name, kinds, self._write_calendar)

    def _write_calendar(self, path: Path) -> None:
        state = self._page.journey.state
        draft, event_id, url = state.draft, state.event_id, state.stored.event_url if state.stored else ""
        stamp = dt.datetime.now(dt.UTC)
        self._write(path, lambda: sharing.calendar_file(draft, event_id=event_id, url=url, stamp=stamp))

    def _write(self, path: Path, content: Callable[[], bytes]) -> None:
        """Make and write a file in a thread, because either may take a tenth of a second."""
        page, saved = self._page, self.tr("Saved as {name}").format(name=path.name)
        page.tasks.start(
            f"save {path}",
            asyncio.to_thread(lambda: replace_file(path, content(), permissions=FOR_ALL)),
            done=lambda _: page.say("ok", saved),
            failed=lambda error: page.fail(error, lambda: self._write(path, content)),
        )


def _png(image: QImage) -> bytes:
    picture = QBuffer()
    picture.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(picture, QByteArray(b"PNG")).write(image)
    return bytes(picture.data().data())
