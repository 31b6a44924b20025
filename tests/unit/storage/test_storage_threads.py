"""What is stored by several threads at a time: readers meet whole files, and lists that others change."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from desktop_app.storage.files import replace_file
from desktop_app.storage.saved_work import SavedWork

TIMES = 150


def at_once(*jobs: Callable[[], None]) -> None:
    """Run each in a thread of its own. Raises what the first of them to fail raised."""
    with ThreadPoolExecutor(len(jobs)) as threads:
        begun = [threads.submit(job) for job in jobs]
    for job in begun:
        job.result()


def test_two_threads_that_write_one_file_leave_it_whole(tmp_path: Path) -> None:
    path = tmp_path / "columns.json"
    contents = (b"a" * 50_000, b"b" * 20_000)
    replace_file(path, contents[0])

    def write(content: bytes) -> None:
        for _ in range(TIMES):
            replace_file(path, content)

    def read() -> None:
        for _ in range(TIMES * 3):
            assert path.read_bytes() in contents

    at_once(lambda: write(contents[0]), lambda: write(contents[1]), read)
    assert [found.name for found in tmp_path.iterdir()] == ["columns.json"]


def test_work_is_listed_while_other_work_is_deleted(tmp_path: Path) -> None:
    work = SavedWork(tmp_path)
    work.save("events", "stays", b"")
    done = threading.Event()

    def come_and_go() -> None:
        try:
            for number in range(TIMES):
                work.save("events", f"goes-{number}", b"")
                work.delete("events", f"goes-{number}")
        finally:
            done.set()

    def look() -> None:
        while not done.is_set():
            assert "stays" in work.list("events")

    at_once(come_and_go, look)
