"""Brings people into an event, on the Attendees page."""

import csv
from pathlib import Path

from person import Person


def guest_list(folder: Path, people: tuple[tuple[str, str, str], ...]) -> Path:
    path = folder / "guests.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("Email", "First name", "Last name"), *people])
    return path


async def open_list(person: Person, path: Path) -> None:
    person.page.open_list(path)  # type: ignore[attr-defined]
    await person.until(lambda: person.sees("attendee_table"), "for the list")
    await person.rest()


async def register(person: Person, path: Path, *, quietly: bool) -> None:
    """Open a list, choose whether emails go out, import."""
    await open_list(person, path)
    person.click("register_quietly" if quietly else "send_now")
    person.go_on()
    await person.until(lambda: person.sees("results_save"), "for the import to end")
    await person.rest()
