"""What the parts of the Event page share: each shows some fields of the draft, reads them back, and says what is wrong
with them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop_app.event.draft import EventDraft
from desktop_app.event.problem import Problem, Severity
from desktop_app.ui import problem_texts, theme
from desktop_app.ui.pages.event.problem_line import ProblemLine
from desktop_app.ui.pages.event.zone_box import ZoneBox
from desktop_app.ui.widgets.date_field import DateField
from desktop_app.ui.widgets.focus_reasons import NOT_MOVED
from desktop_app.ui.widgets.labeled_field import LabeledField
from desktop_app.ui.widgets.time_field import TimeField


class Section(QWidget):
    """One part of the form. `typed` follows a keystroke (saved a moment later), `chosen` a choice (saved at once).

    Neither is emitted while `fill` shows a draft.
    """

    typed = Signal()
    chosen = Signal()

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quiet = 0
        self._editors: set[QObject] = set()
        self.fields: dict[str, LabeledField] = {}
        self._lines: dict[str, ProblemLine] = {}
        self._hints: dict[str, str] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        if title:
            heading = QLabel(title, self)
            heading.setProperty("role", "heading")
            self.column.addWidget(heading)

    # --- what each part does

    def fill(self, draft: EventDraft) -> None:
        """Show what the draft holds, without saying that it changed."""
        raise TypeError(f"{type(self).__name__} shows nothing")

    def read(self, draft: EventDraft) -> EventDraft:
        """Return the draft with this part's fields as they are on screen."""
        raise TypeError(f"{type(self).__name__} reads nothing")

    def adapt(self, draft: EventDraft) -> None:
        """Show and hide what depends on other parts, and say what follows from the draft."""

    # --- signals

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """Within this, changes of widgets are the program's own and not reported."""
        self._quiet += 1
        try:
            yield
        finally:
            self._quiet -= 1

    @property
    def is_quiet(self) -> bool:
        return self._quiet > 0

    def say_typed(self, *_: object) -> None:
        if not self._quiet:
            self.typed.emit()

    def say_chosen(self, *_: object) -> None:
        if not self._quiet:
            self.chosen.emit()

    def say_if_on(self, on: bool) -> None:
        """A radio button tells twice of one choice: at what was let go and at what was taken."""
        if on:
            self.say_chosen()

    # --- fields and their problems

    def add_field(
        self, key: str, field: LabeledField, *, hint: str = "", line: ProblemLine | None = None
    ) -> LabeledField:
        """Make `field` the place for problems of the draft's field `key`; `hint` stands there while there are none.

        A field too narrow for a sentence takes only the mark, and the words stand in `line`, below its row.
        """
        self.fields[key] = field
        self._editors.add(field.editor)
        if line is not None:
            self._lines[key] = line
        if hint:
            self._hints[key] = hint
            field.set_note(hint)
        field.editor.installEventFilter(self)
        return field

    def set_hint(self, key: str, hint: str) -> None:
        """Change what stands below a field while it has no problem."""
        self._hints[key] = hint
        self.fields[key].set_note(hint)

    def drop_fields(self, prefix: str) -> None:
        """Forget the fields whose keys begin with `prefix`: their places change, or their widgets go."""
        for key in [key for key in self.fields if key.startswith(prefix)]:
            self._editors.discard(self.fields.pop(key).editor)
            self._lines.pop(key, None)

    def show_place(self, key: str) -> LabeledField | None:
        """Return the field for `key`, else the nearest one around it ("days" for "days.7.date"), once it is among those
        that are shown."""
        while key:
            if key in self.fields:
                return self.fields[key]
            key = key.rpartition(".")[0]
        return None

    def forget_visits(self) -> None:
        """Another event is shown: no field has been left yet."""
        for field in self.fields.values():
            field.editor.setProperty("left", False)

    def says_elsewhere(self, problem: Problem) -> bool:
        """Whether a problem's words stand in a place of their own; its field is marked all the same."""
        return False

    def show_problems(self, problems: Mapping[str, Sequence[Problem]], *, all_of_them: bool) -> None:
        """Show each field's problems. What is only missing yet is not held against a field that nobody has left."""
        lines: dict[ProblemLine, tuple[list[str], list[str]]] = {line: ([], []) for line in self._lines.values()}
        for key, field in self.fields.items():
            shown = [each for each in problems.get(key, ()) if all_of_them or self._is_due(each, field)]
            unread = unreadable(field, at_once=all_of_them)
            if unread is not None:
                shown = []
            said = [each for each in shown if not self.says_elsewhere(each)]
            bad = [problem_texts.text(each) for each in said if each.severity is Severity.ERROR]
            bad += [unread] if unread else []
            notes = [problem_texts.text(each) for each in said if each.severity is Severity.WARNING]
            line = self._lines.get(key)
            if line is None:
                field.set_problem(" ".join(bad) or None)
                field.set_note(" ".join(notes) or self._hints.get(key, ""))
                continue
            wrong = bool(bad) or any(each.severity is Severity.ERROR for each in shown)
            theme.set_state(field.editor, "state", "problem" if wrong else "")
            field.editor.setAccessibleDescription(" ".join(bad + notes))
            lines[line][0].extend(bad)
            lines[line][1].extend(notes)
        for line, (bad, notes) in lines.items():
            line.show_texts(bad, notes)

    @staticmethod
    def _is_due(problem: Problem, field: LabeledField) -> bool:
        return bool(field.editor.property("left")) or not problem_texts.is_missing(problem.code)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        left = watched in self._editors and event.type() == QEvent.Type.FocusOut
        if left and isinstance(event, QFocusEvent) and event.reason() not in NOT_MOVED:
            watched.setProperty("left", True)
            self.say_typed()
        return super().eventFilter(watched, event)


def unreadable(field: LabeledField, *, at_once: bool) -> str | None:
    """Return what to say of text that can't be understood: None for other text, empty while it is being typed."""
    editor = field.editor
    if isinstance(editor, DateField):
        said = problem_texts.unreadable_date()
    elif isinstance(editor, TimeField):
        said = problem_texts.unreadable_time()
    elif isinstance(editor, ZoneBox):
        said = problem_texts.unknown_city()
    else:
        return None
    if editor.is_valid():
        return None
    return said if at_once or not editor.hasFocus() else ""
