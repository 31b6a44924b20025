"""Step 1. Practice without an account, or connect one; then see at once what will and won't work."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.journey import readiness
from desktop_app.journey.state import Connection, Mode
from desktop_app.journey.steps import Step
from desktop_app.storage.keychain import Availability, KeychainUnavailable
from desktop_app.storage.profiles import Profile
from desktop_app.ui import errors, theme
from desktop_app.ui.pages.connect_checklist import Checklist
from desktop_app.ui.pages.page import MARKETPLACE, Bar, Page
from desktop_app.ui.program import Program
from desktop_app.ui.tasks import Second
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.choice_card import ChoiceCard
from desktop_app.ui.widgets.copy_button import CopyButton
from desktop_app.ui.widgets.expander import Expander
from desktop_app.ui.widgets.labeled_field import LabeledField
from desktop_app.ui.widgets.secret_field import SecretField


class ConnectPage(Page):
    """Two faces: the form, and after connecting the checklist "Ready to go"."""

    step = Step.CONNECT

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._faces = QStackedWidget()
        self._form = QWidget()
        self.checklist = Checklist()
        self._faces.addWidget(self._form)
        self._faces.addWidget(self.checklist)
        self.body.addWidget(self._faces)
        self.body.addStretch()
        self._availability: Availability | None = None
        self._stored_secret_of = ""

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
        self.profile = QComboBox()
        self.profile.setObjectName("connect_profile")
        self.name = QLineEdit()
        self.name.setObjectName("connect_name")
        self.name.setPlaceholderText(self.tr("For example: Acme Corp"))
        self.account_id = QLineEdit()
        self.account_id.setObjectName("connect_account_id")
        self.client_id = QLineEdit()
        self.client_id.setObjectName("connect_client_id")
        self.secret = SecretField()
        self.secret.setObjectName("connect_client_secret")
        self.remember = QCheckBox(self.tr("Remember in this computer’s keychain"))
        self.remember.setObjectName("connect_remember")
        self.remember.setAccessibleName(self.remember.text())
        self.remember_note = QLabel()
        self.forget_button = QPushButton(self.tr("Forget this profile"))
        self._build_form()

        self._choice.buttonToggled.connect(lambda *_: self._show_choice())
        self.profile.currentIndexChanged.connect(self._profile_chosen)
        self.forget_button.clicked.connect(self._forget)
        for field in (self.account_id, self.client_id, self.name):
            field.textEdited.connect(self._typed)
        self.secret.textEdited.connect(self._typed)
        self.checklist.hub_help.connect(lambda: self.program.open_url(MARKETPLACE))
        self._fill_profiles()
        (self.account_card if program.profiles.all() else self.practice_card).setChecked(True)
        self._show_choice()
        self._show_face()

    # --- building

    def _build_form(self) -> None:
        layout = QVBoxLayout(self._form)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        cards = QHBoxLayout()
        cards.setSpacing(16)
        cards.addWidget(self.practice_card, 1)
        cards.addWidget(self.account_card, 1)
        layout.addLayout(cards)

        self._account = QWidget()
        account = QVBoxLayout(self._account)
        account.setContentsMargins(0, 0, 0, 0)
        account.setSpacing(12)
        card = Card()
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        self.fields = {
            "profile": LabeledField(self.tr("Saved profile"), self.profile),
            "name": LabeledField(self.tr("Name of this connection"), self.name, optional=True),
            "account_id": LabeledField(self.tr("Account ID"), self.account_id),
            "client_id": LabeledField(self.tr("Client ID"), self.client_id),
            "secret": LabeledField(self.tr("Client secret"), self.secret),
        }
        grid.addWidget(self.fields["profile"], 0, 0, 1, 2)
        grid.addWidget(self.fields["account_id"], 1, 0)
        grid.addWidget(self.fields["client_id"], 1, 1)
        grid.addWidget(self.fields["secret"], 2, 0)
        grid.addWidget(self.fields["name"], 2, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        card.body.addLayout(grid)
        card.body.addWidget(self.remember)
        self.remember_note.setObjectName("connect_remember_note")
        self.remember_note.setProperty("role", "caption")
        self.remember_note.setWordWrap(True)
        note = QHBoxLayout()
        note.setContentsMargins(30, 0, 0, 0)
        note.addWidget(self.remember_note, 1)
        self.forget_button.setObjectName("connect_forget")
        self.forget_button.setAccessibleName(self.forget_button.text())
        self.forget_button.setProperty("kind", "link")
        note.addWidget(self.forget_button)
        card.body.addLayout(note)
        account.addWidget(card)
        account.addWidget(self._help())
        layout.addWidget(self._account)
        layout.addStretch()

    def _help(self) -> QWidget:
        expander = Expander(self.tr("Where do I find these?"))
        expander.setObjectName("connect_help")
        steps = QWidget()
        grid = QGridLayout(steps)
        grid.setContentsMargins(4, 4, 4, 4)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        texts = (
            self.tr("Sign in to the Zoom Marketplace as an admin, or ask your Zoom admin to."),
            self.tr("Choose Develop, then Build App, then Server-to-Server OAuth."),
            self.tr("Under Scopes, add the permissions that Foyer uses."),
            self.tr("Copy the Account ID, Client ID, and Client Secret into the boxes above."),
            self.tr("Activate the app. If your app shows no Account ID, leave that box empty."),
        )
        for row, text in enumerate(texts):
            number = QLabel(str(row + 1))
            number.setProperty("role", "accent")
            said = QLabel(text)
            said.setProperty("role", "small")
            said.setWordWrap(True)
            grid.addWidget(number, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(said, row, 1)
        opener = QPushButton(self.tr("Open Zoom Marketplace"))
        opener.setObjectName("connect_marketplace")
        opener.setAccessibleName(opener.text())
        opener.setProperty("kind", "link")
        opener.setIcon(theme.icon("external", "accentText", 16))
        opener.clicked.connect(lambda: self.program.open_url(MARKETPLACE))
        grid.addWidget(opener, 0, 2, Qt.AlignmentFlag.AlignRight)
        copy = CopyButton(self.tr("Copy the list"), lambda: "\n".join(readiness.all_scopes()))
        copy.setObjectName("connect_copy_scopes")
        copy.setProperty("kind", "link")
        grid.addWidget(copy, 2, 2, Qt.AlignmentFlag.AlignRight)
        expander.set_content(steps)
        return expander

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
        self.tasks.start(
            "keychain", self.program.keychain.available(), done=self._keychain_known, failed=lambda _: None
        )
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
        self.clear_message()
        self._faces.setCurrentWidget(self._form)
        self._show_face(form=True)
        return True

    def retry(self) -> None:
        """Try again what failed: on the checklist that is looking once more, not going on."""
        if self._face_is_checklist:
            self.secondary()
        else:
            self.primary()

    def on_action(self, key: str) -> None:
        if key in ("connect", "permissions"):
            self.clear_message()
            self.back()
            (self.account_id if self.account_card.isChecked() else self.practice_card).setFocus()
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
        self.tasks.start(
            "connect",
            self.journey.connect(Mode.PRACTICE, profile_name=self.tr("Practice")),
            done=self._connected,
            failed=self.show_error,
        )

    def _start_account(self) -> None:
        self.clear_message()
        client_id = self.client_id.text().strip()
        secret = self.secret.text().strip()
        self.fields["client_id"].set_problem(None if client_id else self.tr("Enter the Client ID from your Zoom app."))
        self.fields["secret"].set_problem(None if secret else self.tr("Enter the client secret from your Zoom app."))
        if not client_id:
            self.client_id.setFocus()
            return
        if not secret:
            self.secret.setFocus()
            return
        self.program.remember_secret(secret)
        self.tasks.start(
            "connect", self._connect_account(client_id, secret), done=self._connected, failed=self.show_error
        )

    async def _connect_account(self, client_id: str, secret: str) -> Connection:
        account_id = self.account_id.text().strip()
        name = self.name.text().strip() or self.tr("Zoom account")
        connection = await self.journey.connect(
            Mode.ACCOUNT, profile_name=name, account_id=account_id, client_id=client_id, client_secret=secret
        )
        await self._keep_profile(name, account_id, client_id, secret)
        return connection

    async def _keep_profile(self, name: str, account_id: str, client_id: str, secret: str) -> None:
        profiles = self.program.profiles
        chosen = self.profile.currentData()
        known = profiles.get(chosen) if chosen else None
        profile = (
            Profile(known.id, name, account_id, client_id, remembered=False)
            if known
            else profiles.new(name, account_id, client_id)
        )
        self.program.session_secrets.store(profile.id, secret)
        if self.remember.isChecked() and self.remember.isEnabled():
            try:
                await self.program.keychain.store(profile.id, secret)
                profile = replace(profile, remembered=True)
            except KeychainUnavailable as problem:
                self._keychain_known(problem.availability)
        elif known and known.remembered and self._availability is Availability.LOCKED:
            # nobody asked to forget it, and a prompt to unlock the keychain would come out of the blue
            profile = replace(profile, remembered=True)
        elif known and known.remembered:
            try:
                await self.program.keychain.delete(profile.id)
            except KeychainUnavailable as problem:
                self._keychain_known(problem.availability)
        profiles.save(profile)
        self.program.settings.change(last_profile=profile.id)

    def _connected(self, _connection: Connection) -> None:
        self.clear_message()
        self._fill_profiles()
        self._show_face()

    # --- showing

    @property
    def _face_is_checklist(self) -> bool:
        return self._faces.currentWidget() is self.checklist

    def _show_face(self, *, form: bool = False) -> None:
        connection = self.journey.state.connection
        if connection is None or form:
            self._faces.setCurrentWidget(self._form)
            self.header.set_texts(
                self.tr("Connect Foyer to Zoom"),
                self.tr("Practice first without an account, or connect the account that will host your event."),
            )
        else:
            self.checklist.show_connection(connection, self.journey.readiness)
            self._faces.setCurrentWidget(self.checklist)
            self.header.set_texts(self.tr("Check what Foyer may do"), self.checklist.summary())
        self.changed.emit()

    def _show_choice(self) -> None:
        self._account.setVisible(self.account_card.isChecked())
        self.clear_message()
        self.changed.emit()

    def _keychain_known(self, availability: Availability) -> None:
        self._availability = availability
        yes = availability is Availability.YES
        if yes != self.remember.isEnabled():
            self.remember.setEnabled(yes)
            self._show_remembered()
        self.remember_note.setText(
            {
                Availability.YES: self.tr("The secret goes into your system’s own password store, never into a file."),
                Availability.NONE: self.tr(
                    "This computer has no keychain that Foyer can use. "
                    "The secret is kept until you close Foyer, and never in a file."
                ),
                Availability.LOCKED: self.tr(
                    "Your keychain is locked. Unlock it to remember the secret; "
                    "until then it is kept until you close Foyer."
                ),
            }[availability]
        )
        self.changed.emit()

    def _show_remembered(self) -> None:
        """Tick the box where a secret is remembered, and never where none can be."""
        profile = self.program.profiles.get(self.profile.currentData() or "")
        self.remember.setChecked(bool(profile and profile.remembered) and self.remember.isEnabled())

    def _kept_where(self) -> str:
        connection = self.journey.state.connection
        if connection is None or connection.mode is Mode.PRACTICE:
            return self.tr("Practice needs no secret")
        profile = self.program.profiles.get(self.program.settings.current.last_profile)
        return (
            self.tr("Saved in your keychain")
            if profile and profile.remembered and self._availability is Availability.YES
            else self.tr("Kept until you close Foyer")
        )

    def _fill_profiles(self) -> None:
        last = self.program.settings.current.last_profile
        self.profile.blockSignals(True)
        self.profile.clear()
        self.profile.addItem(self.tr("New connection"), "")
        for profile in self.program.profiles.all():
            self.profile.addItem(theme.icon("building"), profile.name, profile.id)
        index = self.profile.findData(last) if last else -1
        self.profile.setCurrentIndex(max(index, 0))
        self.profile.blockSignals(False)
        if index > 0:
            self._profile_chosen()
        self.fields["profile"].setVisible(self.profile.count() > 1)
        self.forget_button.setVisible(bool(self.profile.currentData()))

    def _profile_chosen(self) -> None:
        profile = self.program.profiles.get(self.profile.currentData() or "")
        self.forget_button.setVisible(profile is not None)
        self.tasks.cancel("read secret")
        self.secret.setPlaceholderText("")
        self._typed()
        self._show_remembered()
        if profile is None:
            for field in (self.name, self.account_id, self.client_id):
                field.clear()
            self.secret.clear()
            return
        self.name.setText(profile.name)
        self.account_id.setText(profile.account_id)
        self.client_id.setText(profile.client_id)
        kept = self.program.session_secrets.read(profile.id)
        self.secret.setText(kept or "")
        if kept is None and profile.remembered:
            self.secret.setPlaceholderText(self.tr("Waiting for the keychain…"))
            self.tasks.start(
                "read secret",
                self.program.keychain.read(profile.id),
                done=self._secret_read,
                failed=lambda _error: self.secret.setPlaceholderText(
                    self.tr("The keychain didn’t answer: enter it again")
                ),
                second=Second.REPLACE,
            )

    def _secret_read(self, secret: str | None) -> None:
        self.secret.setPlaceholderText("" if secret else self.tr("Not in the keychain: enter it again"))
        if secret and not self.secret.text():
            self.program.remember_secret(secret)
            self.secret.setText(secret)

    def _forget(self) -> None:
        profile = self.program.profiles.get(self.profile.currentData() or "")
        if profile is None:
            return
        self.clear_message()
        try:
            self.program.profiles.delete(profile.id)
        except OSError as error:
            self.show_error(error)
            return
        self.program.session_secrets.delete(profile.id)
        if profile.remembered:
            self.tasks.start("forget", self.program.keychain.delete(profile.id), failed=self._not_forgotten)
        self.program.settings.change(last_profile="")
        self._fill_profiles()
        self._profile_chosen()

    def _not_forgotten(self, _error: Exception) -> None:
        self.message.show_message(
            "warn",
            self.tr("The secret may still be in your keychain."),
            self.tr("The keychain didn’t answer. Foyer won’t use it again; to delete it, look there for “Foyer”."),
        )

    def _typed(self) -> None:
        self.fields["client_id"].set_problem(None)
        self.fields["secret"].set_problem(None)
