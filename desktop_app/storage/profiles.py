"""The Zoom accounts that a person connected before. What is secret about them is in the keychain, never here."""

import logging
import secrets
from dataclasses import dataclass
from pathlib import Path

import msgspec

from desktop_app.storage.files import last_set_aside, replace_file, set_aside

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Profile:
    """One account's app at Zoom. `id` is Foyer's own and names the secret in the keychain.

    `account_id` is empty for an app that has none; `remembered` says that its secret is in the keychain.
    """

    id: str
    name: str
    account_id: str
    client_id: str
    remembered: bool = False


class Profiles:
    """The profiles on disk, in the order in which they were first saved. A change keeps what another window of Foyer
    has saved meanwhile.

    A file that can't be read is renamed, never overwritten. `kept_aside` tells where it is: under its own name if it
    could not be renamed. At later starts it tells so again, until a profile is saved or the loss is acknowledged.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.kept_aside: Path | None = None
        self._profiles: dict[str, Profile] = {}
        try:
            self._profiles = self._on_disk()
        except OSError as error:
            log.warning("The unreadable profiles could not be kept aside: %s", error)
            self.kept_aside = path
        if self.kept_aside is None and not path.exists():
            self.kept_aside = last_set_aside(path)

    def all(self) -> list[Profile]:
        """Return every profile."""
        return list(self._profiles.values())

    def get(self, profile_id: str) -> Profile | None:
        """Return the profile with that id, or None."""
        return self._profiles.get(profile_id)

    def new(self, name: str, account_id: str, client_id: str) -> Profile:
        """Return a profile with an id of its own. It is not saved yet."""
        return Profile(secrets.token_hex(8), name, account_id, client_id)

    def save(self, profile: Profile) -> None:
        """Add a profile, or replace the one with its id. Raises OSError, and then nothing changed."""
        self._write(self._on_disk() | {profile.id: profile})

    def delete(self, profile_id: str) -> None:
        """Forget a profile; one that isn't there is no error. Raises OSError, and then nothing changed."""
        profiles = self._on_disk()
        if profile_id in profiles:
            self._write({key: kept for key, kept in profiles.items() if key != profile_id})

    def acknowledge_loss(self) -> None:
        """Stop telling of a file that was kept aside. Raises OSError, and then it is told at the next start."""
        if self.kept_aside is not None:
            self._write(self._on_disk())
            self.kept_aside = None

    def _write(self, profiles: dict[str, Profile]) -> None:
        replace_file(self._path, msgspec.json.format(msgspec.json.encode(list(profiles.values()))))
        self._profiles = profiles

    def _on_disk(self) -> dict[str, Profile]:
        """Return the profiles that are stored now; those last known where there is no file, or none that can be read.

        Raises OSError for an unreadable file that can't be renamed: to write would destroy it.
        """
        try:
            stored = msgspec.json.decode(self._path.read_bytes(), type=list[Profile])
            return {profile.id: profile for profile in stored}
        except FileNotFoundError:
            return self._profiles
        except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
            log.warning("The saved profiles can't be read: %s", error)
            self.kept_aside = set_aside(self._path)
            return self._profiles
