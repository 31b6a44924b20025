import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter

from desktop_app.attendees.__main__ import main
from desktop_app.bundled import bundled


def test_json_says_what_an_import_would_do(tmp_path, capsys):
    path = tmp_path / "list.csv"
    path.write_bytes(
        "Guests\n\nVorname;Nachname;E-Mail\nZoë;Groß;zoe@x.example\nBo;;bo@x.example\nZ;G;ZOE@x.example\n".encode(
            "cp1252"
        )
    )
    assert main([str(path), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["encoding"] == "cp1252"
    assert (found["delimiter"], found["sheet"], found["header_row"]) == (";", "", 3)
    assert found["columns"] == {"email": "E-Mail", "first_name": "Vorname", "last_name": "Nachname", "full_name": None}
    assert found["counts"] == {"rows": 3, "ready": 1, "invalid": 1, "duplicate": 1}
    assert found["ready"] == [{"row": 4, "email": "zoe@x.example", "first_name": "Zoë", "last_name": "Groß"}]
    assert [(item["row"], item["field"], item["code"]) for item in found["problems"]] == [
        (5, "last_name", "missing"),
        (6, "email", "duplicate"),
    ]
    assert all(item["message"] for item in found["problems"])


def test_two_people_at_one_address_are_told_from_a_row_that_is_there_twice(tmp_path, capsys):
    path = tmp_path / "list.csv"
    path.write_text("Email,First name,Last name\na@x.example,Ann,Lee\na@x.example,Bo,Ray\na@x.example,Ann,Lee\n")
    assert main([str(path), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["counts"]["duplicate"] == 2
    assert [(item["row"], item["code"]) for item in found["problems"]] == [(3, "another_name"), (4, "duplicate")]
    assert "another name" in found["problems"][0]["message"]


def test_people_get_text_and_columns_without_a_header_their_letters(tmp_path, capsys):
    path = tmp_path / "list.csv"
    path.write_text("a@x.example\n" * 30)
    assert main([str(path)]) == 0
    said = capsys.readouterr().out
    assert "email: A" in said
    assert "30 rows: 1 ready" in said
    assert "9 more of duplicate" in said


def test_a_web_page_has_a_table_and_no_separator(tmp_path, capsys):
    path = tmp_path / "list.xls"
    path.write_text("<table><tr><th>Email<th>Name<tr><td>ann@gmial.com<td>Ann Lee</table>")
    assert main([str(path)]) == 0
    said = capsys.readouterr().out
    assert "Read as a table, header in row 1" in said
    assert "1 ready" in said
    assert "ann@gmail.com" in said


def test_a_file_that_cannot_be_read_is_one_line_and_two(tmp_path, capsys):
    assert main([str(tmp_path / "no\nsuch.csv")]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "no such file" in err


def test_it_runs_as_a_module_without_qt_and_without_a_network():
    blocked = (
        "import sys, runpy\n"
        "for name in ('PySide6', 'httpx', 'qasync'): sys.modules[name] = None\n"
        "sys.argv = ['x', sys.argv[1], '--json']\n"
        "runpy.run_module('desktop_app.attendees', run_name='__main__')"
    )
    ran = subprocess.run(
        [sys.executable, "-c", blocked, str(bundled("samples", "attendees.csv"))],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)["counts"] == {"rows": 4, "ready": 4, "invalid": 0, "duplicate": 0}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(("target", "code"), [("/dev/full", 1), (None, 0)])
def test_an_answer_that_nobody_takes_is_no_crash(tmp_path, target, code):
    path = tmp_path / "list.csv"
    path.write_text("".join(f"p{at}@x.example\n" for at in range(3000)))
    told, tell = os.pipe()
    os.close(told)
    with Path(target).open("wb") if target else os.fdopen(tell, "wb") as out:
        ran = subprocess.run(
            [sys.executable, "-m", "desktop_app.attendees", str(path), "--json"],
            cwd=Path(__file__).parents[3],
            stdout=out,
            stderr=subprocess.PIPE,
            check=False,
        )
    if target:
        os.close(tell)
    assert ran.returncode == code
    assert ran.stderr.count(b"\n") == code


@pytest.mark.skipif(os.name == "nt", reason="closed by a shell of POSIX")
@pytest.mark.parametrize(
    ("path", "closed", "code", "said"),
    [
        (bundled("samples", "attendees.csv"), ">&-", 1, b"the answer can't be written: the output is closed\n"),
        (bundled("samples", "attendees.csv"), ">&- 2>&-", 1, b""),
        (Path("nowhere.csv"), "2>&-", 2, b""),
    ],
)
def test_a_closed_output_is_no_crash(path, closed, code, said):
    ran = subprocess.run(
        ["/bin/sh", "-c", f'exec "$0" -m desktop_app.attendees "$1" {closed}', sys.executable, str(path)],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (code, b"", said)


def test_a_reading_that_ends_too_early_is_said_in_one_line(tmp_path):
    path = tmp_path / "list.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    program = (
        "import sys\n"
        "from desktop_app.attendees.__main__ import main\n"
        "from desktop_app.attendees.reading import in_child\n"
        "in_child._command = lambda: [sys.executable, '-c', 'import sys; sys.exit(3)']\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, str(path)],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (2, "list.xls: the file can't be read\n")


def test_rows_that_the_sheet_hides_are_said(tmp_path, capsys):
    path = tmp_path / "list.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.write_column(0, 0, ("Email", "a@x.example", "b@x.example"))
    sheet.set_row(2, None, None, {"hidden": True})
    book.close()
    assert main([str(path)]) == 0
    assert "Read as well: hidden rows of the sheet, 1 from row 3 on" in capsys.readouterr().out
    assert main([str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["hidden_rows"] == [3]
