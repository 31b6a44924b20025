"""Folders, settings and profiles on a real disk."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from desktop_app.storage import files
from desktop_app.storage.files import last_set_aside, replace_file, set_aside
from desktop_app.storage.folders import Folders, FolderUnusable
from desktop_app.storage.profiles import Profile, Profiles
from desktop_app.storage.settings import Settings, SettingsFile

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no POSIX permissions")


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


class TestFolders:
    @posix
    def test_new_folders_are_for_this_user_only(self, tmp_path: Path) -> None:
        folders = Folders(tmp_path / "deep" / "data")
        assert {folders.root, folders.practice, folders.logs} == {
            tmp_path / "deep/data",
            tmp_path / "deep/data/practice",
            tmp_path / "deep/data/logs",
        }
        assert [mode_of(folder) for folder in (folders.root, folders.practice, folders.logs)] == [0o700] * 3

    @posix
    def test_the_home_of_nobody_is_unusable(self) -> None:
        with pytest.raises(FolderUnusable, match="~nobody-of-that-name"):
            Folders(Path("~nobody-of-that-name/data"))

    @posix
    def test_a_chosen_folder_keeps_its_permissions(self, tmp_path: Path) -> None:
        tmp_path.chmod(0o755)
        Folders(tmp_path)
        assert mode_of(tmp_path) == 0o755

    def test_the_flag_goes_before_the_environment(self, tmp_path: Path) -> None:
        environment = {"FOYER_DATA_DIR": str(tmp_path / "environment")}
        assert Folders.choose(tmp_path / "flag", environment).root == tmp_path / "flag"
        assert Folders.choose(None, environment).root == tmp_path / "environment"

    def test_without_either_it_is_the_platforms_place(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("platformdirs.user_data_dir", lambda *_, **__: str(tmp_path / "usual" / "foyer"))
        assert Folders.choose(None, {}).root == tmp_path / "usual" / "foyer"

    def test_a_file_in_the_way_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "taken").write_text("a file")
        with pytest.raises(FolderUnusable) as caught:
            Folders(tmp_path / "taken")
        assert caught.value.path == tmp_path / "taken"
        assert str(tmp_path / "taken") in str(caught.value)


class TestReplaceFile:
    @posix
    def test_the_file_is_for_this_user_only_and_nothing_else_is_left(self, tmp_path: Path) -> None:
        replace_file(tmp_path / "x.json", b"1")
        assert mode_of(tmp_path / "x.json") == 0o600
        assert [path.name for path in tmp_path.iterdir()] == ["x.json"]

    def test_a_failure_leaves_the_old_content(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "x.json"
        replace_file(path, b"old")

        def full(_handle: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(files.os, "fsync", full)
        with pytest.raises(OSError, match="No space left"):
            replace_file(path, b"new")
        assert path.read_bytes() == b"old"
        assert [found.name for found in tmp_path.iterdir()] == ["x.json"]

    @posix
    def test_a_file_to_be_passed_on_is_for_whoever_may_read_the_folder(self, tmp_path: Path) -> None:
        before = os.umask(0o022)
        try:
            replace_file(tmp_path / "invitation.ics", b"1", permissions=files.FOR_ALL)
        finally:
            os.umask(before)
        assert mode_of(tmp_path / "invitation.ics") == 0o644

    @pytest.mark.parametrize("place", ["missing/list.csv", "folder"])
    def test_a_failure_names_the_file_that_was_asked_for(self, tmp_path: Path, place: str) -> None:
        (tmp_path / "folder").mkdir()
        with pytest.raises(OSError, match=place) as caught:
            replace_file(tmp_path / place, b"1")
        assert (caught.value.filename, caught.value.filename2) == (str(tmp_path / place), None)
        assert [found.name for found in tmp_path.iterdir()] == ["folder"]

    @posix
    def test_a_drive_that_syncs_no_folders_takes_files_all_the_same(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        fsync = os.fsync

        def only_files(handle: int) -> None:
            if stat.S_ISDIR(os.fstat(handle).st_mode):
                raise OSError(22, "Invalid argument")
            fsync(handle)

        monkeypatch.setattr(files.os, "fsync", only_files)
        replace_file(tmp_path / "x.json", b"1")
        assert (tmp_path / "x.json").read_bytes() == b"1"

    def test_set_aside_never_takes_a_name_twice(self, tmp_path: Path) -> None:
        places = []
        for content in (b"first", b"second"):
            (tmp_path / "x.json").write_bytes(content)
            places.append(set_aside(tmp_path / "x.json"))
        assert [place.name for place in places] == ["x.json.unreadable-1", "x.json.unreadable-2"]
        assert [place.read_bytes() for place in places] == [b"first", b"second"]

    def test_the_file_that_was_set_aside_last_is_found(self, tmp_path: Path) -> None:
        path = tmp_path / "x.json"
        assert last_set_aside(path) is None
        for content in (b"first", b"second"):
            path.write_bytes(content)
            set_aside(path)
        assert last_set_aside(path) == tmp_path / "x.json.unreadable-2"


@pytest.fixture
def unrenamable(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """A disk on which another program holds every file by its name, until `undo`."""

    def refused(*_: object) -> Path:
        raise PermissionError(13, "is held by another program")

    with monkeypatch.context() as context:
        context.setattr(Path, "rename", refused)
        yield context


class TestSettings:
    def test_defaults_write_nothing(self, tmp_path: Path) -> None:
        assert SettingsFile(tmp_path / "settings.json").current == Settings()
        assert list(tmp_path.iterdir()) == []

    def test_a_change_is_there_next_time(self, tmp_path: Path) -> None:
        first = SettingsFile(tmp_path / "settings.json")
        first.change(scheme="dark", window_geometry="AdnQywAD")
        first.change(last_profile="p1")
        assert SettingsFile(tmp_path / "settings.json").current == Settings(
            scheme="dark", window_geometry="AdnQywAD", last_profile="p1"
        )

    def test_what_a_newer_foyer_wrote_stays(self, tmp_path: Path) -> None:
        path = tmp_path / "settings.json"
        path.write_text('{"scheme": "light", "of_the_future": [1, 2]}')
        SettingsFile(path).change(scheme="dark")
        assert msgspec.json.decode(path.read_bytes())["of_the_future"] == [1, 2]

    @pytest.mark.parametrize(
        "content", [b"", b"{", b"[]", b'{"scheme": "pink"}', b'{"last_profile": 7}', b"\xff\xfe\x00", b'"x"']
    )
    def test_an_unreadable_file_is_kept_aside(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "settings.json"
        path.write_bytes(content)
        settings = SettingsFile(path)
        assert settings.current == Settings()
        assert settings.kept_aside == tmp_path / "settings.json.unreadable-1"
        assert settings.kept_aside.read_bytes() == content
        settings.change(scheme="dark")
        assert SettingsFile(path).current.scheme == "dark"
        assert settings.kept_aside.read_bytes() == content

    def test_an_unreadable_file_that_can_t_be_renamed_is_not_overwritten(
        self, tmp_path: Path, unrenamable: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "settings.json"
        path.write_bytes(b"{")
        settings = SettingsFile(path)
        assert settings.kept_aside == path
        settings.change(scheme="dark")
        assert settings.current.scheme == "dark"
        assert path.read_bytes() == b"{"
        unrenamable.undo()
        settings.change(scheme="light")
        assert SettingsFile(path).current.scheme == "light"
        assert settings.kept_aside.read_bytes() == b"{"

    def test_a_value_no_setting_can_have_is_refused(self, tmp_path: Path) -> None:
        settings = SettingsFile(tmp_path / "settings.json")
        with pytest.raises(msgspec.ValidationError):
            settings.change(scheme="pink")
        assert settings.current == Settings()

    def test_a_disk_that_refuses_does_not_interrupt(self, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
        settings = SettingsFile(tmp_path / "missing" / "settings.json")
        settings.change(scheme="dark")
        assert settings.current.scheme == "dark"
        assert "not saved" in caplog.text


class TestProfiles:
    def test_saved_profiles_come_back_in_order(self, tmp_path: Path) -> None:
        profiles = Profiles(tmp_path / "profiles.json")
        acme = profiles.new("Acme Corp", "account", "client")
        other = profiles.new("Other", "", "client2")
        assert profiles.all() == []
        profiles.save(acme)
        profiles.save(other)
        renamed = Profile(acme.id, "Acme", "account", "client", remembered=True)
        profiles.save(renamed)
        again = Profiles(tmp_path / "profiles.json")
        assert again.all() == [renamed, other]
        assert again.get(acme.id) == renamed
        assert again.get("") is None

    def test_a_deleted_profile_stays_away(self, tmp_path: Path) -> None:
        profiles = Profiles(tmp_path / "profiles.json")
        acme = profiles.new("Acme Corp", "account", "client")
        profiles.save(acme)
        profiles.delete(acme.id)
        profiles.delete(acme.id)
        assert Profiles(tmp_path / "profiles.json").all() == []

    def test_two_windows_keep_what_the_other_one_saves(self, tmp_path: Path) -> None:
        one, two = Profiles(tmp_path / "profiles.json"), Profiles(tmp_path / "profiles.json")
        first, second, third = (one.new(name, "account", name) for name in ("First", "Second", "Third"))
        one.save(first)
        two.save(second)
        one.save(third)
        two.delete(first.id)
        assert two.all() == [second, third]
        assert Profiles(tmp_path / "profiles.json").all() == [second, third]

    def test_ids_differ(self, tmp_path: Path) -> None:
        profiles = Profiles(tmp_path / "profiles.json")
        assert len({profiles.new("x", "y", "z").id for _ in range(50)}) == 50

    def test_the_file_has_no_room_for_a_secret(self, tmp_path: Path) -> None:
        profiles = Profiles(tmp_path / "profiles.json")
        profiles.save(profiles.new("Acme", "account", "client"))
        stored = msgspec.json.decode((tmp_path / "profiles.json").read_bytes())
        assert set(stored[0]) == {"id", "name", "account_id", "client_id", "remembered"}

    def test_an_unreadable_file_is_kept_aside(self, tmp_path: Path) -> None:
        path = tmp_path / "profiles.json"
        path.write_bytes(b'[{"id": 1}]')
        profiles = Profiles(path)
        assert profiles.all() == []
        assert profiles.kept_aside is not None
        assert profiles.kept_aside.read_bytes() == b'[{"id": 1}]'

    def test_a_file_that_becomes_unreadable_is_kept_aside_before_the_next_save(self, tmp_path: Path) -> None:
        path = tmp_path / "profiles.json"
        profiles = Profiles(path)
        first, second = profiles.new("First", "account", "one"), profiles.new("Second", "account", "two")
        profiles.save(first)
        path.write_bytes(b"damaged")
        profiles.save(second)
        assert Profiles(path).all() == [first, second]
        assert profiles.kept_aside is not None
        assert profiles.kept_aside.read_bytes() == b"damaged"

    def test_an_unreadable_file_that_can_t_be_renamed_is_not_overwritten(
        self, tmp_path: Path, unrenamable: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "profiles.json"
        path.write_bytes(b"damaged")
        profiles = Profiles(path)
        assert profiles.kept_aside == path
        acme = profiles.new("Acme", "account", "client")
        for change in (lambda: profiles.save(acme), lambda: profiles.delete(acme.id), profiles.acknowledge_loss):
            with pytest.raises(OSError, match="is held"):
                change()
        assert profiles.all() == []
        assert path.read_bytes() == b"damaged"
        unrenamable.undo()
        profiles.save(acme)
        assert Profiles(path).all() == [acme]
        assert profiles.kept_aside.read_bytes() == b"damaged"

    def test_a_loss_is_told_at_each_start_until_it_is_acknowledged(self, tmp_path: Path) -> None:
        path = tmp_path / "profiles.json"
        path.write_bytes(b"damaged")
        aside = Profiles(path).kept_aside
        again = Profiles(path)
        assert again.kept_aside == aside == tmp_path / "profiles.json.unreadable-1"
        again.acknowledge_loss()
        assert again.kept_aside is None
        assert Profiles(path).kept_aside is None
        assert aside.read_bytes() == b"damaged"

    def test_a_loss_is_not_told_again_once_a_profile_is_saved(self, tmp_path: Path) -> None:
        path = tmp_path / "profiles.json"
        path.write_bytes(b"damaged")
        profiles = Profiles(path)
        profiles.save(profiles.new("Acme", "account", "client"))
        assert Profiles(path).kept_aside is None
