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
    """The settings on disk: read once, written at each change.

    A file that can't be read is renamed, never overwritten; `kept_aside` tells where it is, for the person to be told:
    under its own name if it could not be renamed. Settings that a newer Foyer wrote into the file stay in it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stored: dict[str, object] = {}
        self.kept_aside: Path | None = None
        self.current = self._read()

    def change(self, **changes: Unpack[Changes]) -> None:
        """Take on and write changes. Raises msgspec.ValidationError for a value no setting can have.

        When the disk refuses, that is logged and the change holds for this run: no setting is worth an interruption.
        """
        wanted = msgspec.convert(msgspec.structs.asdict(self.current) | changes, Settings)
        if wanted == self.current:
            return
        self.current = wanted
        self._stored.update(msgspec.structs.asdict(wanted))
        try:
            if self.kept_aside == self._path:
                self.kept_aside = set_aside(self._path)
            replace_file(self._path, msgspec.json.format(msgspec.json.encode(self._stored)))
        except OSError as error:
            log.warning("The settings were not saved: %s", error)

    def _read(self) -> Settings:
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            return Settings()
        except OSError as error:
            log.warning("The settings can't be read: %s", error)
            self._put_aside()
            return Settings()
        try:
            self._stored = msgspec.json.decode(content, type=dict[str, object])
            return msgspec.convert(self._stored, Settings)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            self._stored = {}
            log.warning("The settings make no sense: %s", error)
            self._put_aside()
            return Settings()

    def _put_aside(self) -> None:
        try:
            self.kept_aside = set_aside(self._path)
        except OSError as error:
            log.warning("The unreadable settings could not be kept aside: %s", error)
            self.kept_aside = self._path
