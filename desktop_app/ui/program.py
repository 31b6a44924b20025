"""What the pages share, handed to them by `app`: nothing here is global."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from desktop_app.attendees.journal import Journal
from desktop_app.journey.journey import Journey
from desktop_app.journey.state import Mode
from desktop_app.storage.keychain import Keychain, SessionSecrets
from desktop_app.storage.notes import Note
from desktop_app.storage.profiles import Profiles
from desktop_app.storage.settings import SettingsFile


@dataclass(slots=True)
class Program:
    """The program as pages see it.

    `journal(mode)` opens the record of imports (practice has its own). `reset_practice` wipes the simulated Zoom.
    `open_url` opens an https link (or practice's loopback) in the browser and returns whether that worked.
    `remember_secret` hands a secret to the log's redaction. `list_to_open` is a file named on the command line,
    `import_to_continue` the id of an import to go on with when the Attendees page comes into view. `columns` is where
    it is kept which column was which in earlier lists; None remembers nothing.
    """

    journey: Journey
    profiles: Profiles
    keychain: Keychain
    session_secrets: SessionSecrets
    settings: SettingsFile
    journal: Callable[[Mode], Journal]
    reset_practice: Callable[[], Awaitable[None]]
    open_url: Callable[[str], bool]
    remember_secret: Callable[[str], None]
    log_file: Path
    list_to_open: Path | None = None
    import_to_continue: str = ""
    columns: Note | None = None
