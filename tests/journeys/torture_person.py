"""Foyer with somebody in front of it, in a process to be killed: `torture_person.py PEOPLE [Foyer's own arguments]`.

It is the program as `python -m desktop_app` starts it; only its waiting is shortened. The person gets everybody of the
list PEOPLE registered, whatever earlier lives have left, by looking at the page in view and pressing what it offers.
They say "go" before they press a button that sends people, and at the end what the last page says; then they close the
window.
"""

import asyncio
import os
import sys
import time
from functools import partial
from pathlib import Path

import person
from PySide6.QtWidgets import QAbstractButton, QFileDialog

from desktop_app import __main__, app
from desktop_app.journey.steps import Step
from desktop_app.ui.pages.attendees import page
from desktop_app.zoom import client

HURRY = float(os.environ.get("FOYER_TORTURE_HURRY", "0.05"))
"""Of each second of a pause that really passes: what is lost is looked for again after a quarter of a second."""

MOST_TURNS = 60
EVENT = "Autumn product update"
ACCOUNT = {"connect_account_id": "acme-account", "connect_client_id": "acme-client"}
SECRET = {"connect_client_secret": "a secret of acme"}

# an import on a bad line takes its time
person.PATIENCE = 600.0


class Organizer(person.Person):
    """Somebody who goes on until everybody of a list is registered."""

    def __init__(self, foyer: app.Foyer, people: Path) -> None:
        super().__init__(foyer)
        self.people = people

    async def work(self) -> None:
        try:
            await self.until(self.window.isVisible, "for the window")
            for _ in range(MOST_TURNS):
                await self.rest()
                if self.is_done():
                    break
                self.do_next()
            else:
                raise AssertionError(f"it does not end; {self.page.header.title()}: {self.said()}")
            say(f"{self.page.header.title()}: {self.text('result_added')} added, {self.text('result_failed')} failed")
        finally:
            self.window.close()

    def is_done(self) -> bool:
        finished = self.sees("results_save") and self.page.header.title() == "Import finished"
        return finished and self.text("result_failed") == "0"

    def do_next(self) -> None:
        """Press what the page in view offers."""
        assert not self.sees("crash"), self.text("crash_report")
        if self.sees("message_retry"):
            self.click("message_retry")
        elif self.window.wizard.step is Step.CONNECT:
            self.connect()
        elif self.window.wizard.step is Step.HUB:
            self.press(self.offered("open_", f"Add attendees, {EVENT}")[0])
        elif self.sees("attendee_table"):
            self.register()
        elif self.sees("results_save"):
            self.send_the_rest()
        else:
            self.bring_the_list()

    def offered(self, name: str, text: str = "") -> list[QAbstractButton]:
        """Return the buttons on screen whose object name and whose accessible name begin like this."""
        return [
            button
            for button in self.window.findChildren(QAbstractButton)
            if button.isVisible() and button.objectName().startswith(name) and button.accessibleName().startswith(text)
        ]

    def connect(self) -> None:
        if not self.sees("connect_account"):
            self.go_on()  # the account stands, and the page says what it may do
            return
        left = self.offered("continue_", "Continue import")
        if left and not self.said():
            self.press(left[0])  # it asks for the secret, which is not remembered
            return
        self.click("connect_account")
        for name, value in ((ACCOUNT | SECRET) if not self.text("connect_client_id") else SECRET).items():
            self.type(name, value)
        if left:
            say("go")
        self.go_on()

    def bring_the_list(self) -> None:
        """On the page where a list comes in: see what became of it before, else open it."""
        if earlier := self.offered("continue_import_") or self.offered("see_import_"):
            say("go")
            self.press(earlier[0])
            return
        self.click("choose_file")
        dialog = next(widget for widget in self.window.findChildren(QFileDialog) if widget.isVisible())
        dialog.fileSelected.emit(str(self.people))
        dialog.close()

    def register(self) -> None:
        self.click("send_now")
        assert self.window.action_bar.primary_button.accessibleName() == "Register 600 people and send emails"
        say("go")
        self.go_on()

    def send_the_rest(self) -> None:
        """An import has ended, but not for everybody."""
        if self.sees("retry_failed") and self.see("retry_failed").isEnabled():
            self.click("retry_failed")
        else:
            self.go_on()


def say(text: str) -> None:
    print(text, flush=True)


def clock() -> float:
    return time.monotonic() / HURRY


async def hurried(seconds: float) -> None:
    await asyncio.sleep(seconds * HURRY)


def main(people: Path, arguments: list[str]) -> int:
    """Run Foyer, with one addition and two replacements: somebody at its window, and pauses that are shortened."""
    at_work: list[asyncio.Task[None]] = []

    class AttendedFoyer(app.Foyer):
        def __init__(self, *composed: object) -> None:
            super().__init__(*composed)  # type: ignore[arg-type]
            at_work.append(asyncio.create_task(Organizer(self, people).work()))

    app.Foyer = AttendedFoyer  # type: ignore[misc]
    page.SETTLES = 0
    # both are imported when they are first needed
    page.AttendeesPage = partial(page.AttendeesPage, pause=hurried)  # type: ignore[misc, assignment]
    client.ZoomClient = partial(client.ZoomClient, pause=hurried, clock=clock, timeout=60.0)  # type: ignore[misc, assignment]
    code = __main__.main(arguments)
    for task in at_work:
        task.result()
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
