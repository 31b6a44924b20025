"""The files that the Attendees page writes: a sample list, results, and who was left out. CSV or Excel, as the person
chooses in the dialog."""

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from desktop_app.attendees.journal import Fate
from desktop_app.attendees.row_filters import IN_ALREADY, TAKEN_BACK, RowFilter
from desktop_app.bundled import bundled
from desktop_app.storage.files import FOR_ALL, replace_file
from desktop_app.ui import words
from desktop_app.ui.file_dialogs import ask_where_to_save, file_name
from desktop_app.ui.pages.attendees import results_file
from desktop_app.ui.pages.attendees.context import Context
from desktop_app.ui.pages.attendees.drop_face import DropFace
from desktop_app.ui.pages.attendees.finished_face import FinishedFace
from desktop_app.ui.pages.attendees.results_control import ResultsControl
from desktop_app.ui.widgets.plain import safe_text


class FilesControl(QObject):
    """Asks where a file goes, writes it, and says that it is there."""

    def __init__(self, context: Context, drop: DropFace, finished: FinishedFace, results: ResultsControl) -> None:
        super().__init__(context.page)
        self._context = context
        self._results = results
        self._turns = asyncio.Lock()
        """One file is written after the other: two may have the same name."""
        self._number = count()
        drop.sample_wanted.connect(self.save_sample)
        drop.saved.connect(self.ask_results)
        finished.save_wanted.connect(lambda: self._ask_shown(None))
        finished.save_shown_wanted.connect(lambda: self._ask_shown(results.filter))

    def save_sample(self) -> None:
        """Ask where to write a sample list."""
        name = self.tr("attendees") + ".csv"
        title, kinds = self.tr("Save a sample file"), self.tr("Lists (*.csv)")
        ask_where_to_save(self._context.page, title, name, kinds, self.write_sample)

    def write_sample(self, path: Path) -> None:
        """Write a sample list, to be passed on."""

        def write() -> None:
            replace_file(path, bundled("samples", "attendees.csv").read_bytes(), permissions=FOR_ALL)

        self._save(path, lambda: asyncio.to_thread(write))

    def _ask_shown(self, fates: RowFilter) -> None:
        if self._results.made is not None:
            self.ask_results(self._results.made.id, fates)

    def ask_results(self, import_id: str, shown: RowFilter = None) -> None:
        """Ask where to write an import's results: all, or those of a filter."""
        names: dict[RowFilter, str] = {
            (Fate.REGISTERED,): self.tr("{event} added"),
            IN_ALREADY: self.tr("{event} already in"),
            (Fate.FAILED,): self.tr("{event} failed"),
            (Fate.LEFT_OUT,): self.tr("{event} left out"),
            TAKEN_BACK: self.tr("{event} taken back"),
        }
        name = names.get(shown, self.tr("{event} results")).format(event=self._context.journey.state.draft.name)
        kinds = self.tr("Lists (*.csv)") + ";;" + self.tr("Excel workbooks (*.xlsx)")
        dialog = ask_where_to_save(
            self._context.page,
            self.tr("Save results"),
            file_name(name, ".csv"),
            kinds,
            partial(self.save_results, import_id, shown=shown),
        )

        def kind_chosen(kind: str) -> None:
            suffix = ".xlsx" if "*.xlsx" in kind else ".csv"
            dialog.setDefaultSuffix(suffix.removeprefix("."))
            for proposed in dialog.selectedFiles()[:1]:
                dialog.selectFile(Path(proposed).with_suffix(suffix).name)

        dialog.filterSelected.connect(kind_chosen)

    def save_results(self, import_id: str, path: Path, *, shown: RowFilter = None) -> None:
        """Write an import's results: an Excel workbook where the name ends in .xlsx, else CSV."""
        self._save(path, lambda: results_file.save(self._context.journal, import_id, path, shown))

    def _save(self, path: Path, write: Callable[[], Coroutine[Any, Any, object]]) -> None:
        def done(_: object) -> None:
            name = safe_text(path.name, words.LONGEST_SOURCE)
            self._context.say("ok", self.tr("Saved as {name}").format(name=name))

        def failed(error: Exception) -> None:
            self._context.fail(error, lambda: self._save(path, write))

        async def in_turn() -> None:
            async with self._turns:
                await write()

        # each under a name of its own: none is dropped because another is being written
        self._context.tasks.start(f"save {next(self._number)}", in_turn(), done=done, failed=failed)
