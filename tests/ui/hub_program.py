"""The Hub page with the events of an account, found by their names."""

from page_program import Desk
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton, QWidget

from desktop_app.ui.pages.hub.page import HubPage

HubDesk = Desk[HubPage]


def rows(desk: HubDesk) -> dict[str, str]:
    """The events on screen: name and the label of what can be done, by name."""
    found = {}
    for row in desk.page.findChildren(QWidget):
        if row.objectName().startswith("event_row_") and row.isVisible():
            buttons = [b.text() for b in row.findChildren(QPushButton) if b.text()]
            name = row.findChild(QLabel, row.objectName().replace("event_row", "event_name"))
            found[name.text().replace("\u200b", "")] = ", ".join(buttons)
    return found


def event_id(desk: HubDesk, name: str) -> str:
    return str(next(event["event_id"] for event in desk.zoom.world.events() if event["name"] == name))


def question(desk: HubDesk) -> QMessageBox:
    return next(box for box in desk.page.findChildren(QMessageBox) if box.isVisible())
