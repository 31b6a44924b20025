"""The account's hubs, of which one is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets.plain import set_tip
from desktop_app.zoom.models import Hub

ICON_GAP = 8
"""Pixels between a hub's icon and its name, beside those that Qt leaves."""


class HubList(QListWidget):
    """`currentItemChanged` comes when the person chooses, not from what is called here; `used` comes with Enter.

    A click only chooses: `itemActivated` would come with a single one on desktops that open by a single click.
    """

    used = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hub_list")
        self.setProperty("look", "hubs")
        self.setIconSize(QSize(theme.px(20) + ICON_GAP, theme.px(20)))
        self.setItemDelegate(_OneLine(self))
        self.setAccessibleName(self.tr("Hubs"))

    def show_hubs(self, hubs: Sequence[Hub], wanted: str | None, search: str) -> None:
        """List the hubs, and choose for the person: the one with the id `wanted`, else the first active one."""
        with QSignalBlocker(self):
            self.clear()
            for hub in hubs:
                item = QListWidgetItem(theme.icon("hub"), hub.name)
                item.setData(Qt.ItemDataRole.UserRole, hub)
                set_tip(item, "\n".join(filter(None, (hub.name, hub.description))))
                self.addItem(item)
            index = next((i for i, hub in enumerate(hubs) if hub.hub_id == wanted), -1)
            if index < 0:
                index = next((i for i, hub in enumerate(hubs) if hub.hub_active), 0 if hubs else -1)
            self.setCurrentRow(index)
        self.search(search)

    def search(self, text: str) -> None:
        """Show the hubs whose name has this text; one of them stays or becomes the chosen one."""
        wanted = text.strip().casefold()
        items = [self.item(row) for row in range(self.count())]
        for item in items:
            item.setHidden(wanted not in item.text().casefold())
        first = next((item for item in items if not item.isHidden()), None)
        current = self.currentItem()
        if first is not None and (current is None or current.isHidden()):
            with QSignalBlocker(self):
                self.setCurrentItem(first)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.used.emit()
        else:
            super().keyPressEvent(event)

    @property
    def chosen(self) -> Hub | None:
        """The chosen hub, None while no hub is shown."""
        item = self.currentItem()
        return self.current if item is not None and not item.isHidden() else None

    @property
    def current(self) -> Hub | None:
        """The chosen hub, also while a search hides it."""
        item = self.currentItem()
        hub = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return hub if isinstance(hub, Hub) else None


class _OneLine(QStyledItemDelegate):
    """As wide as the list, however long the text is: it ends in dots."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(1, super().sizeHint(option, index).height())
