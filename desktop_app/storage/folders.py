"""Where Foyer keeps its files. Practice has a folder of its own, so that nothing of it mixes with real accounts."""

import os
from collections.abc import Mapping
from pathlib import Path

import platformdirs


class FolderUnusable(Exception):
    """A folder can't be created or written to. `path` is that folder, `reason` the operating system's words."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"Foyer can't keep its files in {path}: {reason}")
        self.path = path
        self.reason = reason


class Folders:
    """The data folder and what is in it, created when missing, readable by this user only (mode 0700).

    `root` holds settings, profiles and the work on real accounts, `practice` all of practice, `logs` the log files.
    A `root` that exists already keeps its permissions: it may be a folder the person chose.
    Raises FolderUnusable.
    """

    def __init__(self, root: Path) -> None:
        try:
            self.root = root.expanduser().absolute()
        except RuntimeError as error:  # "~somebody" who has no home here
            raise FolderUnusable(root, str(error)) from error
        self.practice = self.root / "practice"
        self.logs = self.root / "logs"
        for folder in (self.root, self.practice, self.logs):
            _create(folder)

    @classmethod
    def choose(cls, data_dir: Path | None = None, environment: Mapping[str, str] | None = None) -> "Folders":
        """Use `data_dir` (the --data-dir flag), else FOYER_DATA_DIR, else the platform's place for a program's data.

        Raises FolderUnusable.
        """
        named = (os.environ if environment is None else environment).get("FOYER_DATA_DIR", "")
        if data_dir is not None:
            return cls(data_dir)
        if named:
            return cls(Path(named))
        return cls(Path(platformdirs.user_data_dir("foyer", appauthor=False, roaming=False)))


def _create(folder: Path) -> None:
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise FolderUnusable(folder, error.strerror or str(error)) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise FolderUnusable(folder, "it may not be written to")
