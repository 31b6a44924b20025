"""The files that the Attendees page writes: of the kind that was chosen, none dropped, none ever half written."""

import os
import stat
import sys
from pathlib import Path

import pytest
from attendees_program import Desk
from PySide6.QtWidgets import QFileDialog

from desktop_app.attendees.journal import Fate
from desktop_app.bundled import bundled

pytestmark = pytest.mark.asyncio


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8-sig").splitlines())


async def test_two_files_that_are_saved_at_once_are_both_written(desk: Desk, tmp_path: Path) -> None:
    desk.api.failures = {"p2@acme.example.com": "email_not_found"}
    await desk.register(3)
    made = desk.made
    files = desk.page.files
    files.save_results(made.id, tmp_path / "all.csv")
    files.save_results(made.id, tmp_path / "failed.csv", shown=(Fate.FAILED,))
    # the last word counts where the name is the same
    files.save_results(made.id, tmp_path / "twice.csv")
    files.save_results(made.id, tmp_path / "twice.csv", shown=(Fate.FAILED,))
    files.write_sample(tmp_path / "sample.csv")
    await desk.rest()
    assert lines_of(tmp_path / "all.csv") == 4
    assert lines_of(tmp_path / "failed.csv") == lines_of(tmp_path / "twice.csv") == 2
    assert "Saved as sample.csv" in desk.said()


async def test_a_sample_replaces_a_file_as_a_whole(desk: Desk, tmp_path: Path) -> None:
    path, before = tmp_path / "sample.csv", tmp_path / "before.csv"
    path.write_bytes(b"mine")
    os.link(path, before)
    desk.page.files.write_sample(path)
    await desk.rest()
    assert path.read_bytes() == bundled("samples", "attendees.csv").read_bytes()
    assert before.read_bytes() == b"mine"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
async def test_a_sample_can_be_read_by_whom_it_is_given_to(desk: Desk, tmp_path: Path) -> None:
    await desk.enter()
    before = os.umask(0o022)
    try:
        desk.page.files.write_sample(tmp_path / "sample.csv")
        await desk.rest()
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "sample.csv").stat().st_mode) == 0o644


async def test_a_file_that_cant_be_written_is_tried_again(desk: Desk, tmp_path: Path) -> None:
    await desk.enter()
    folder = tmp_path / "later"
    desk.page.files.write_sample(folder / "sample.csv")
    await desk.rest()
    folder.mkdir()
    desk.page.message.button("retry").click()
    await desk.rest()
    assert (folder / "sample.csv").is_file()


async def test_the_file_kind_follows_the_dialog(desk: Desk) -> None:
    await desk.enter()
    desk.page.files.ask_results("none")
    dialog = desk.page.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    assert dialog.selectedFiles()[0].endswith("Q4 Town Hall results.csv")
    dialog.filterSelected.emit("Excel workbooks (*.xlsx)")
    assert dialog.selectedFiles()[0].endswith("Q4 Town Hall results.xlsx")
    assert dialog.defaultSuffix() == "xlsx"
    dialog.reject()
