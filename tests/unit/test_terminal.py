"""What is said in a terminal that doesn't know every letter."""

import io
import sys

import pytest

from desktop_app.terminal import complain, say


def test_letters_that_the_terminal_lacks_are_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding="cp1252", newline=""))
    say("24 pictures written to C:\\Bücher\\Книги")
    assert (
        written.getvalue().decode("cp1252")
        == "24 pictures written to C:\\Bücher\\" + r"\u041a\u043d\u0438\u0433\u0438" + "\n"
    )


def test_a_stream_of_text_takes_every_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    complain("Книги")
    assert sys.stderr.getvalue() == "foyer: Книги\n"  # type: ignore[attr-defined]
