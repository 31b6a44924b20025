"""Step 1. Practice without an account, or connect one; then see at once what will and won't work."""

import asyncio
from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop_app.journey.state import Connection, Mode
from desktop_app.journey.steps import Step
from desktop_app.ui.pages.connect.account import AccountForm, Typed
from desktop_app.ui.pages.connect.checklist import Checklist
from desktop_app.ui.pages.connect.damaged_profiles import DamagedProfiles
from desktop_app.ui.pages.connect.unfinished import UnfinishedImports
from desktop_app.ui.pages.connect.unfinished_control import UnfinishedControl
from desktop_app.ui.pages.page import Bar, Page
from desktop_app.ui.program import Program
from desktop_app.ui.widgets.choice_card import ChoiceCard
from desktop_app.ui.widgets.choice_group import ChoiceGroup
from desktop_app.ui.widgets.message_bar import ErrorView
from desktop_app.ui.widgets.side_by_side import SideBySide


class ConnectPage(Page):
    """Two faces: the form, and after connecting the checklist "Ready to go"."""

    step = Step.CONNECT

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._form = QWidget()
        self._worked_in: QWidget | None = None
        self.checklist = Checklist()
        self.unfinished = UnfinishedImports()
        self.damaged_profiles = DamagedProfiles(program.profiles)
        self.imports = UnfinishedControl(self, self.unfinished)
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
        self._choice = ChoiceGroup(self)
        self._choice.addButton(self.practice_card)
        self._choice.addButton(self.account_card)
        self.account = AccountForm(program, self.tasks)
        self._build()

        self._choice.buttonToggled.connect(lambda *_: self._show_choice())
        self.account.changed.connect(self.changed)
        self.account.entered.connect(self.primary)
        self.account.failed.connect(self.fail)
        self.account.warned.connect(lambda title, text: self.message.show_message("warn", title, text))
        self.imports.connection_wanted.connect(self._connect_for_import)
        self.imports.opened.connect(lambda: self.go.emit(Step.ATTENDEES.value))
        self.tasks.changed.connect(self._hold_form)
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
            opening = self.imports.opening
            return Bar(
                primary=self.tr("Opening the event…") if opening else self.tr("Continue to hubs"),
                enabled=ready.hubs > 0,
                reason=self.tr("No hub to continue with"),
                busy=opening or self.tasks.running("recheck"),
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
        self.imports.look()
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
            self.tasks.start(
                "recheck",
                self.journey.recheck(),
                done=self._connected,
                failed=lambda error: self.fail(error, self.secondary),
            )
        else:
            self.tasks.cancel("connect")
            self.imports.let_go()

    def goes_back(self) -> bool:
        return self._face_is_checklist

    def back(self) -> bool:
        """From the checklist to the form: the connection stays until another one stands."""
        if not self._face_is_checklist:
            return False
        self.leave()
        self.clear_message()
        self._show_face(form=True)
        return True

    def leave(self) -> None:
        """What Zoom answers now would lead away from where the person went."""
        self.tasks.cancel("recheck")
        self.imports.let_go()

    def on_action(self, key: str) -> None:
        if key == "give_up" and self.imports.wanted is not None:
            self.imports.ask_to_give_up(self.imports.wanted)
        elif key in ("connect", "permissions"):
            self.clear_message()
            self.back()
            (self.account.account_id if self.account_card.isChecked() else self.practice_card).setFocus()
        else:
            super().on_action(key)

    def show_view(self, view: ErrorView) -> None:
        """Show a failure; where the remedy is this very page, its button leads to the first value."""
        actions = tuple(
            (key, self.tr("Correct the values") if key in ("connect", "permissions") else label)
            for key, label in view.actions
        )
        super().show_view(replace(view, actions=actions))

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
        if self.account.reading:
            # what the keychain has nobody needs to type
            self.tasks.start("connect", self.account.secret_read(), done=lambda _: self._start_account())
            return
        typed = self.account.typed()
        if typed is not None:
            self.program.remember_secret(typed.client_secret)
            self.tasks.start("connect", self._connect_account(typed), done=self._connected, failed=self.show_error)
        elif self.imports.wanted is not None:
            self._ask_for_account(self.tr("Enter the client secret and choose Connect; then the import goes on."))

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
        self.account.fill_profiles()
        if connection.mode is Mode.ACCOUNT:
            self.damaged_profiles.settle()
        self._show_face()
        self.imports.go_on(connection)

    def _connect_for_import(self) -> None:
        """Connect where the import was made; with an account whose secret is known, that is one press."""
        wanted = self.imports.wanted
        assert wanted is not None
        if wanted.mode is Mode.PRACTICE:
            self.start_practice()
            return
        self.account_card.setChecked(True)
        if self.account.choose_account(wanted.made.account_key):
            self._start_account()
            return
        self._ask_for_account(self.tr("Its profile was forgotten. Enter the account’s values and choose Connect."))
        self.account.account_id.setFocus()

    def _ask_for_account(self, how: str) -> None:
        self.message.show_message("info", self.tr("Connect the account of this import"), how)

    # --- showing

    def _hold_form(self) -> None:
        """Nothing can be changed while it connects: that would count for another connection, or be lost."""
        connecting = self.tasks.running("connect")
        if connecting and self._form.isEnabled():
            self._worked_in = self.window().focusWidget()
        self._form.setEnabled(not connecting)
        if not connecting and self._worked_in is not None:
            # what had the focus has it again, if it is still there
            if isValid(self._worked_in) and self._form.isAncestorOf(self._worked_in):
                self._worked_in.setFocus()
            self._worked_in = None

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

    def _kept_where(self) -> str:
        connection = self.journey.state.connection
        if connection is None or connection.mode is Mode.PRACTICE:
            return self.tr("Practice needs no secret")
        return self.account.kept_where()
