"""Every text is found again where `pyside6-lupdate` files it, so that a translation of all texts translates all."""

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtWidgets import QApplication

from desktop_app.attendees.journal import Fate
from desktop_app.attendees.unreadable import Unreadable, WhyUnreadable
from desktop_app.event import problem
from desktop_app.event.guidance import Capability
from desktop_app.event.problem import ProblemCode
from desktop_app.journey.comparing import Field
from desktop_app.ui import error_texts, errors, problem_texts, row_texts, unreadable_texts, words
from desktop_app.ui.models import people_columns
from desktop_app.ui.pages.attendees import bars, titles
from desktop_app.ui.pages.event import comparison
from desktop_app.ui.pages.event.dates_model import DatesModel
from desktop_app.ui.translations import tr
from desktop_app.ui.widgets.action_bar import ActionBar
from desktop_app.zoom.errors import Reason

SOURCE = Path(error_texts.__file__).parents[1]
MARK = "¿"

Text = tuple[str, str]
"""The context in which a text is looked up, and the text."""


def tool(name: str, *arguments: str) -> None:
    """Run one of the programs that come with PySide6."""
    program = shutil.which(f"pyside6-{name}", path=str(Path(sys.executable).parent))
    if program is None:
        pytest.skip(f"pyside6-{name} isn’t installed beside this Python")
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    if done.returncode and "error while loading shared libraries" in done.stderr:
        pytest.skip(f"pyside6-{name} can’t start here: {done.stderr.strip()}")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a translator gets."""
    path = tmp_path_factory.mktemp("translations") / "foyer_de.ts"
    tool("lupdate", "-silent", *map(str, sorted(SOURCE.rglob("*.py"))), "-ts", str(path))
    return path


@pytest.fixture
def translated(extracted: Path, qapp: QApplication) -> Iterator[None]:
    """The program in a language in which every text is the English one with a mark before it."""
    tree = ElementTree.parse(extracted)
    for message in tree.iter("message"):
        translation = message.find("translation")
        assert translation is not None
        translation.attrib.pop("type", None)
        translation.text = MARK + (message.findtext("source") or "")
    pseudo = extracted.with_name("pseudo.ts")
    tree.write(pseudo, encoding="utf-8", xml_declaration=True)
    compiled = pseudo.with_suffix(".qm")
    tool("lrelease", "-silent", str(pseudo), "-qm", str(compiled))
    translator = QTranslator()
    assert translator.load(str(compiled))
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


def texts(path: Path) -> set[Text]:
    return {
        (context.findtext("name") or "", message.findtext("source") or "")
        for context in ElementTree.parse(path).iter("context")
        for message in context.iter("message")
    }


def looked_up(node: ast.AST, inside: str = "") -> Iterator[Text]:
    """Yield the texts that a part of a module asks for, each in the context in which Qt will look."""
    contexts = {"tr": "", "self.tr": inside}
    for part in ast.iter_child_nodes(node):
        match part:
            case ast.Call(func=function, args=[ast.Constant(value=str(text))]) if ast.unparse(function) in contexts:
                yield contexts[ast.unparse(function)], text
            case ast.Call(func=ast.Name(id="tr") | ast.Attribute(attr="tr")):
                yield "nowhere: neither tr(“…”) nor self.tr(“…”)", ast.unparse(part)
            case ast.FunctionDef(name="tr"):
                yield "nowhere: another tr than that of ui.translations", ast.unparse(part)
        yield from looked_up(part, part.name if isinstance(part, ast.ClassDef) else inside)


def test_texts_are_looked_up_where_they_are_filed(extracted: Path) -> None:
    modules = [path for path in SOURCE.rglob("*.py") if path.name != "translations.py"]
    wanted = {text for path in modules for text in looked_up(ast.parse(path.read_text("utf-8")))}
    filed = texts(extracted)
    assert len(filed) > 1000
    assert wanted == filed


@pytest.mark.usefixtures("translated")
def test_every_text_of_a_module_is_translated(extracted: Path) -> None:
    ours = [text for context, text in texts(extracted) if not context]
    assert [text for text in ours if tr(text) != MARK + text] == []


@pytest.mark.usefixtures("translated")
def test_what_is_said_outside_of_widgets_is_translated() -> None:
    said = [
        words.duration_text(0),
        words.field_name(Field.NAME),
        row_texts.fate_name(Fate.REGISTERED),
        problem_texts.text(problem.error("name", ProblemCode.MISSING_NAME)),
        error_texts.words_for(Reason.BAD_CREDENTIALS).title,
        errors.action_label("connect"),
        unreadable_texts.words_for_file(Unreadable(WhyUnreadable.EMPTY)).title,
        str(people_columns.heading(people_columns.Column.ROW, Qt.ItemDataRole.DisplayRole)),
        bars.blocked().primary,
        titles.drop(draft=False)[0],
        comparison.capability_name(Capability.LOBBY),
        str(DatesModel().headerData(1, Qt.Orientation.Horizontal)),
    ]
    assert [text for text in said if not text.startswith(MARK)] == []


@pytest.mark.usefixtures("translated")
def test_what_widgets_say_is_translated_in_their_subclasses_too() -> None:
    class Special(ActionBar):
        pass

    assert [bar.back_button.text() for bar in (ActionBar(), Special())] == [f"{MARK}Back"] * 2
