"""What the Attendees page shows and says when something has happened to an import: it was prepared, has begun, ended or
broke off; one of before was opened, put away, or taken back."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from desktop_app.attendees.importer import AlreadyRunning, ImportOver, Stopped
from desktop_app.attendees.journal import Import
from desktop_app.attendees.row_filters import IN_DOUBT, count_of
from desktop_app.ui import errors, giving_up
from desktop_app.ui.pages.attendees import labels, titles
from desktop_app.ui.pages.attendees.context import Context
from desktop_app.ui.pages.attendees.earlier_control import EarlierControl
from desktop_app.ui.pages.attendees.faces import Faces
from desktop_app.ui.pages.attendees.import_actions import Ended
from desktop_app.ui.pages.attendees.import_control import ImportControl
from desktop_app.ui.pages.attendees.list_control import ListControl
from desktop_app.ui.pages.attendees.results_control import ResultsControl
from desktop_app.ui.pages.page import Page
from desktop_app.zoom.errors import Reason, ZoomError

FOR_GOOD = frozenset((Reason.EVENT_NOT_FOUND, Reason.EVENT_OVER, Reason.NOT_PUBLISHED))
"""What may keep an import from ever going on."""


class ImportEvents(QObject):
    """Answers the signals of the controls. `tell` reaches somebody who looks elsewhere: a title, a text."""

    def __init__(
        self,
        page: Page,
        context: Context,
        faces: Faces,
        *,
        listed: ListControl,
        imports: ImportControl,
        results: ResultsControl,
        earlier: EarlierControl,
        tell: Callable[[str, str], object],
    ) -> None:
        super().__init__(page)
        self._page = page
        self._context = context
        self._faces = faces
        self._list = listed
        self._imports = imports
        self._results = results
        self._earlier = earlier
        self._tell = tell
        imports.prepared.connect(self._prepared)
        imports.started.connect(self._started)
        imports.ended.connect(self._ended)
        imports.broke.connect(self._broke)
        results.changed.connect(self._results_changed)
        results.taken_back.connect(self._taken_back)
        results.undo.changed.connect(self._undo_changed)
        earlier.listed.connect(self._earlier_listed)
        earlier.opened.connect(self._opened)
        earlier.put_away.connect(self._put_away)
        earlier.discarded.connect(self._discarded)

    def add_more(self) -> None:
        """Let another list come in. One that is there already stays."""
        self._page.clear_message()
        self._faces.show(self._faces.drop)
        self._earlier.look()

    # --- one that the page runs

    def _prepared(self, made: Import) -> None:
        self.add_more()
        self._context.say(
            "ok",
            labels.are_prepared(made.total),
            self.tr("They wait until the event is published and you start the import here."),
            actions=[("draft", self.tr("Back to the event"))],
        )

    def _started(self) -> None:
        self._list.outdate()
        self._page.clear_message()
        self._faces.show(self._faces.importing)

    def _ended(self, ended: Ended) -> None:
        self._faces.show(self._faces.finished)
        if ended.failure is not None and self._results.waits_until is not None:
            # there is no use in trying again before
            self._context.fail(ended.failure, None)
        elif ended.failure is not None and ended.counts.left:
            self._context.fail(ended.failure, lambda: self._imports.go_on(ended.made))
            if isinstance(ended.failure, ZoomError) and ended.failure.reason in FOR_GOOD:
                view = errors.view_for(ended.failure)
                self._page.show_view(replace(view, actions=(*view.actions, ("give_up", giving_up.label(ended.made)))))
        elif ended.summary is not None and ended.summary.stopped is Stopped.USER:
            self._context.say("info", *labels.stopped(ended.counts))
        elif count_of(ended.counts, IN_DOUBT):
            self._context.say(
                "warn", *labels.in_doubt(ended.counts), actions=[("permissions", self.tr("See permissions"))]
            )
        last = self._results.last
        self._tell(*titles.finished(ended.counts, last.seconds, tried=last.tried, now=last.registered))
        self._earlier.look()

    def _broke(self, error: Exception) -> None:
        """The record can't be kept, so nothing more was sent."""
        made = self._results.made
        if isinstance(error, ImportOver):
            self._results.look_again(lambda: self._over(error))
        elif isinstance(error, AlreadyRunning) and made is not None:
            self._faces.show(self._faces.drop)
            self._earlier.look()
            self._context.fail(error, lambda: self._imports.go_on(made))
        elif self._faces.shown is self._faces.importing:
            self._faces.show(self._faces.drop)
            self._context.fail(error, self._earlier.look)
            self._tell(self.tr("Import stopped"), errors.view_for(error).title)
        else:
            self._context.fail(error, self._imports.again)

    def _over(self, error: Exception) -> None:
        if self._results.made is None:
            self.add_more()
        else:
            self._faces.show(self._faces.finished)
            self._earlier.look()
        self._context.fail(error, None)

    # --- one that is shown

    def _results_changed(self) -> None:
        """What is shown became something else meanwhile, or is gone."""
        if self._faces.shown is not self._faces.finished:
            return
        if self._results.made is None:
            self.add_more()
            return
        self._page.clear_message()
        self._faces.show_title()
        self._earlier.look()
        self._page.changed.emit()

    def _undo_changed(self) -> None:
        if self._results.undo.running:
            title = self._page.header.title()
            # a list may have come in, and be shown, while the question was open
            self._faces.show(self._faces.finished)
            if title != self._page.header.title():
                # what was said of the undo before this one no longer holds
                self._page.clear_message()
                self._faces.focus_title()
        self._page.changed.emit()

    def _taken_back(self) -> None:
        self._list.outdate()
        self._faces.show(self._faces.finished)
        message, focused = self._page.message, self._page.window().focusWidget()
        if focused is None or not (focused is message or message.isAncestorOf(focused)):
            self._faces.focus_title()
        self._earlier.look()

    # --- those of before

    def _earlier_listed(self) -> None:
        """What was prepared waits for a person's word, which can be given once the event is published."""
        waiting = self._earlier.waiting
        waits = waiting and not self._context.draft and not self._page.message.isVisible()
        if waits and self._faces.shown is self._faces.drop:
            first = self.tr("Review and start") if len(waiting) == 1 else self.tr("Review the first list")
            self._context.say("info", *labels.were_prepared(waiting), actions=[("prepared", first)])
        elif waits and self._faces.shown is self._faces.finished:
            self._tell_of_others()
        self._page.changed.emit()

    def _tell_of_others(self) -> None:
        """Who has done with one prepared list is led to the next, by the primary button."""
        others = self._earlier.others_waiting
        if others and self._results.leads_on and not self._context.draft:
            self._context.say("info", *labels.still_wait(others))

    def _opened(self) -> None:
        self._page.clear_message()
        self._faces.show(self._faces.finished, anew=True)
        left, made = self._results.to_send, self._results.made
        if left and made is not None and self._context.canceled:
            actions = [("give_up", giving_up.label(made))]
            said = labels.not_sent(self._results.counts)
            self._context.say("warn", self.tr("The event was canceled"), said, actions)
        elif made is not None and made.prepared and self._context.draft:
            said = self.tr("Nobody is registered before you publish the event and start the import here.")
            publish = [("draft", self.tr("Go and publish"))]
            self._context.say("info", self.tr("This list waits until the event is published"), said, publish)
        else:
            self._tell_of_others()

    def _put_away(self) -> None:
        self._results_changed()
        self._faces.focus_title()

    def _discarded(self) -> None:
        self.add_more()
        self._context.say("ok", self.tr("The list was discarded"))
