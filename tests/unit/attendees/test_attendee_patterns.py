"""Regular expressions that mean the same in every Python 3.11."""

import ast
import re
from pathlib import Path

import pytest

import desktop_app.attendees
from desktop_app.attendees.cells.beside import PLAIN
from desktop_app.attendees.checking.emails import look_over

SOURCES = sorted(Path(desktop_app.attendees.__path__[0]).rglob("*.py"))
POSSESSIVE_GROUP = re.compile(r"(?<!\\)\)(?:[*+?]|\{\d*,?\d*\})\+")


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_no_group_is_possessive(source: Path) -> None:
    """Python 3.11.2, Debian 12's, doesn't go back to where such a group began when it fails midway."""
    nodes = list(ast.walk(ast.parse(source.read_text("utf-8"))))
    said = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    texts = [node.value for node in nodes if isinstance(node, ast.Constant) and id(node) not in said]
    assert not [text for text in texts if isinstance(text, str) and POSSESSIVE_GROUP.search(text)]


@pytest.mark.parametrize("email", ["b@X.example", "a.b@x.co.uk", "c-d@x-y-z.example", "O'N.e-il+1@X-1.CO.uk"])
def test_plain_addresses_are_plain(email: str) -> None:
    assert PLAIN.fullmatch(email)
    assert look_over(f"{email}\0{email}").odd == []
