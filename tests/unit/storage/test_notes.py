"""Notes survive, and nothing breaks when they don't."""

from pathlib import Path

from desktop_app.storage import notes
from desktop_app.storage.notes import Note


def test_a_note_reads_back_in_the_next_run(tmp_path: Path) -> None:
    Note(tmp_path / "columns.json").save('{"ä": 1}')
    assert Note(tmp_path / "columns.json").load() == '{"ä": 1}'


def test_no_note_is_an_empty_one(tmp_path: Path) -> None:
    assert Note(tmp_path / "columns.json").load() == ""


def test_what_is_no_note_of_ours_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "columns.json"
    path.write_bytes(b"\xff\xfe\x00")
    assert Note(path).load() == ""
    path.write_bytes(b"x" * (notes.LONGEST + 1))
    assert Note(path).load() == ""


def test_a_folder_in_its_place_breaks_nothing(tmp_path: Path) -> None:
    (tmp_path / "columns.json").mkdir()
    note = Note(tmp_path / "columns.json")
    note.save("text")
    assert note.load() == ""
