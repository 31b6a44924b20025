"""The account's part of the Connect page: saved profiles, the three values, and where the secret is kept."""

import asyncio
import logging
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.journey.state import Mode, account_key
from desktop_app.storage.keychain import Availability, KeychainUnavailable
from desktop_app.storage.profiles import Profile
from desktop_app.ui import confirm, theme
from desktop_app.ui.pages.connect.where_to_find import WhereToFind
from desktop_app.ui.program import Program
from desktop_app.ui.tasks import Second, TaskOwner
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.labeled_field import LabeledField
from desktop_app.ui.widgets.plain import plain_label
from desktop_app.ui.widgets.quiet_wheel import ComboBox
from desktop_app.ui.widgets.secret_field import SecretField

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Typed:
    """What stood in the form: the id of the saved profile that was chosen, empty for a new one, the values, and whether
    the secret is to be remembered. `repr` leaves the secret out."""

    profile_id: str
    name: str
    account_id: str
    client_id: str
    client_secret: str
    remember: bool

    def __repr__(self) -> str:
        return f"Typed({self.name!r})"


class AccountForm(QWidget):
    """`changed` follows what is known of the keychain, `failed` carries an exception and what tries again, `warned` a
    title and a text; `entered` comes with Enter in a field where no field is left to be filled in.

    `tasks` are the page's: they end with it.
    """

    changed = Signal()
    entered = Signal()
    failed = Signal(object, object)
    warned = Signal(str, str)

    def __init__(self, program: Program, tasks: TaskOwner) -> None:
        super().__init__()
        self.program = program
        self.tasks = tasks
        self.availability: Availability | None = None
        self.profile = ComboBox()
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
        self.remember_note = plain_label(role="caption")
        self.forget_button = QPushButton(self.tr("Forget this profile"))
        self.help = WhereToFind(program)
        self._build()
        self.profile.currentIndexChanged.connect(self._profile_chosen)
        self.forget_button.clicked.connect(self._ask_to_forget)
        for field in (self.account_id, self.client_id, self.name):
            field.textChanged.connect(self._typed)
        self.secret.textChanged.connect(self._typed)
        for field in self._in_order():
            field.returnPressed.connect(lambda field=field: self._next_field(field))
        self.fill_profiles()

    def _build(self) -> None:
        account = QVBoxLayout(self)
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
        note = QHBoxLayout()
        note.setContentsMargins(30, 0, 0, 0)
        note.addWidget(self.remember_note, 1)
        self.forget_button.setObjectName("connect_forget")
        self.forget_button.setAccessibleName(self.forget_button.text())
        self.forget_button.setProperty("kind", "link")
        note.addWidget(self.forget_button)
        card.body.addLayout(note)
        account.addWidget(card)
        account.addWidget(self.help)

    def _in_order(self) -> tuple[QLineEdit, ...]:
        return self.account_id, self.client_id, self.secret, self.name

    def _next_field(self, field: QLineEdit) -> None:
        """Enter leads to the next field that is still empty, and where there is none says that all is entered."""
        fields = self._in_order()
        after = fields[fields.index(field) + 1 :]
        empty = next((each for each in after if not each.text().strip()), None)
        if empty is not None:
            empty.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.entered.emit()

    # --- what the page asks

    def typed(self) -> Typed | None:
        """Return what was typed, or mark what is missing and return None."""
        client_id = self.client_id.text().strip()
        secret = self.secret.text().strip()
        self.fields["client_id"].set_problem(None if client_id else self.tr("Enter the Client ID from your Zoom app."))
        self.fields["secret"].set_problem(None if secret else self.tr("Enter the client secret from your Zoom app."))
        if not client_id:
            self.client_id.setFocus()
            return None
        if not secret:
            self.secret.setFocus()
            return None
        name = self.name.text().strip() or self.tr("Zoom account")
        return Typed(
            self.profile.currentData(),
            name,
            self.account_id.text().strip(),
            client_id,
            secret,
            self.remember.isChecked() and self.remember.isEnabled(),
        )

    def choose_account(self, key: str) -> bool:
        """Choose the profile of the account with that key."""
        for index in range(self.profile.count()):
            profile = self.program.profiles.get(self.profile.itemData(index) or "")
            if profile and account_key(Mode.ACCOUNT, profile.account_id, profile.client_id) == key:
                self.profile.setCurrentIndex(index)
                return True
        return False

    @property
    def reading(self) -> bool:
        """Whether the keychain is asked for the secret, and nobody typed it meanwhile."""
        return self.tasks.running("read secret") and not self.secret.text()

    async def secret_read(self) -> None:
        """Wait until the keychain has answered, or refused."""
        await self.tasks.ended("read secret")

    def look_for_keychain(self) -> None:
        """Ask whether there is a keychain, and say where the secret goes."""
        self.tasks.start(
            "keychain", self.program.keychain.available(), done=self._keychain_known, failed=lambda _: None
        )

    def kept_where(self) -> str:
        """Say where the secret of the connection is kept."""
        profile = self.program.profiles.get(self.program.settings.current.last_profile)
        return (
            self.tr("Saved in your keychain")
            if profile and profile.remembered and self.availability is Availability.YES
            else self.tr("Kept until you close Foyer")
        )

    async def keep(self, typed: Typed) -> None:
        """Save the profile of a connection that stands, and its secret where the person wants it.

        It asks no control: by now they may show another profile.
        """
        profiles = self.program.profiles
        known = profiles.get(typed.profile_id)
        profile = (
            Profile(known.id, typed.name, typed.account_id, typed.client_id, remembered=False)
            if known
            else profiles.new(typed.name, typed.account_id, typed.client_id)
        )
        self.program.session_secrets.store(profile.id, typed.client_secret)
        if typed.remember:
            try:
                await self.program.keychain.store(profile.id, typed.client_secret)
                profile = replace(profile, remembered=True)
            except KeychainUnavailable as problem:
                self._keychain_known(problem.availability)
        elif known and known.remembered and self.availability is Availability.LOCKED:
            # nobody asked to forget it, and a prompt to unlock the keychain would come out of the blue
            profile = replace(profile, remembered=True)
        elif known and known.remembered:
            try:
                await self.program.keychain.delete(profile.id)
            except KeychainUnavailable as problem:
                self._keychain_known(problem.availability)
        saved = profile.id
        try:
            await asyncio.to_thread(profiles.save, profile)
        except OSError as error:
            log.warning("The profile was not saved: %s", error)
            self.warned.emit(
                self.tr("You are connected, but this profile isn’t saved"),
                self.tr(
                    "The disk is full, or Foyer isn’t allowed to write to its own folder. "
                    "Next time, enter the values from your Zoom app again."
                ),
            )
            saved = typed.profile_id
        self.program.settings.change(last_profile=saved)

    def _keychain_known(self, availability: Availability) -> None:
        self.availability = availability
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

    def fill_profiles(self) -> None:
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

    def _ask_to_forget(self) -> None:
        profile = self.program.profiles.get(self.profile.currentData() or "")
        if profile is not None:
            confirm.ask(
                self,
                "forget",
                self.tr("Forget this profile?"),
                self.tr(
                    "Foyer deletes the IDs and the secret of “{name}” on this computer. To connect it again, you need "
                    "the values from your Zoom app."
                ).format(name=profile.name),
                action=self.tr("Forget profile"),
                then=lambda: self._forget(profile),
            )

    def _forget(self, profile: Profile) -> None:
        try:
            self.program.profiles.delete(profile.id)
        except OSError as error:
            self.failed.emit(error, lambda: self._forget(profile))
            return
        self.program.session_secrets.delete(profile.id)
        if profile.remembered:
            # a name for each: the keychain may still be at the one forgotten before
            forgetting = self.program.keychain.delete(profile.id)
            self.tasks.start(f"forget {profile.id}", forgetting, failed=self._not_forgotten)
        self.program.settings.change(last_profile="")
        self.fill_profiles()
        self._profile_chosen()

    def _not_forgotten(self, _error: Exception) -> None:
        self.warned.emit(
            self.tr("The secret may still be in your keychain"),
            self.tr("The keychain didn’t answer. Foyer won’t use it again; to delete it, look there for “Foyer”."),
        )

    def _typed(self) -> None:
        self.fields["client_id"].set_problem(None)
        self.fields["secret"].set_problem(None)
