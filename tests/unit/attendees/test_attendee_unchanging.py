"""A file that somebody is still writing is refused; one that was left alone for a moment is read at once."""

import asyncio
import os
import time
from pathlib import Path

import pytest
import xlsxwriter

from desktop_app.attendees.reader import Unreadable, WhyUnreadable, read
from desktop_app.attendees.reading import in_child
from desktop_app.attendees.reading import unchanging as module
from desktop_app.attendees.reading.in_child import load
from desktop_app.attendees.reading.unchanging import unchanging

WRITTEN = 1_000.0
"""When the file was last written to, in seconds."""


@pytest.fixture(autouse=True)
def a_second_of_quiet(monkeypatch, lists_were_left_alone):
    monkeypatch.setattr(module, "QUIET", 1.0)


@pytest.fixture
def path(tmp_path) -> Path:
    return written(tmp_path / "list.csv", "Email\na@x.example\n")


def written(path: Path, text: str, when: float = WRITTEN) -> Path:
    path.write_text(text)
    os.utime(path, (when, when))
    return path


def longer(path: Path, when: float = WRITTEN + 0.5) -> None:
    written(path, path.read_text() + "b@x.example\n", when)


def test_a_file_that_was_left_alone_is_not_waited_for(path):
    waited: list[float] = []
    with unchanging(path, wait=waited.append, now=lambda: WRITTEN + 1.0):
        pass
    assert waited == []


@pytest.mark.parametrize(
    ("now", "waits"), [(WRITTEN + 0.25, 0.75), (WRITTEN, 1.0), (WRITTEN - 3600.0, 1.0)], ids=["old", "new", "ahead"]
)
def test_one_that_was_just_written_is_looked_at_again_when_it_was_left_alone(path, now, waits):
    waited: list[float] = []
    with unchanging(path, wait=waited.append, now=lambda: now):
        pass
    assert waited == [waits]


def test_one_that_changes_meanwhile_is_refused(path):
    with pytest.raises(Unreadable) as caught, unchanging(path, wait=lambda _: longer(path), now=lambda: WRITTEN):
        pass
    assert (caught.value.why, caught.value.name) == (WhyUnreadable.CHANGING, "list.csv")


def test_one_that_changes_while_it_is_read_is_refused_without_waiting(path):
    waited: list[float] = []
    with pytest.raises(Unreadable) as caught, unchanging(path, wait=waited.append, now=lambda: WRITTEN):
        longer(path)
    assert (caught.value.why, waited) == (WhyUnreadable.CHANGING, [])


@pytest.mark.parametrize(
    ("said", "becomes"),
    [
        (WhyUnreadable.DAMAGED, WhyUnreadable.CHANGING),
        (WhyUnreadable.EMPTY, WhyUnreadable.CHANGING),
        (WhyUnreadable.TOO_BIG, WhyUnreadable.TOO_BIG),
    ],
)
def test_what_is_wrong_with_half_a_file_is_that_it_is_being_written(path, said, becomes):
    with pytest.raises(Unreadable) as caught, unchanging(path, wait=lambda _: longer(path), now=lambda: WRITTEN):
        raise Unreadable(said, name=path.name)
    assert caught.value.why is becomes


def test_what_is_wrong_with_a_whole_file_is_said(path):
    with pytest.raises(Unreadable) as caught, unchanging(path, wait=lambda _: None, now=lambda: WRITTEN):
        raise Unreadable(WhyUnreadable.DAMAGED, name=path.name)
    assert caught.value.why is WhyUnreadable.DAMAGED


LATER = time.time() + 86_400.0
"""By a clock that is ahead, every file was just written."""


def test_a_text_that_grows_is_refused(path, monkeypatch):
    os.utime(path, (LATER, LATER))
    monkeypatch.setattr(time, "sleep", lambda _: longer(path, LATER + 1))
    for reading in (lambda: read(path), lambda: asyncio.run(load(path))):
        with pytest.raises(Unreadable) as caught:
            reading()
        assert caught.value.why is WhyUnreadable.CHANGING


def test_half_a_workbook_that_grows_is_refused_as_such(tmp_path, monkeypatch):
    path = tmp_path / "list.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet().write_column(0, 0, ("Email", "a@x.example"))
    book.close()
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    os.utime(path, (LATER, LATER))

    monkeypatch.setattr(
        in_child, "unchanging", lambda path, *, wait: unchanging(path, wait=lambda _: path.write_bytes(content))
    )
    with pytest.raises(Unreadable) as caught:
        read(path)
    assert caught.value.why is WhyUnreadable.CHANGING
