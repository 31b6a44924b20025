"""People's data is deleted at once from the settings, and the page that shows an import has nothing of it any more."""

from pathlib import Path

import pytest
from attending import guest_list, register
from opening import close_foyer, open_foyer
from person import Person
from planning import TODAY, publish_at_once
from PySide6.QtWidgets import QPushButton
from scenarios import project_phoenix, winter_day

from desktop_app.endpoints import Endpoints
from desktop_app.ui.settings_dialog import SettingsDialog

pytestmark = pytest.mark.asyncio

PEOPLE = tuple((f"guest{n}@acme.example", f"Guest{n}", "Example") for n in range(12))


async def test_an_import_that_is_shown_is_wiped_from_the_settings(tmp_path: Path) -> None:
    foyer = open_foyer(tmp_path / "data", Endpoints())
    person = Person(foyer)
    await person.to_hub()
    await publish_at_once(person, project_phoenix(winter_day(TODAY)))
    await register(person, guest_list(tmp_path, PEOPLE), quietly=True)
    data = foyer.folders.practice / "imports.sqlite3"
    foyer.window.side_bar.settings_button.click()
    (dialog,) = foyer.window.findChildren(SettingsDialog)
    person.press(person.see("settings_delete_people", QPushButton))
    await person.until(lambda: person.sees("delete_people_confirm"), "for the question")
    person.press(person.see("delete_people_confirm", QPushButton))
    await person.until(lambda: person.sees("settings_people_note"), "for the end")
    dialog.accept()
    await person.rest()
    assert not person.sees("results_save"), "there is nothing to be saved"
    assert person.sees("earlier_imports")
    connection = person.state.connection
    assert connection is not None
    journal = foyer.program.journal(connection.mode)
    ((made, _),) = await journal.imports(person.state.event_id, connection.account_key)
    assert made.wiped is not None
    person.click(f"see_import_{made.id}")
    await person.rest()
    assert person.text("result_added") == "12"
    assert not person.sees("results_table")
    await close_foyer(foyer)
    assert b"guest3@acme.example" not in data.read_bytes()
