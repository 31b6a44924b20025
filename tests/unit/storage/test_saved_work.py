"""Work in progress on a real disk: what is saved is whole, and comes back."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.storage.saved_work import SavedWork

names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


@pytest.fixture
def work(tmp_path: Path) -> SavedWork:
    return SavedWork(tmp_path / "work")


def test_nothing_was_saved(work: SavedWork, tmp_path: Path) -> None:
    assert work.load("events", "a") is None
    assert work.list("events") == []
    work.delete("events", "a")
    assert not (tmp_path / "work").exists()


def test_the_last_save_comes_back(work: SavedWork) -> None:
    work.save("events", "a", b"first")
    work.save("events", "a", b"second\nline\x00")
    assert work.load("events", "a") == b"second\nline\x00"


def test_kinds_and_keys_are_apart(work: SavedWork) -> None:
    work.save("events", "a", b"1")
    work.save("events", "A", b"2")
    work.save("other", "a", b"3")
    assert sorted(work.list("events")) == ["A", "a"]
    assert [work.load("events", "a"), work.load("events", "A"), work.load("other", "a")] == [b"1", b"2", b"3"]
    work.delete("events", "a")
    assert work.list("events") == ["A"]


def test_the_one_saved_last_is_listed_first(work: SavedWork, tmp_path: Path) -> None:
    for age, key in enumerate(["new", "middle", "old"]):
        work.save("events", key, b"")
        path = tmp_path / "work" / "events" / f"{key}.work"
        os.utime(path, ns=(10**18 - age * 10**9,) * 2)
    assert work.list("events") == ["new", "middle", "old"]


@given(kind=names, key=names, content=st.binary(max_size=300))
def test_any_name_and_any_bytes(tmp_path_factory: pytest.TempPathFactory, kind: str, key: str, content: bytes) -> None:
    folder = tmp_path_factory.mktemp("any")
    work = SavedWork(folder)
    work.save(kind, key, content)
    assert work.load(kind, key) == content
    assert work.list(kind) == [key]
    assert {path.parent.parent for path in folder.rglob("*.work")} == {folder}


@pytest.mark.parametrize("name", ["", "x" * 201])
def test_a_name_that_no_file_can_have(work: SavedWork, name: str) -> None:
    with pytest.raises(ValueError, match="no file can be named"):
        work.save("events", name, b"")


@pytest.mark.parametrize(
    "damage", [lambda whole: whole[:-1], lambda _: b"", lambda whole: whole[:9], lambda whole: whole + b"x"]
)
def test_damaged_work_is_kept_aside_and_counts_as_absent(
    work: SavedWork, tmp_path: Path, caplog: pytest.LogCaptureFixture, damage: Callable[[bytes], bytes]
) -> None:
    work.save("events", "a", b'{"name": "Gala"}')
    path = tmp_path / "work" / "events" / "a.work"
    damaged = damage(path.read_bytes())
    path.write_bytes(damaged)
    assert work.load("events", "a") is None
    assert "damaged" in caplog.text
    assert (path.parent / "a.work.unreadable-1").read_bytes() == damaged
    assert work.list("events") == []
    work.save("events", "a", b"again")
    assert work.load("events", "a") == b"again"


WRITER = """
import sys
from pathlib import Path
from desktop_app.storage.saved_work import SavedWork
work = SavedWork(Path(sys.argv[1]))
number = 0
while True:
    work.save("events", "a", str(number).encode() * 20_000)
    if number == 3:
        print("busy", flush=True)
    number += 1
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX")
def test_a_program_killed_while_it_saves_leaves_whole_work(work: SavedWork, tmp_path: Path) -> None:
    for _ in range(5):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path / "work")],
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[3],
        ) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == b"busy\n"
            child.send_signal(signal.SIGKILL)
        content = work.load("events", "a")
        assert content
        number = content[: len(content) // 20_000]
        assert content == number * 20_000
        assert work.list("events") == ["a"]
    work.delete("events", "a")
    assert list((tmp_path / "work" / "events").iterdir()) == []
