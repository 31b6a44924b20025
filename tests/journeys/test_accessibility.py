"""Every page and face for people who use a keyboard, a screen reader or a small screen, some in light, some in dark."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from attending import guest_list
from person import Person
from planning import TODAY, answer_questions, fill_in
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QPlainTextEdit, QWidget
from scenarios import PHOENIX_GUESTS, annual_summit, first_tuesday, tips_tuesday, town_hall, winter_day

from desktop_app.event.draft import Access, Attendance, EventDraft
from desktop_app.journey.steps import Step
from desktop_app.practice.service import PracticeService
from desktop_app.storage.settings import Scheme
from desktop_app.ui import theme
from desktop_app.ui.settings_dialog import SettingsDialog
from desktop_app.ui.window import MainWindow

SMALL = QSize(880, 640)


@pytest.fixture(autouse=True)
def _light_again() -> Iterator[None]:
    yield
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, "light")


def controls(root: QWidget) -> list[QWidget]:
    """What a person can see and focus, the inner parts of Qt's own controls left out."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.focusProxy() is None
        and not widget.objectName().startswith("qt_")
        and not isinstance(widget.parentWidget(), QComboBox | QPlainTextEdit)
    ]


def spoken(widget: QWidget) -> str:
    """The accessible name. Linux reads a combo box's from its label, and gives its value here."""
    if isinstance(widget, QComboBox):
        return widget.accessibleName()
    said = QAccessible.queryAccessibleInterface(widget)
    return str(said.text(QAccessible.Text.Name)) if said is not None else ""


def label_of(root: QWidget, widget: QWidget) -> str:
    """The words that stand on a control or beside it."""
    if isinstance(widget, QAbstractButton) and widget.text():
        return widget.text().replace("&&", "&")
    buddies = [
        label for label in root.findChildren(QLabel) if label.isVisible() and label.buddy() is widget and label.text()
    ]
    return buddies[0].text().replace("&&", "&") if buddies else ""


def stops(window: QWidget) -> list[QWidget]:
    """Where Tab stops, in order, once round."""
    found = []
    widget = window.nextInFocusChain()
    while widget is not None and widget is not window:
        if (
            widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.isVisible()
            and widget.isEnabled()
            and widget.focusProxy() is None
            and not widget.objectName().startswith("qt_")
        ):
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def place(window: QWidget, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def goes_backward(one: QRect, other: QRect) -> bool:
    """Reading goes down, or right; a new column begins further up, but to the right of the one before."""
    if other.left() > one.right():
        return False
    above = other.bottom() < one.top()
    left_in_the_row = other.right() < one.left() and other.top() < one.bottom() and other.bottom() > one.top()
    return above or left_in_the_row


class Eyes:
    """Looks at one face after the other, and says at the end what is wrong with any of them."""

    def __init__(self, person: Person, scheme: Scheme) -> None:
        self.person = person
        self.scheme = scheme
        self.wrong: list[str] = []

    async def look(self, face: str) -> None:
        window, page = self.person.window, self.person.page
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, self.scheme)
        window.resize(SMALL)
        for _ in range(3):  # the style first, then the layouts that follow from it
            await self.person.rest()
        wrong = unnamed(window)
        wrong += [
            f"{count} controls are called {name}"
            for name, count in Counter(widget.objectName() for widget in controls(page)).items()
            if count > 1
        ]
        wrong += out_of_order(window)
        if window.size() != SMALL:
            wrong.append(f"needs {window.width()} x {window.height()} pixels")
        if extra := page.scroller.horizontalScrollBar().maximum():
            wrong.append(f"is {extra} pixels too wide")
        self.wrong += [f"{face}: {what}" for what in wrong]


def unnamed(root: QWidget) -> list[str]:
    wrong = []
    for widget in controls(root):
        name, label, said = widget.objectName(), label_of(root, widget), spoken(widget)
        if not name:
            wrong.append(f"{type(widget).__name__} {said!r} has no object name")
        if not said.strip():
            wrong.append(f"{name} says nothing")
        elif " ".join(label.split()) not in said:
            wrong.append(f"{name} shows {label!r} and says {said!r}")
    return wrong


def out_of_order(window: MainWindow) -> list[str]:
    """Tab goes through the rail, the page and the action bar, and through each of them as one reads."""
    window.order_tabs()
    regions = [window.findChild(QWidget, "rail"), window.wizard, window.action_bar]
    order = [
        (next(number for number, region in enumerate(regions) if region and region.isAncestorOf(widget)), widget)
        for widget in stops(window)
    ]
    # the chain is a circle: it is read from the rail on
    start = next(index for index, (region, _) in enumerate(order) if region == 0 and order[index - 1][0] != 0)
    order = order[start:] + order[:start]
    return [
        f"Tab goes from {one.objectName()} back to {other.objectName()}"
        for (region, one), (next_region, other) in pairwise(order)
        if next_region < region or (next_region == region and goes_backward(place(window, one), place(window, other)))
    ]


@pytest.mark.asyncio
async def test_connect_and_hub(account_person: Person, zoom: PracticeService) -> None:
    person = account_person
    eyes = Eyes(person, "dark")
    await eyes.look("Connect")
    person.click("connect_account")
    await eyes.look("Connect, account")
    person.click("expander_button")
    await eyes.look("Connect, where to find the values")
    await person.sign_in("wrong")
    await person.until(person.said, "for the reason")
    await eyes.look("Connect, a failure")
    zoom.scopes = [scope for scope in zoom.scopes if "ticket" not in scope]
    person.type("connect_client_secret", "right")
    person.go_on()
    await person.until(lambda: person.sees("admin_text"), "for the checklist")
    await eyes.look("Connect, what is missing")
    person.click("expander_button")
    await eyes.look("Connect, the names")
    person.go_on()
    await person.arrive(Step.HUB)
    await eyes.look("Hub")
    person.type("hub_search", "no hub is called so")
    await eyes.look("Hub, nothing found")
    person.type("hub_search", "education")
    await eyes.look("Hub, without events")
    assert not eyes.wrong, "\n".join(eyes.wrong)


@pytest.mark.asyncio
async def test_a_single_session_to_its_last_page(person: Person, tmp_path: Path) -> None:
    eyes = Eyes(person, "light")
    await person.to_hub()
    await eyes.look("Hub in practice")
    person.click("new_event")
    await person.arrive(Step.EVENT)
    await eyes.look("Event, questions")
    draft = town_hall(winter_day(TODAY))
    answer_questions(person, draft)
    await eyes.look("Event, type")
    await plan_and_look(person, draft, eyes)
    await eyes.look("Review, not created")
    person.go_on()
    await person.until(lambda: person.state.verified, "for the draft")
    await person.rest()
    await eyes.look("Review, created")
    person.go_on()
    await person.arrive(Step.PUBLISH)
    await eyes.look("Publish, before")
    person.practice.faults.add("EventActions", "error", status=403, code=9, message="No.")
    person.click("publish_confirm")
    await person.rest()
    person.go_on()
    await person.until(lambda: "refused" in person.said(), "for the reason")
    await eyes.look("Publish, a failure")
    person.go_on()
    await person.until(lambda: person.state.published, "for the event")
    await person.rest()
    await eyes.look("Publish, after")
    person.go_on()
    await person.arrive(Step.ATTENDEES)
    await eyes.look("Attendees, no list")
    people = (*PHOENIX_GUESTS, ("not an address", "No", "Body"), PHOENIX_GUESTS[0])
    person.page.open_list(guest_list(tmp_path, people))  # type: ignore[attr-defined]
    await person.until(lambda: person.sees("attendee_table"), "for the list")
    await eyes.look("Attendees, a list with problems")
    person.click("register_quietly")
    person.practice.faults.add("createTickets", "slow", seconds=1)
    person.go_on()
    await person.until(lambda: person.state.import_running, "for the import")
    wrong = [widget.objectName() for widget in controls(person.page) if not spoken(widget)]
    assert not wrong
    await person.until(lambda: person.sees("results_save"), "for the import to end")
    await eyes.look("Attendees, finished")
    assert not eyes.wrong, "\n".join(eyes.wrong)


async def plan_and_look(person: Person, draft: EventDraft, eyes: Eyes) -> None:
    """From the chosen type to the Review page."""
    await person.until(person.window.action_bar.primary_button.isEnabled, "for Continue to details")
    person.go_on()
    await person.until(lambda: person.sees("event_name"), "for the form")
    await eyes.look("Event, empty form")
    await fill_in(person, draft)
    await eyes.look("Event, filled form")
    person.go_on()
    await person.arrive(Step.REVIEW)


@pytest.mark.asyncio
async def test_a_series(person: Person) -> None:
    eyes = Eyes(person, "dark")
    await person.to_hub()
    person.click("new_event")
    await person.arrive(Step.EVENT)
    draft = tips_tuesday(first_tuesday(TODAY))
    answer_questions(person, draft)
    await plan_and_look(person, draft, eyes)
    await eyes.look("Review of a series")
    assert not eyes.wrong, "\n".join(eyes.wrong)


@pytest.mark.asyncio
async def test_several_days_for_approved_people_in_a_place(person: Person) -> None:
    eyes = Eyes(person, "light")
    await person.to_hub()
    person.click("new_event")
    await person.arrive(Step.EVENT)
    summit = annual_summit(TODAY + dt.timedelta(days=60))
    draft = EventDraft(
        **{
            **{name: getattr(summit, name) for name in summit.__slots__},
            "name": "TechCorp" * 8,
            "access": Access.APPROVED_ONLY,
            "allowed_domains": (f"{'long' * 6}.example.com",),
            "allowed_emails": ("guest@elsewhere.org",),
            "attendance": Attendance.HYBRID,
        }
    )
    answer_questions(person, draft)
    await plan_and_look(person, draft, eyes)
    person.go_on()
    await person.until(lambda: person.state.verified, "for the draft")
    await eyes.look("Review of several days")
    person.go_on()
    await person.arrive(Step.PUBLISH)
    await eyes.look("Publish several days")
    assert not eyes.wrong, "\n".join(eyes.wrong)


@pytest.mark.asyncio
async def test_settings(person: Person) -> None:
    person.click("settings")
    dialog = person.window.findChild(SettingsDialog)
    assert dialog is not None
    assert dialog.isVisible()
    assert unnamed(dialog) == []
    order = [place(dialog, widget) for widget in stops(dialog)]
    assert len(order) >= 5
    assert not any(goes_backward(one, other) for one, other in pairwise(order))
    dialog.close()
