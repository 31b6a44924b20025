import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.attendees.journal import JournalFailed, WhyFailed
from desktop_app.attendees.sending.lock import AlreadyRunning, only_one

HOLDER = """
import sys
from pathlib import Path
from desktop_app.attendees.journal import JournalFailed
from desktop_app.attendees.sending.lock import only_one
with only_one(Path(sys.argv[1]), "a", "e1"):
    print("held", flush=True)
    sys.stdin.read()
"""


def is_held(folder, account_key, event_id):
    try:
        with only_one(folder, account_key, event_id):
            return False
    except AlreadyRunning:
        return True


def test_an_event_is_locked_once_and_others_are_not(tmp_path):
    with only_one(tmp_path, "a", "e1"):
        assert is_held(tmp_path, "a", "e1")
        with pytest.raises(AlreadyRunning), only_one(tmp_path, "a", "e1"):
            pass
        with only_one(tmp_path, "a", "e2"), only_one(tmp_path, "b", "e1"):
            pass
    assert not is_held(tmp_path, "a", "e1")
    with only_one(tmp_path, "a", "e1"):
        pass


def test_an_error_within_ends_the_lock(tmp_path):
    with pytest.raises(KeyError), only_one(tmp_path, "a", "e1"):
        raise KeyError
    assert not is_held(tmp_path, "a", "e1")


def test_another_window_is_seen_and_its_death_ends_the_lock(tmp_path):
    root = Path(__file__).parents[3]
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root,
    ) as other:  # fmt: skip
        try:
            assert other.stdout.readline() == "held\n"
            assert is_held(tmp_path, "a", "e1")
        finally:
            other.kill()
            other.wait()
    assert not is_held(tmp_path, "a", "e1")


@pytest.mark.skipif(os.name == "nt", reason="modes are not kept there")
def test_the_file_tells_nothing(tmp_path):
    with only_one(tmp_path, "acme", "e1"):
        (file,) = (tmp_path / "locks").iterdir()
        assert "acme" not in file.name
        assert file.read_bytes() == b""
        assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("number", "why"),
    [
        (errno.EACCES, WhyFailed.NO_PERMISSION),
        (errno.EROFS, WhyFailed.NO_PERMISSION),
        (errno.ENOSPC, WhyFailed.FULL),
        (errno.EDQUOT, WhyFailed.FULL),
        (errno.EIO, WhyFailed.FAILED),
    ],
)
def test_what_the_disk_says_is_told(tmp_path, monkeypatch, number, why):
    def refuse(*_args):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(JournalFailed) as caught, only_one(tmp_path, "a", "e1"):
        pass
    assert caught.value.why is why


def test_a_folder_that_cannot_be_is_a_failure_of_the_journal(tmp_path):
    (tmp_path / "locks").write_text("in the way")
    with pytest.raises(JournalFailed), only_one(tmp_path, "a", "e1"):
        pass


@pytest.mark.skipif(os.name == "nt", reason="Windows has other locks")
@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP])
def test_in_a_folder_without_locks_nobody_holds_one(tmp_path, monkeypatch, number):
    """Two windows would both send."""

    def refuse(*_args):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("fcntl.flock", refuse)
    with pytest.raises(JournalFailed) as caught, only_one(tmp_path, "a", "e1"):
        pytest.fail("it was held")
    assert (caught.value.why, caught.value.detail) == (WhyFailed.FAILED, os.strerror(number))
