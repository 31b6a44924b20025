"""Settings that two windows of Foyer have read, and then change."""

from pathlib import Path

import pytest

from desktop_app.storage import files
from desktop_app.storage.settings import Settings, SettingsFile


def test_a_change_keeps_what_another_window_changed(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    SettingsFile(path).change(last_profile="p1")
    one, other = SettingsFile(path), SettingsFile(path)
    one.change(scheme="dark")
    other.change(window_geometry="AdnQywAD")
    assert SettingsFile(path).current == Settings(scheme="dark", window_geometry="AdnQywAD", last_profile="p1")
    assert other.current.scheme == "system", "a window that is open stays as it is"


def test_what_the_disk_refused_is_written_with_the_next_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "settings.json"
    settings = SettingsFile(path)
    settings.change(last_profile="p1")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as context:
        context.setattr(files.os, "fsync", full)
        settings.change(scheme="dark")
    settings.change(keep_people_days=30)
    assert SettingsFile(path).current == Settings(last_profile="p1", scheme="dark", keep_people_days=30)


def test_a_file_that_became_unreadable_is_kept_aside_before_the_next_change(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    settings = SettingsFile(path)
    settings.change(scheme="dark")
    path.write_bytes(b"damaged")
    settings.change(keep_people_days=30)
    assert SettingsFile(path).current == Settings(scheme="dark", keep_people_days=30)
    assert settings.kept_aside is not None
    assert settings.kept_aside.read_bytes() == b"damaged"
