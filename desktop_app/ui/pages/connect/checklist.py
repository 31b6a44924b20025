"""The checklist "Ready to go": each thing that Foyer does, whether Zoom allows it, and what to do where it doesn't."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.journey.readiness import ESSENTIAL, Ability, Check, Readiness
from desktop_app.journey.state import Connection, Mode
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.check_row import CheckRow
from desktop_app.ui.widgets.copy_button import CopyButton
from desktop_app.ui.widgets.expander import Expander
from desktop_app.ui.widgets.message_bar import MessageBar
from desktop_app.ui.widgets.plain import plain_label
from desktop_app.ui.widgets.read_only_text import ReadOnlyText


class Checklist(QWidget):
    """Shows a connection's readiness."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("checklist")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(16)
        self._content: QWidget | None = None
        self._shown: tuple[Connection, Readiness] | None = None
        self._summary = ""

    def summary(self) -> str:
        return self._summary

    def show_connection(self, connection: Connection, ready: Readiness) -> None:
        """Build the list anew, where it is another."""
        if self._shown == (connection, ready):
            return
        self._shown = connection, ready
        if self._content is not None:
            self._content.hide()
            self._content.deleteLater()
        self._content = QWidget(self)
        self._layout.addWidget(self._content)
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        gaps = [check for check in ready.checks if not check.allowed]
        self._summary = self._said(ready, gaps)
        column.addWidget(self._connected(connection))
        if not connection.hubs:
            column.addWidget(self._no_hubs(ready))
        column.addWidget(self._list(ready, self._content))
        if gaps:
            column.addWidget(self._admin_text(ready, gaps))
        names = Expander(self.tr("Show Zoom’s names for these permissions"))
        names.setObjectName("checklist_names")
        granted = ReadOnlyText("\n".join(sorted(connection.scopes)) or self.tr("Zoom named no permission."))
        granted.setObjectName("checklist_scopes")
        granted.setAccessibleName(self.tr("Permissions that Zoom named"))
        granted.setFixedHeight(160)
        names.set_content(granted)
        column.addWidget(names)

    def _said(self, ready: Readiness, gaps: list[Check]) -> str:
        if not gaps:
            return self.tr("Everything that Foyer does is allowed.")
        if not ready.can_publish:
            return self.tr("Something that is needed for publishing an event is missing.")
        if len(gaps) == 1:
            return self.tr("One permission is missing. You can carry on without it and add it later.")
        return self.tr("{n} permissions are missing. You can carry on without them and add them later.").format(
            n=len(gaps)
        )

    def _connected(self, connection: Connection) -> MessageBar:
        bar = MessageBar()
        bar.setObjectName("checklist_connected")
        if connection.mode is Mode.PRACTICE:
            bar.show_message(
                "info",
                self.tr("Practice is ready"),
                self.tr("A simulated Zoom runs on this computer. Nothing is sent to Zoom and nobody gets an email."),
            )
        else:
            bar.show_message(
                "ok",
                self.tr("Connected to {account}").format(account=connection.profile_name),
                self.tr("The connection needs renewing every hour. Foyer takes care of that while it’s open."),
            )
        return bar

    def _no_hubs(self, ready: Readiness) -> MessageBar:
        bar = MessageBar()
        bar.setObjectName("checklist_no_hubs")
        if ready.allows(Ability.SEE_HUBS):
            bar.show_message(
                "warn",
                self.tr("Zoom lists no hub where you are a host"),
                self.tr(
                    "Every event lives in a hub. Ask your Zoom admin for a Zoom Events or Webinars Plus license and to "
                    "make you a host of a hub, then choose Check again."
                ),
            )
        else:
            bar.show_message(
                "warn",
                self.tr("Foyer isn’t allowed to see your hubs"),
                self.tr(
                    "Every event lives in a hub. Ask your Zoom admin to add the permission below, "
                    "then choose Check again."
                ),
            )
        return bar

    def _list(self, ready: Readiness, parent: QWidget) -> Card:
        card = Card(flush=True, parent=parent)
        top = QHBoxLayout()
        top.setContentsMargins(20, 14, 20, 14)
        heading = plain_label(self.tr("What Foyer may do in your account"), "heading")
        allowed = sum(check.allowed for check in ready.checks)
        count = QLabel(self.tr("{n} of {total} allowed").format(n=allowed, total=len(ready.checks)))
        count.setObjectName("checklist_count")
        count.setProperty("role", "caption")
        top.addWidget(heading, 1)
        top.addWidget(count)
        card.body.addLayout(top)
        for check in ready.checks:
            card.body.addWidget(self._row(check, card))
        return card

    def _row(self, check: Check, parent: QWidget) -> CheckRow:
        title, text, without = self._words(check.ability)
        if check.allowed:
            row = CheckRow("ok", title, text, self.tr("Allowed"), parent)
        else:
            kind = "bad" if check.ability in ESSENTIAL else "warn"
            row = CheckRow(kind, title, without, self.tr("Missing"), parent)
            names = "\n".join(check.missing)
            copy = CopyButton(self.tr("Copy permission name"), lambda: names)
            copy.setObjectName(f"copy_{check.ability.value}")
            row.add_action(copy)
        row.setObjectName(f"check_{check.ability.value}")
        return row

    def _admin_text(self, ready: Readiness, gaps: list[Check]) -> Card:
        card = Card()
        heading = QLabel(self.tr("Text for your Zoom admin"))
        heading.setProperty("role", "heading")
        wanted = "\n".join(f"  • {name}" for name in ready.missing)
        uses = "\n".join(f"  • {self._words(check.ability)[0]}" for check in gaps)
        text = self.tr(
            "Hello,\n\nI use Foyer to plan Zoom events. Please add these scopes to our Server-to-Server OAuth app "
            "in the Zoom Marketplace (Manage, your app, Scopes):\n\n{scopes}\n\n"
            "They are needed to:\n\n{uses}\n\nNew scopes can take a while to reach the app. Thank you."
        ).format(scopes=wanted, uses=uses)
        box = ReadOnlyText(text)
        box.setObjectName("admin_text")
        box.setAccessibleName(heading.text())
        box.setFixedHeight(180)
        row = QHBoxLayout()
        row.addWidget(heading)
        row.addStretch()
        copy = CopyButton(self.tr("Copy text"), lambda: text)
        copy.setObjectName("copy_admin_text")
        row.addWidget(copy)
        card.body.addLayout(row)
        card.body.addWidget(box)
        return card

    def _words(self, ability: Ability) -> tuple[str, str, str]:
        """Return the title, what it is for, and what is lost without it."""
        return {
            Ability.SEE_HUBS: (
                self.tr("See your hubs"),
                self.tr("Lists the hubs where you are a host."),
                self.tr("Without it, Foyer can’t tell where to put an event."),
            ),
            Ability.CREATE_EVENTS: (
                self.tr("Create and publish events"),
                self.tr("Makes the draft and opens registration when you say so."),
                self.tr("Without it, Foyer can’t make events."),
            ),
            Ability.READ_EVENTS: (
                self.tr("Read events back"),
                self.tr("Checks that Zoom saved exactly what you entered."),
                self.tr("Without it, Foyer can’t check what Zoom saved, and doesn’t publish what it can’t check."),
            ),
            Ability.LIST_EVENTS: (
                self.tr("List events"),
                self.tr("Shows the events of a hub, to continue a draft or add attendees."),
                self.tr(
                    "Without it, you see only what you began on this computer, and a lost answer can’t be settled."
                ),
            ),
            Ability.CHANGE_DRAFTS: (
                self.tr("Change drafts"),
                self.tr("Brings your edits to a draft that Zoom has already."),
                self.tr("Without it, a draft stays as it was first created."),
            ),
            Ability.PLAN_SESSIONS: (
                self.tr("Plan sessions"),
                self.tr("Creates the sessions of a multi-session event."),
                self.tr("Without it, multi-session events can’t be planned here."),
            ),
            Ability.RESTRICT_ACCESS: (
                self.tr("Limit who can register"),
                self.tr("Sends your list of approved domains and addresses to Zoom."),
                self.tr("Without it, approved domains and addresses have to be entered on Zoom’s website."),
            ),
            Ability.ADD_ATTENDEES: (
                self.tr("Add attendees"),
                self.tr("Registers people from your list and collects their join links."),
                self.tr("Without it, share the registration link instead."),
            ),
            Ability.CHOOSE_TICKET_TYPE: (
                self.tr("Choose a ticket type"),
                self.tr("Offers the ticket types of the event."),
                self.tr("Without it, everybody gets the event’s default ticket type."),
            ),
            Ability.SEE_REGISTERED: (
                self.tr("See who has already registered"),
                self.tr("Leaves out people who are registered, and settles lost answers."),
                self.tr("Without it, Foyer can’t spot these people, and Zoom may email them a second time."),
            ),
            Ability.TAKE_BACK: (
                self.tr("Undo an import"),
                self.tr("Deletes the tickets that an import made, and no others."),
                self.tr("Without it, tickets that were a mistake have to be deleted on Zoom’s website."),
            ),
        }[ability]
