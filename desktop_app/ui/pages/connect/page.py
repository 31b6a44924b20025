"""Step 1. Practice without an account, or connect one; then see at once what will and won't work."""

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from desktop_app.journey.state import Connection, Mode
from desktop_app.journey.steps import Step
from desktop_app.ui import errors
from desktop_app.ui.pages.attendees import giving_up
from desktop_app.ui.pages.connect.account import AccountForm, Typed
from desktop_app.ui.pages.connect.checklist import Checklist
from desktop_app.ui.pages.connect.damaged_profiles import DamagedProfiles
from desktop_app.ui.pages.connect.unfinished import Unfinished, UnfinishedImports, find_unfinished
from desktop_app.ui.pages.page import Bar, Page
from desktop_app.ui.program import Program
from desktop_app.ui.tasks import Second
from desktop_app.ui.widgets.choice_card import ChoiceCard
from desktop_app.ui.widgets.side_by_side import SideBySide
from desktop_app.zoom.errors import Reason, ZoomError

if TYPE_CHECKING:
    from pathlib import Path


NEAR = 24
"""Pixels that stay between the edge and what is scrolled into view."""


class ConnectPage(Page):
    """Two faces: the form, and after connecting the checklist "Ready to go"."""

    step = Step.CONNECT

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._form = QWidget()
        self.checklist = Checklist()
        self.unfinished = UnfinishedImports()
        self.damaged_profiles = DamagedProfiles(program.profiles)
        self._continuing: Unfinished | None = None
        self._told_lost: set[Path] = set()
        self.practice_card = ChoiceCard(
            self.tr("Practice without an account"),
            self.tr("Try every step with sample data. Nothing is sent to Zoom and nobody gets an email."),
            icon="practice",
        )
        self.practice_card.setObjectName("connect_practice")
        self.account_card = ChoiceCard(
            self.tr("Connect my Zoom account"),
            self.tr("Create real events. Your account needs a Zoom Events or Webinars Plus license."),
            icon="plug",
        )
        self.account_card.setObjectName("connect_account")
        self._choice = QButtonGroup(self)
        self._choice.addButton(self.practice_card)
        self._choice.addButton(self.account_card)
        self.account = AccountForm(program, self.tasks)
        self._build()

        self._choice.buttonToggled.connect(lambda *_: self._show_choice())
        self.account.changed.connect(self.changed)
        self.account.entered.connect(self.primary)
        self.account.help.toggled.connect(lambda _open: QTimer.singleShot(0, self, self._show_help))
        self.account.failed.connect(self.show_error)
        self.account.warned.connect(lambda title, text: self.message.show_message("warn", title, text))
        self.unfinished.continued.connect(self._continue)
        self.unfinished.given_up.connect(self._ask_to_give_up)
        connected_before = program.profiles.all() or program.profiles.kept_aside
        (self.account_card if connected_before else self.practice_card).setChecked(True)
        self._show_choice()
        self._show_face()

    def _build(self) -> None:
        layout = QVBoxLayout(self._form)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(self.damaged_profiles)
        layout.addWidget(self.unfinished)
        cards = SideBySide()
        cards.add(self.practice_card)
        cards.add(self.account_card)
        layout.addWidget(cards)
        layout.addWidget(self.account)
        # no QStackedWidget: it is as tall as its tallest page, whichever it shows
        self.body.addWidget(self._form)
        self.body.addWidget(self.checklist)
        self.body.addStretch()

    # --- what the window asks

    def bar(self) -> Bar:
        if self._face_is_checklist:
            ready = self.journey.readiness
            return Bar(
                primary=self.tr("Continue to hubs"),
                enabled=ready.hubs > 0,
                reason=self.tr("No hub to continue with"),
                busy=self.tasks.running("recheck"),
                secondary=self.tr("Check again"),
                secondary_icon="retry",
                secondary_enabled=not self.tasks.running(),
                status=self._kept_where(),
                status_icon="key",
            )
        busy = self.tasks.running("connect")
        practice = self.practice_card.isChecked()
        label = self.tr("Start practice") if practice else self.tr("Connect")
        return Bar(
            primary=(self.tr("Starting…") if practice else self.tr("Connecting…")) if busy else label,
            busy=busy,
            secondary=self.tr("Cancel") if busy else "",
            status=self.tr("Nothing is sent until you connect"),
            status_icon="shield",
        )

    def caption(self) -> str:
        connection = self.journey.state.connection
        if connection is None:
            return ""
        return self.tr("Practice") if connection.mode is Mode.PRACTICE else connection.profile_name

    def enter(self) -> None:
        self.account.look_for_keychain()
        self._look_for_unfinished()
        self.damaged_profiles.tell()
        self._show_face()

    def primary(self) -> None:
        if self._face_is_checklist:
            self.completed.emit()
        elif self.practice_card.isChecked():
            self._start_practice()
        else:
            self._start_account()

    def secondary(self) -> None:
        if self._face_is_checklist:
            self.clear_message()
            self.tasks.start("recheck", self.journey.recheck(), done=self._connected, failed=self.show_error)
        else:
            self.tasks.cancel("connect")

    def goes_back(self) -> bool:
        return self._face_is_checklist

    def back(self) -> bool:
        """From the checklist to the form: the connection stays until another one stands."""
        if not self._face_is_checklist:
            return False
        self._continuing = None
        self.clear_message()
        self._show_face(form=True)
        return True

    def retry(self) -> None:
        """Try again what failed: on the checklist that is opening the event of an import, or looking once more."""
        if self._face_is_checklist and self._continuing is not None:
            self.clear_message()
            self._open_event_of(self._continuing)
        elif self._face_is_checklist:
            self.secondary()
        else:
            self.primary()

    def leave(self) -> None:
        self._continuing = None

    def on_action(self, key: str) -> None:
        if key == "give_up" and self._continuing is not None:
            self._ask_to_give_up(self._continuing)
        elif key == "unfinished":
            self.clear_message()
            self._look_for_unfinished()
        elif key in ("connect", "permissions"):
            self.clear_message()
            self.back()
            (self.account.account_id if self.account_card.isChecked() else self.practice_card).setFocus()
        else:
            super().on_action(key)

    def show_error(self, error: Exception) -> None:
        """Show a failure; where the remedy is this very page, its button leads to the first value."""
        view = errors.view_for(error)
        actions = tuple(
            (key, self.tr("Correct the values") if key in ("connect", "permissions") else label)
            for key, label in view.actions
        )
        self.show_view(replace(view, actions=actions))

    def start_practice(self) -> None:
        """`--practice`: choose practice and begin."""
        self.practice_card.setChecked(True)
        self._start_practice()

    # --- connecting

    def _start_practice(self) -> None:
        self.clear_message()
        self.tasks.start("connect", self._connect_practice(), done=self._connected, failed=self.show_error)

    def _start_account(self) -> None:
        self.clear_message()
        typed = self.account.typed()
        if typed is not None:
            self.program.remember_secret(typed.client_secret)
            self.tasks.start("connect", self._connect_account(typed), done=self._connected, failed=self.show_error)

    async def _connect_practice(self) -> Connection:
        connection = await self.journey.connect(Mode.PRACTICE, profile_name=self.tr("Practice"))
        await self._make_checklist(connection)
        return connection

    async def _connect_account(self, typed: Typed) -> Connection:
        connection = await self.journey.connect(
            Mode.ACCOUNT,
            profile_name=typed.name,
            account_id=typed.account_id,
            client_id=typed.client_id,
            client_secret=typed.client_secret,
        )
        await self.account.keep(typed)
        await self._make_checklist(connection)
        return connection

    async def _make_checklist(self, connection: Connection) -> None:
        """Make it while nobody sees it, in a turn of the event loop of its own: to show it takes long enough."""
        self.checklist.show_connection(connection, self.journey.readiness)
        await asyncio.sleep(0)

    def _connected(self, connection: Connection) -> None:
        self.clear_message()
        self.account.fill_profiles()
        if connection.mode is Mode.ACCOUNT:
            self.damaged_profiles.settle()
        self._show_face()
        wanted = self._continuing
        if wanted is None:
            return
        if (connection.mode, connection.account_key) == (wanted.mode, wanted.made.account_key):
            self._open_event_of(wanted)
        else:
            self._continuing = None

    # --- imports that were not finished

    def _look_for_unfinished(self) -> None:
        journals = {mode: self.program.journal(mode) for mode in Mode}
        self.tasks.start(
            "unfinished",
            find_unfinished(journals),
            done=self._show_unfinished,
            failed=self._unfinished_not_found,
            second=Second.REPLACE,
        )

    def _show_unfinished(self, found: list[Unfinished]) -> None:
        self.unfinished.show_imports(found)
        lost = [self.program.journal(mode).set_aside for mode in Mode]
        for path in lost:
            if path is not None and path not in self._told_lost:
                self._told_lost.add(path)
                self.message.show_message("warn", *errors.lost_record(path.name))

    def _unfinished_not_found(self, error: Exception) -> None:
        """Nobody would miss what isn't offered, so it is said."""
        self.unfinished.hide()
        view = errors.view_for(error)
        self.show_view(replace(view, actions=(("unfinished", errors.action_label("retry")),)))

    def _continue(self, wanted: Unfinished) -> None:
        """Connect where the import was made; with an account whose secret is known, that is one press."""
        self._continuing = wanted
        if wanted.mode is Mode.PRACTICE:
            self.start_practice()
            return
        self.account_card.setChecked(True)
        known = self.account.choose_account(wanted.made.account_key)
        if known and self.account.secret.text():
            self._start_account()
            return
        self.message.show_message(
            "info",
            self.tr("Connect the account of this import"),
            self.tr("Enter the client secret and choose Connect; then the import goes on.")
            if known
            else self.tr("Its profile was forgotten. Enter the account’s values and choose Connect."),
        )
        (self.account.secret if known else self.account.account_id).setFocus()

    def _open_event_of(self, wanted: Unfinished) -> None:
        self.program.import_to_continue = wanted.made.id
        self.tasks.start(
            "open event",
            self.journey.open_event(wanted.made.event_id),
            done=lambda _: self._event_opened(),
            failed=self._event_not_opened,
        )

    def _event_opened(self) -> None:
        self._continuing = None
        self.go.emit(Step.ATTENDEES.value)

    def _event_not_opened(self, error: Exception) -> None:
        """An event that is gone would be looked for at every start, so its import can be given up."""
        self.program.import_to_continue = ""
        if self._continuing and isinstance(error, ZoomError) and error.reason is Reason.EVENT_NOT_FOUND:
            view = errors.view_for(error)
            self.show_view(replace(view, actions=(("give_up", giving_up.label(self._continuing.made)),)))
        else:
            self.show_error(error)

    def _ask_to_give_up(self, wanted: Unfinished) -> None:
        giving_up.ask(self, wanted.made, wanted.counts, lambda: self._give_up(wanted))

    def _give_up(self, wanted: Unfinished) -> None:
        self._continuing = None
        self.clear_message()
        self.tasks.start(
            "give up",
            giving_up.give_up(self.program.journal(wanted.mode), wanted.made),
            done=lambda _: self._look_for_unfinished(),
            failed=self.show_error,
        )

    # --- showing

    @property
    def _face_is_checklist(self) -> bool:
        return not self.checklist.isHidden()

    def _show_face(self, *, form: bool = False) -> None:
        connection = self.journey.state.connection
        if connection is None or form:
            self.checklist.hide()
            self._form.show()
            self.header.set_texts(
                self.tr("Connect Foyer to Zoom"),
                self.tr("Practice first without an account, or connect the account that will host your event."),
            )
        else:
            # while it is out of sight: each row that comes would lay out all of it again
            self.checklist.hide()
            self.checklist.show_connection(connection, self.journey.readiness)
            self.header.set_texts(self.tr("Check what Foyer may do"), self.checklist.summary())
            self._form.hide()
            self.checklist.show()
        self.changed.emit()

    def _show_choice(self) -> None:
        self.account.setVisible(self.account_card.isChecked())
        self.clear_message()
        self.changed.emit()

    def _show_help(self) -> None:
        """It opens below what is in view; by now the layouts know how far."""
        if self.account.help.is_open():
            self.scroller.ensureWidgetVisible(self.account.help, 0, NEAR)

    def _kept_where(self) -> str:
        connection = self.journey.state.connection
        if connection is None or connection.mode is Mode.PRACTICE:
            return self.tr("Practice needs no secret")
        return self.account.kept_where()
