"""What is wrong with a list by its cause: how many rows, one of them as an example, and the certain fix for all."""

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.attendees.roster import NOT_TO_INVITE, Extra, Field, Group, RowProblemCode
from desktop_app.ui import row_texts, tab_order, theme, words
from desktop_app.ui.translations import tr
from desktop_app.ui.widgets.expander import Expander
from desktop_app.ui.widgets.icon_label import IconLabel
from desktop_app.ui.widgets.lines_layout import LinesLayout
from desktop_app.ui.widgets.plain import plain_label, safe_text
from desktop_app.ui.widgets.side_by_side import SideBySide

OPENS = NOT_TO_INVITE | {RowProblemCode.ANOTHER_NAME}
"""What has to be seen though no certain fix is known."""

FIRST = 3
"""Kinds of problems that are listed before somebody asks for more, so that the people themselves are in sight below."""

MORE = "more_problems"

MOST_ROWS = 5
"""Rows that are named where there is no better example."""

LEAST_TEXT = 180
"""With less beside its buttons, in pixels at 100 % text size, what is said of a problem stands above them."""


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
        self._listed: dict[str, Group] = {}
        self._widest_fix = 0
        self._in_sight: frozenset[str] = frozenset()
        self._all_listed = False
        self.hide()

    def show_groups(self, groups: Sequence[Group]) -> None:
        """List causes, the most frequent first. It opens by itself when a press of a button can fix something.

        A cause keeps its place, even when no row has it any more: what is pressed next doesn't move under the pointer.
        """
        if tuple(groups) == self._groups:
            return
        first = not self._groups
        focused = self.window().focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        name = focused.objectName() if focused is not None else ""
        self._groups = tuple(groups)
        self.setVisible(bool(groups))
        if not groups:
            self.start_over()
            if had_focus:
                self.all_fixed.emit()
            return
        self.set_title(self._title([group for group in groups if group.holds_back] or groups))
        self._listed = self._placed(groups)
        content = self._rows()
        if first:
            self.set_open(any(group.fixable or group.code in OPENS for group in groups))
        if had_focus and focused is not self.button:
            self._follower(content, name).setFocus()

    def _follower(self, content: QWidget, name: str) -> QPushButton:
        """Return the control that had the focus, as it is now. The one that was pressed may be gone with its group:
        then the next fix, never one that was passed by, or else what does no harm."""
        here = content.findChild(QPushButton, name)
        order = [f"fix_{key}" for key in self._listed]
        passed = order[: order.index(name) + 1] if name in order else []
        after = [fix for fix in _fixes(content) if fix.objectName() not in passed]
        more = content.findChildren(QPushButton, MORE)
        shows = [each for each in content.findChildren(QPushButton) if each.objectName().startswith("show_")]
        return here or [*after, *more, *reversed(shows), self.button][0]

    def _rows(self) -> QWidget:
        """Show what is listed, the first of it or all; return what holds it."""
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        groups = list(self._listed.values())
        shown = self._shown(groups)
        self._in_sight = frozenset(map(_key, shown))
        for group in shown:
            before = self.findChild(QFrame, f"problem_{_key(group)}")
            column.addWidget(self._row(group) if group.rows else self._done_row(group, before))
        if left := len(groups) - len(shown):
            more = QPushButton(theme.icon("chevron-down", "accentText", 16), "")
            more.setObjectName(MORE)
            more.setText(self.tr("Show {n} more kinds of problems").format(n=words.number(left)))
            more.setAccessibleName(more.text())
            more.setProperty("kind", "link")
            more.clicked.connect(lambda: self._show_all(shown))
            column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        self._align(content)
        self.set_content(content)
        return content

    def _shown(self, groups: Sequence[Group]) -> Sequence[Group]:
        """Return which groups are in sight: what was stays there, and some that still have rows are."""
        shown, with_rows = [], 0
        for group in groups:
            if with_rows < FIRST or group.code in OPENS or _key(group) in self._in_sight:
                shown.append(group)
            with_rows += bool(group.rows)
        # one more takes no more room than to offer it
        return groups if self._all_listed or len(groups) - len(shown) <= 1 else shown

    def _show_all(self, before: Sequence[Group]) -> None:
        """The button goes, so the focus goes on to the first kind that came."""
        self._all_listed = True
        content = self._rows()
        new = next(group for group in self._listed.values() if group not in before)
        for row in content.findChildren(QFrame, f"problem_{_key(new)}"):
            for stop in tab_order.stops(row)[:1]:
                stop.setFocus(Qt.FocusReason.TabFocusReason)

    def _placed(self, groups: Sequence[Group]) -> dict[str, Group]:
        """Return what is listed, in its order. A cause that is called the same as one that is gone took its rows: that
        Zoom wants a name of everybody, for example, is asked after the names are missing."""
        found = {_key(group): group for group in groups}
        new = {self.name(group): key for key, group in found.items() if key not in self._listed}
        placed: dict[str, Group] = {}
        for key, group in self._listed.items():
            successor = new.get(self.name(group), "") if key not in found else key
            placed[successor or key] = found.get(successor) or replace(group, rows=(), fixable=0)
        return placed | found

    def _title(self, groups: Sequence[Group]) -> str:
        rows = len({row for group in groups for row in group.rows})
        problems = sum(group.count for group in groups)
        causes = len(groups)
        if not groups[0].holds_back and all(isinstance(group.field, Extra) for group in groups):
            one = self.tr("1 row has an answer that Zoom won’t take")
            many = self.tr("{rows} rows have answers that Zoom won’t take")
        elif all(group.code is RowProblemCode.PROVIDER_TYPO for group in groups):
            one = self.tr("1 row has an address that may be misspelled")
            many = self.tr("{rows} rows have addresses that may be misspelled")
        elif all(group.code is RowProblemCode.CROSSED_OUT for group in groups):
            one = self.tr("1 row is crossed out in your list")
            many = self.tr("{rows} rows are crossed out in your list")
        elif all(group.code in NOT_TO_INVITE for group in groups):
            one = self.tr("1 row is for somebody not to be invited")
            many = self.tr("{rows} rows are for people not to be invited")
        elif not groups[0].holds_back:
            one, many = self.tr("1 row is worth a look"), self.tr("{rows} rows are worth a look")
        elif causes == 1:
            one, many = self.tr("1 row needs fixing"), self.tr("{rows} rows need fixing, all for the same reason")
        elif problems == rows:
            one, many = self.tr("1 row needs fixing"), self.tr("{rows} rows need fixing, for {causes} reasons")
        else:
            # a row may be in several groups, whose numbers are more then
            one = self.tr("1 row needs fixing: {problems} problems")
            many = self.tr("{rows} rows need fixing: {problems} problems of {causes} kinds")
        return (one if rows == 1 else many).format(
            rows=words.number(rows), causes=words.number(causes), problems=words.number(problems)
        )

    def forget(self) -> None:
        """Another list comes."""
        self._groups = ()
        self._all_listed = False
        self.start_over()
        self.set_open(False)
        self.hide()

    def start_over(self) -> None:
        """The rows are read anew: no cause of before keeps its place."""
        self._listed, self._in_sight, self._widest_fix = {}, frozenset(), 0

    def _done_row(self, group: Group, before: QFrame | None) -> QFrame:
        """Return what stands in the place of a group that no row belongs to any more, as high as what stood there."""
        frame = QFrame()
        frame.setObjectName(f"problem_{_key(group)}")
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(IconLabel("check-circle", "ok", 16), 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        head = plain_label(self.name(group))
        head.setProperty("role", "cell")
        texts.addWidget(head)
        texts.addWidget(plain_label(self.tr("No rows left"), "caption"))
        texts.addStretch()
        row.addLayout(texts, 1)
        if before is not None and before.isVisible():
            frame.setMinimumHeight(before.height())
        return frame

    def _row(self, group: Group) -> QFrame:
        frame = QFrame()
        frame.setObjectName(f"problem_{_key(group)}")
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        icon = IconLabel("error", "bad", 16) if group.holds_back else IconLabel("alert", "warn", 16)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        columns = SideBySide(4, frame)
        row.addWidget(columns, 1)
        said = self.tr("{problem}: 1 row") if group.count == 1 else self.tr("{problem}: {n} rows")
        text = said.format(problem=self.name(group), n=words.number(group.count))
        problem = QWidget(columns)
        texts = QVBoxLayout(problem)
        texts.setContentsMargins(0, 0, 0, 0)
        texts.setSpacing(0)
        head = plain_label(text)
        head.setProperty("role", "cell")
        texts.addWidget(head)
        example = _example(group)
        if example:
            texts.addWidget(plain_label(words.breakable(example), "caption"))
        columns.add(problem, wanted=theme.px(LEAST_TEXT))
        show = QPushButton(self.tr("Show rows"))
        show.setObjectName(f"show_{_key(group)}")
        show.setProperty("kind", "link")
        show.clicked.connect(lambda: self.rows_wanted.emit(group))
        buttons = [show]
        if group.code in NOT_TO_INVITE:
            if group.fixable:
                buttons.append(self._invite_button(group))
            many = self.tr("Leave out all {n}").format(n=words.number(group.count))
            leave = QPushButton(self.tr("Leave it out") if group.count == 1 else many)
            leave.setObjectName(f"fix_{_key(group)}")
            leave.setProperty("extent", "small")
            leave.clicked.connect(lambda: self.leave_wanted.emit(group))
            buttons.append(leave)
        elif group.fixable:
            many = self.tr("Fix all {n}") if group.fixable == group.count else self.tr("Fix {n}")
            label = self.tr("Fix it") if group.count == 1 else many.format(n=words.number(group.fixable))
            fix = QPushButton(label)
            fix.setObjectName(f"fix_{_key(group)}")
            fix.setProperty("extent", "small")
            fix.clicked.connect(lambda: self.fix_wanted.emit(group))
            buttons.append(fix)
        holder = QWidget(columns)
        holder.setObjectName("problem_buttons")
        line = LinesLayout(8)
        holder.setLayout(line)
        for button in buttons:
            line.addWidget(button)
            button.setAccessibleName(button.text())
            button.setAccessibleDescription(f"{text}. {example}")
        columns.add(holder, 0, whole=True)
        return frame

    def name(self, group: Group) -> str:
        """Return in a few words what is wrong with the rows of a group."""
        if group.code is RowProblemCode.CROSSED_OUT and not group.holds_back:
            return self.tr("Invited although crossed out in your list")
        if group.code is RowProblemCode.DECLINED:
            # each in words of their own
            invited = self.tr("Invited although your list says no")
            return self.tr("Not to be invited") if group.holds_back else invited
        return row_texts.problem_text(group.sample) if group.holds_back else row_texts.note_text(group.sample)

    def _invite_button(self, group: Group) -> QPushButton:
        """What says that people to whom the list says no are invited all the same; leaving them out is the button that
        is seen."""
        many = self.tr("Invite all {n} anyway") if group.fixable == group.count else self.tr("Invite {n} anyway")
        label = self.tr("Invite anyway") if group.count == 1 else many.format(n=words.number(group.fixable))
        invite = QPushButton(label)
        invite.setObjectName(f"invite_{_key(group)}")
        invite.setProperty("kind", "link")
        invite.clicked.connect(lambda: self.fix_wanted.emit(group))
        return invite

    def _align(self, rows: QWidget) -> None:
        """Have buttons of one kind below one another, whether or not a row can be fixed, and where they were before."""
        fixes = _fixes(rows)
        for button in fixes:
            button.ensurePolished()
        widest = max((button.sizeHint().width() for button in fixes), default=0)
        self._widest_fix = widest = max(widest, self._widest_fix)
        for button in fixes:
            button.setMinimumWidth(widest)
        for buttons in rows.findChildren(QWidget, "problem_buttons"):
            line = buttons.layout()
            if widest and line is not None and not any(buttons.isAncestorOf(button) for button in fixes):
                held = QWidget(buttons)
                held.setFixedSize(widest, 1)
                line.addWidget(held)


def _fixes(rows: QWidget) -> list[QPushButton]:
    return [button for button in rows.findChildren(QPushButton) if button.objectName().startswith("fix_")]


def _key(group: Group) -> str:
    """Return what controls of a group are called by: its code, with the field unless that is the email."""
    if group.code in NOT_TO_INVITE and not group.holds_back:
        return "invited" if group.code is RowProblemCode.DECLINED else f"invited_{group.code.value}"
    return group.code.value if group.field is Field.EMAIL else f"{group.code.value}_{group.field.value}"


def _example(group: Group) -> str:
    """Return what was found in one of the rows, and the fix or what is needed."""
    sample = group.sample
    if sample.code is RowProblemCode.CROSSED_OUT:
        rows = ", ".join(map(words.row_number, group.rows[:MOST_ROWS]))
        if group.count == 1:
            return tr("Row {rows}").format(rows=rows)
        return (tr("Rows {rows} and others") if group.count > MOST_ROWS else tr("Rows {rows}")).format(rows=rows)
    if sample.code is RowProblemCode.DECLINED:
        return row_texts.problem_text(sample)
    found = safe_text(sample.found, row_texts.LONGEST_FOUND)
    if sample.code is RowProblemCode.ANOTHER_NAME:
        found = tr("{name} has the address of row {row}").format(name=found, row=words.row_number(sample.row))
    if sample.suggestion:
        return f"{found} → {safe_text(sample.suggestion, row_texts.LONGEST_FOUND)}"
    need = row_texts.problem_need(sample)
    return tr("{found}. {need}").format(found=found, need=need) if found else need
