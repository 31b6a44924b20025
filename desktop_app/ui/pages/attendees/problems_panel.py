"""What is wrong with a list by its cause: how many rows, one of them as an example, and the certain fix for all."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.attendees.roster import Extra, Field, Group, RowProblemCode
from desktop_app.ui import row_texts, words
from desktop_app.ui.widgets.expander import Expander
from desktop_app.ui.widgets.icon_label import IconLabel
from desktop_app.ui.widgets.plain import plain_label, safe_text

LONGEST_FOUND = 60


class ProblemsPanel(Expander):
    """`fix_wanted`, `leave_wanted` and `rows_wanted` carry the `Group` whose button was pressed; `all_fixed` comes when
    the last group is gone under the hand, and the focus with it."""

    fix_wanted = Signal(object)
    rows_wanted = Signal(object)
    leave_wanted = Signal(object)
    all_fixed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent=parent)
        self.setObjectName("problems")
        self.button.setObjectName("problems_button")
        self._groups: tuple[Group, ...] = ()
        self.hide()

    def show_groups(self, groups: Sequence[Group]) -> None:
        """List causes, the most frequent first. It opens by itself when a press of a button can fix something."""
        if tuple(groups) == self._groups:
            return
        first = not self._groups
        had_focus = self.isAncestorOf(focused) if (focused := self.window().focusWidget()) is not None else False
        self._groups = tuple(groups)
        self.setVisible(bool(groups))
        if not groups:
            if had_focus:
                self.all_fixed.emit()
            return
        self.set_title(self._title([group for group in groups if group.holds_back] or groups))
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for group in groups:
            column.addWidget(self._row(group))
        _align(content)
        self.set_content(content)
        if first:
            self.set_open(any(group.fixable or group.code is RowProblemCode.DECLINED for group in groups))
        if had_focus:
            # the pressed button is gone with its group: the next fix is at hand
            fixes = _fixes(content)
            (fixes[0] if fixes and self.is_open() else self.button).setFocus()

    def _title(self, groups: Sequence[Group]) -> str:
        rows = len({row for group in groups for row in group.rows})
        causes = len(groups)
        if not groups[0].holds_back and all(isinstance(group.field, Extra) for group in groups):
            one = self.tr("1 row has an answer that Zoom won’t take")
            many = self.tr("{rows} rows have answers that Zoom won’t take")
        elif all(group.code is RowProblemCode.PROVIDER_TYPO for group in groups):
            one = self.tr("1 row has an address that may be misspelled")
            many = self.tr("{rows} rows have addresses that may be misspelled")
        elif all(group.code is RowProblemCode.DECLINED for group in groups):
            one = self.tr("1 row is of somebody who declined")
            many = self.tr("{rows} rows are of people who declined")
        elif not groups[0].holds_back:
            one, many = self.tr("1 row is worth a look"), self.tr("{rows} rows are worth a look")
        elif causes == 1:
            one, many = self.tr("1 row needs fixing"), self.tr("{rows} rows need fixing, all for the same reason")
        else:
            one, many = self.tr("1 row needs fixing"), self.tr("{rows} rows need fixing, for {causes} reasons")
        return (one if rows == 1 else many).format(rows=words.number(rows), causes=words.number(causes))

    def forget(self) -> None:
        """Another list comes."""
        self._groups = ()
        self.set_open(False)
        self.hide()

    def _row(self, group: Group) -> QFrame:
        frame = QFrame()
        frame.setObjectName(f"problem_{_key(group)}")
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(IconLabel("error", "bad", 16) if group.holds_back else IconLabel("alert", "warn", 16))
        said = self.tr("{problem}: 1 row") if group.count == 1 else self.tr("{problem}: {n} rows")
        name = row_texts.problem_text if group.holds_back else row_texts.note_text
        text = said.format(problem=name(group.sample), n=words.number(group.count))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        head = plain_label(text)
        head.setProperty("role", "cell")
        texts.addWidget(head)
        example = _example(group)
        if example:
            texts.addWidget(plain_label(words.breakable(example), "caption"))
        row.addLayout(texts, 1)
        show = QPushButton(self.tr("Show rows"))
        show.setObjectName(f"show_{_key(group)}")
        show.setProperty("kind", "link")
        show.clicked.connect(lambda: self.rows_wanted.emit(group))
        row.addWidget(show)
        buttons = [show]
        if group.code is RowProblemCode.DECLINED:
            many = self.tr("Leave out all {n}").format(n=words.number(group.count))
            leave = QPushButton(self.tr("Leave it out") if group.count == 1 else many)
            leave.setObjectName(f"fix_{_key(group)}")
            leave.setProperty("extent", "small")
            leave.clicked.connect(lambda: self.leave_wanted.emit(group))
            row.addWidget(leave)
            buttons.append(leave)
        if group.fixable:
            many = self.tr("Fix all {n}") if group.fixable == group.count else self.tr("Fix {n}")
            label = self.tr("Fix it") if group.count == 1 else many.format(n=words.number(group.fixable))
            fix = QPushButton(label)
            fix.setObjectName(f"fix_{_key(group)}")
            fix.setProperty("extent", "small")
            fix.clicked.connect(lambda: self.fix_wanted.emit(group))
            row.addWidget(fix)
            buttons.append(fix)
        for button in buttons:
            button.setAccessibleName(button.text())
            button.setAccessibleDescription(f"{text}. {example}")
        return frame


def _align(rows: QWidget) -> None:
    """Have buttons of one kind below one another, whether or not a row can be fixed."""
    fixes = _fixes(rows)
    for button in fixes:
        button.ensurePolished()
    widest = max((button.sizeHint().width() for button in fixes), default=0)
    for button in fixes:
        button.setMinimumWidth(widest)
    for row in rows.findChildren(QFrame, options=Qt.FindChildOption.FindDirectChildrenOnly):
        line = row.layout()
        if widest and isinstance(line, QHBoxLayout) and not any(row.isAncestorOf(button) for button in fixes):
            line.addSpacing(widest + line.spacing())


def _fixes(rows: QWidget) -> list[QPushButton]:
    return [button for button in rows.findChildren(QPushButton) if button.objectName().startswith("fix_")]


def _key(group: Group) -> str:
    """Return what controls of a group are called by: its code, with the field unless that is the email."""
    return group.code.value if group.field is Field.EMAIL else f"{group.code.value}_{group.field.value}"


def _example(group: Group) -> str:
    """Return what was found in one of the rows, and the fix or what is needed."""
    sample = group.sample
    found = safe_text(sample.found, LONGEST_FOUND)
    if sample.suggestion:
        return f"{found} → {safe_text(sample.suggestion, LONGEST_FOUND)}"
    need = row_texts.problem_need(sample)
    return words.tr("{found}. {need}").format(found=found, need=need) if found else need
