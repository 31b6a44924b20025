"""The files that the Attendees page writes: a sample list, results, and who was left out. CSV or Excel, as the person
chooses in the dialog."""

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from desktop_app.attendees.journal import Fate
from desktop_app.bundled import bundled
from desktop_app.ui.file_dialogs import ask_where_to_save, file_name
from desktop_app.ui.pages.attendees import import_actions
from desktop_app.ui.pages.attendees.context import Context
from desktop_app.ui.pages.attendees.drop_face import DropFace
from desktop_app.ui.pages.attendees.finished_face import IN_ALREADY, FinishedFace
from desktop_app.ui.pages.attendees.import_actions import Shown
from desktop_app.ui.pages.attendees.results_control import ResultsControl
from desktop_app.ui.widgets.plain import safe_text

LONGEST_NAME = 60


class FilesControl(QObject):
    """Asks where a file goes, writes it, and says that it is there."""

    def __init__(self, context: Context, drop: DropFace, finished: FinishedFace, results: ResultsControl) -> None:
        super().__init__(context.page)
        self._context = context
        self._results = results
        drop.sample_wanted.connect(self.save_sample)
        drop.saved.connect(self.ask_results)
        finished.save_wanted.connect(lambda: self._ask_shown(None))
        finished.save_shown_wanted.connect(lambda: self._ask_shown(results.filter))

    def save_sample(self) -> None:
        """Ask where to write a sample list."""
        content = bundled("samples", "attendees.csv").read_bytes()

        def write(path: Path) -> None:
            self._save(path, lambda: asyncio.to_thread(path.write_bytes, content))

        name = self.tr("attendees") + ".csv"
        ask_where_to_save(self._context.page, self.tr("Save a sample file"), name, self.tr("Lists (*.csv)"), write)

    def _ask_shown(self, fates: Shown) -> None:
        if self._results.made is not None:
            self.ask_results(self._results.made.id, fates)

    def ask_results(self, import_id: str, shown: Shown = None) -> None:
        """Ask where to write an import's results: all, or those of a filter."""
        names: dict[Shown, str] = {
            (Fate.REGISTERED,): self.tr("{event} added"),
            IN_ALREADY: self.tr("{event} already in"),
            (Fate.FAILED,): self.tr("{event} failed"),
            (Fate.LEFT_OUT,): self.tr("{event} left out"),
            import_actions.TAKEN_BACK: self.tr("{event} taken back"),
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

    def save_results(self, import_id: str, path: Path, *, shown: Shown = None) -> None:
        """Write an import's results: an Excel workbook where the name ends in .xlsx, else CSV."""
        self._save(path, lambda: import_actions.save(self._context.journal, import_id, path, shown))

    def _save(self, path: Path, write: Callable[[], Coroutine[Any, Any, object]]) -> None:
        def done(_: object) -> None:
            name = safe_text(path.name, LONGEST_NAME)
            self._context.say("ok", self.tr("Saved as {name}").format(name=name))

        def failed(error: Exception) -> None:
            self._context.fail(error, lambda: self._save(path, write))

        self._context.tasks.start("save", write(), done=done, failed=failed)
