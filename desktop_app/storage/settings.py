"""What the person chose about the program itself, in one JSON file."""

import logging
from pathlib import Path
from typing import Annotated, Literal, TypedDict, Unpack

import msgspec

from desktop_app.storage.files import replace_file, set_aside

log = logging.getLogger(__name__)

Scheme = Literal["system", "light", "dark"]


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The settings and their defaults.

    `window_geometry` is what Qt saves about the window, in base64; `last_profile` a profile's id, or empty;
    `keep_people_days` how long the people of finished imports stay on this computer, 0 for ever.
    """

    scheme: Scheme = "system"
    last_profile: str = ""
    window_geometry: str = ""
    keep_people_days: Annotated[int, msgspec.Meta(ge=0)] = 90


class Changes(TypedDict, total=False):
    """Any of the settings."""

    scheme: Scheme
    last_profile: str
    window_geometry: str
    keep_people_days: int


class SettingsFile:
    """The settings on disk: read once, and written at each change, which keeps what another window of Foyer has changed
    meanwhile.

    A file that can't be read is renamed, never overwritten; `kept_aside` tells where it is, for the person to be told:
    under its own name if it could not be renamed. Settings that a newer Foyer wrote into the file stay in it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stored: dict[str, object] = {}
        self._unsaved: dict[str, object] = {}
        self.kept_aside: Path | None = None
        try:
            self._stored = self._on_disk()
        except OSError as error:
            log.warning("The unreadable settings could not be kept aside: %s", error)
            self.kept_aside = path
        self.current = msgspec.convert(self._stored, Settings)

    def change(self, **changes: Unpack[Changes]) -> None:
        """Take on and write changes. Raises msgspec.ValidationError for a value no setting can have.

        When the disk refuses, that is logged and the next change tries again: no setting is worth an interruption.
        """
        wanted = msgspec.convert(msgspec.structs.asdict(self.current) | changes, Settings)
        if wanted == self.current:
            return
        self.current = wanted
        self._unsaved |= changes
        try:
            stored = self._on_disk() | self._unsaved
            replace_file(self._path, msgspec.json.format(msgspec.json.encode(stored)))
        except OSError as error:
            log.warning("The settings were not saved: %s", error)
        else:
            self._stored, self._unsaved = stored, {}

    def _on_disk(self) -> dict[str, object]:
        """Return what is stored now, all of it settings; what was last known where there is no file, or none that can
        be read.

        Raises OSError for an unreadable file that can't be renamed: to write would destroy it.
        """
        try:
            stored = msgspec.json.decode(self._path.read_bytes(), type=dict[str, object])
            msgspec.convert(stored, Settings)
        except FileNotFoundError:
            return self._stored
        except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
            log.warning("The saved settings can't be read: %s", error)
            self.kept_aside = set_aside(self._path)
            return self._stored
        return stored
