"""The list before it is sent: how it is read, what is wrong and where, and whether Zoom emails."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.attendees.left_out import by_person
from desktop_app.attendees.roster import Counts, Group, Person, Roster, RowState
from desktop_app.attendees.unread import unread_names
from desktop_app.ui import theme, words
from desktop_app.ui.models.attendee_table import LEFT_OUT, NOBODY, OF_GROUP, AttendeeTable, Filter
from desktop_app.ui.models.people_columns import Column
from desktop_app.ui.pages.attendees import labels
from desktop_app.ui.pages.attendees.column_pickers import ColumnPickers
from desktop_app.ui.pages.attendees.corrections import PutBack
from desktop_app.ui.pages.attendees.emails_choice import EmailsChoice
from desktop_app.ui.pages.attendees.filter_chips import FilterChips
from desktop_app.ui.pages.attendees.hidden_rows import HiddenRows
from desktop_app.ui.pages.attendees.list_loading import Loaded, ReadAs
from desktop_app.ui.pages.attendees.measured import measured
from desktop_app.ui.pages.attendees.other_lists import OtherLists
from desktop_app.ui.pages.attendees.people_grid import PeopleGrid
from desktop_app.ui.pages.attendees.problems_panel import ProblemsPanel
from desktop_app.ui.pages.attendees.put_back_bar import PutBackBar
from desktop_app.ui.pages.attendees.unread_columns import UnreadColumns
from desktop_app.ui.widgets.announce import announce
from desktop_app.ui.widgets.lines_layout import LinesLayout
from desktop_app.ui.widgets.message_bar import MessageBar
from desktop_app.ui.widgets.plain import plain_label

LEAST_ROWS = 9

BLINK = 250
"""Milliseconds for which nobody sees that the list is held."""

HINT = 480
"""Pixels at 100 % text size: what is said below the table takes two lines."""

FILTERS: tuple[tuple[str, Filter, str, str], ...] = (
    ("filter_all", None, "", ""),
    ("filter_ready", RowState.READY, "check-circle", "ok"),
    ("filter_attention", RowState.ATTENTION, "error", "bad"),
    ("filter_duplicate", RowState.DUPLICATE, "copy", "text2"),
    ("filter_already_in", RowState.ALREADY_IN, "user-plus", "text2"),
    ("filter_left_out", LEFT_OUT, "skip", "text2"),
)


class CheckFace(QWidget):
    """`left_out` carries the rows to leave out or take back; `undo_wanted` takes back what was done last; `changed`
    follows every choice that the button shows."""

    left_out = Signal(object)
    undo_wanted = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._group_name = ""
        self._sees_registered = False
        self._hidden: Sequence[int] = ()
        self._blink = QTimer(self)
        self._blink.setSingleShot(True)
        self._blink.setInterval(BLINK)
        self._blink.timeout.connect(lambda: self.setUpdatesEnabled(True))

    def parts(self) -> Iterator[None]:
        """Make what the face holds, a part at a time (see `Page.parts`)."""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self.others = OtherLists(self)
        self.unread = UnreadColumns(self)
        self.hidden = HiddenRows(self)
        self.put_back = PutBackBar(self)
        yield
        self.no_addresses = MessageBar(self)
        self.no_addresses.setObjectName("no_addresses")
        self.no_addresses.show_message(
            "warn",
            self.tr("No column here holds email addresses"),
            self.tr("This may be another file than you meant. If a column does hold them, choose it below."),
        )
        yield
        self.pickers = ColumnPickers(self)
        yield
        self._people = QWidget(self)
        layout.addLayout(
            measured(self.put_back, self.others, self.no_addresses, self.unread, self.hidden, self.pickers)
        )
        layout.addWidget(self._people, 1)
        layout.addStretch()
        yield
        self.emails = EmailsChoice(self)
        self._chips = FilterChips(self.tr("Rows to show"), FILTERS, self.show_state)
        self.problems = ProblemsPanel(self)
        layout = QVBoxLayout(self._people)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        # whether Zoom emails people stands before what may be long: the button names it, so it has to be seen first
        layout.addLayout(measured(self.emails, self._chips, self.problems))
        yield
        self.model = AttendeeTable(self)
        self.grid = PeopleGrid("attendee_table", self.tr("People in the list"), self)
        self.grid.setModel(self.model)
        self.grid.show_rows(LEAST_ROWS)
        self.grid.offer_leaving_out(self._leave_text)
        self.grid.offer_sorting(self.tr("Sort by what needs fixing"))
        self.grid.leave_wanted.connect(lambda: self.left_out.emit(self.model.row_numbers(self.grid.chosen_rows())))
        layout.addWidget(self.grid, 1)
        keys = QKeySequence(QKeySequence.StandardKey.Undo)
        fix = self.tr(
            "To fix a cell, double-click it or press F2. Delete leaves a row out. {undo} takes back what you did last. "
            "Your file isn’t changed."
        ).format(undo=keys.toString(QKeySequence.SequenceFormat.NativeText))
        self._undo = QPushButton(self.tr("Undo"))
        self._undo.setObjectName("undo_change")
        self._undo.setAccessibleName(self._undo.text())
        self._undo.setAccessibleDescription(self.tr("Takes back what you did last to the list"))
        self._undo.setProperty("kind", "link")
        self._undo.clicked.connect(self.undo_wanted)
        shortcut = QShortcut(keys, self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.undo_wanted)
        self._shown = plain_label("", "caption", wrap=False)
        self._shown.setObjectName("rows_shown")
        self._show_all = QPushButton(self.tr("Show all rows"))
        self._show_all.setObjectName("show_all_rows")
        self._show_all.setAccessibleName(self._show_all.text())
        self._show_all.setProperty("kind", "link")
        self._show_all.clicked.connect(self._all_wanted)
        kept = self._show_all.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # nothing below moves when it comes
        self._show_all.setSizePolicy(kept)
        number = LinesLayout(16)
        number.addWidget(self._shown)
        number.addWidget(self._show_all)
        # in a row by itself: beside what changes, it would take more lines or fewer each time
        line = QHBoxLayout()
        line.setSpacing(16)
        hint = plain_label(fix, "caption")
        hint.setMaximumWidth(theme.px(HINT))
        line.addWidget(hint, 1)
        line.addStretch()
        line.addWidget(self._undo)
        foot = QVBoxLayout()
        foot.setSpacing(4)
        foot.addLayout(number)
        foot.addLayout(line)
        layout.addLayout(foot)
        self.problems.all_fixed.connect(self.grid.setFocus)
        self.hidden.leave_wanted.connect(self.left_out)
        self.pickers.changed.connect(self.changed)
        self.emails.changed.connect(self.changed)

    # --- showing

    def hold(self, held: bool) -> None:
        """Take nothing in, or do so again. It takes as long as writing a list down: mostly too short to be worth
        painting all of the face twice."""
        if held:
            self._blink.start()
        else:
            self._blink.stop()
        self.setUpdatesEnabled(not held)
        self.setEnabled(not held)

    def reset(self) -> None:
        """Another event: nothing of the one before is chosen."""
        self.hold(False)
        self.model.show_roster(None)
        self.problems.forget()
        self.others.hide()
        self.unread.hide()
        self.hidden.hide()
        self.put_back.hide()
        self.pickers.reset()
        self.emails.reset()

    def show_list(self, loaded: Loaded, way: ReadAs, before: PutBack | None, *, practice: bool, draft: bool) -> None:
        """Show a list that was just read and checked, all of it, from the top, with what was put back of `before`."""
        roster, left = (loaded.roster, NOBODY) if before is None else (before.roster, before.people)
        self.put_back.show_put_back(before)
        self.others.show_others(loaded.table.others)
        self.unread.show_unread(loaded.table, loaded.unread, unread_names(loaded.table, loaded.columns))
        self._hidden = loaded.table.hidden
        self.hidden.show_hidden(self._hidden, left)
        self.pickers.show_list(loaded, way)
        self.problems.forget()
        self._sort_as_in_list()
        self.model.show_roster(roster, left)
        self.emails.show_consequences(practice=practice, draft=draft)
        self._show_whether_people()
        self.show_state(None)

    def show_recheck(self, roster: Roster, left: Mapping[int, Person] = NOBODY) -> None:
        """Show the same list read by other columns."""
        self._show_whether_people()
        self.put_back.show_columns(self.pickers.columns)
        if self.model.roster is None or roster.extra != self.model.roster.extra:
            self._sort_as_in_list()  # other columns stand in these places
        self.model.show_roster(roster, left)
        self.hidden.show_hidden(self._hidden, left)
        self._chips.choose(self.model.state)
        self.problems.start_over()
        self._show_counts()

    def show_roster(self, roster: Roster, left: Mapping[int, Person] = NOBODY) -> None:
        """Show the same rows after a correction, or after Zoom said who is registered."""
        before = self.model.roster.counts if self.model.roster else None
        left_before = len(self.model.left_out)
        self.model.update_roster(roster, left)
        self.hidden.show_hidden(self._hidden, left)
        self._show_counts()
        said = self.tr("{ready} ready, {wrong} to fix").format(
            ready=words.number(roster.counts.ready), wrong=words.number(roster.counts.attention)
        )
        if len(left) != left_before:
            # the other numbers may be the same: a twin takes the place of who is left out
            announce(self.grid, self.tr("{left} left out, {said}").format(left=words.number(len(left)), said=said))
        elif before != roster.counts:
            announce(self.grid, said)

    def _sort_as_in_list(self) -> None:
        self.grid.sortByColumn(Column.ROW, Qt.SortOrder.AscendingOrder)

    def _show_whether_people(self) -> None:
        """Without addresses there is nobody to be asked about: perhaps it is the wrong file."""
        found = self.pickers.columns.email is not None
        self._people.setVisible(found)
        self.no_addresses.setVisible(not found)

    def show_state(self, state: Filter) -> None:
        """Show rows of one state only; None for all."""
        self._chips.choose(state)
        self.grid.say_when_empty(self._why_empty(state))
        self.model.set_state(state)
        self._show_counts()

    def show_group(self, group: Group) -> None:
        """Show the rows with one problem."""
        self._chips.choose(OF_GROUP)
        self._group_name = self.problems.name(group)
        self.model.show_rows(group.rows)
        self._show_counts()
        if group.holds_back:
            self.grid.go_to_problem()
        elif group.rows:
            self.grid.setCurrentIndex(self.model.index(0, self.model.column_of(group.field)))
        # after there is a current cell: a table that gets the focus without one takes its first
        self.grid.setFocus()
        # how many rows there are beside these, and the way back to them, stand below
        self.grid.come_into_view(self._show_all)

    def _all_wanted(self) -> None:
        """The link goes, so the table has the focus."""
        self.show_state(None)
        self.grid.setFocus()

    def _why_empty(self, state: Filter) -> str:
        """Return what stands in the place of rows where there are none."""
        counts = self.model.roster.counts if self.model.roster else Counts()
        nobody = self.tr("Nobody is ready yet. Fix what is wrong, or choose other columns.")
        if counts.already_in and not counts.attention:
            nobody = self.tr("Everybody in the list is registered already.")
        return {
            RowState.READY: nobody,
            RowState.ATTENTION: self.tr("Nothing needs fixing."),
            RowState.DUPLICATE: self.tr("Nobody is in the list twice."),
            RowState.ALREADY_IN: self.tr("Nobody in the list is known to be registered."),
            LEFT_OUT: self.tr("Nobody is left out."),
        }.get(state or "", self.tr("The list has no rows."))

    def _leave_text(self, places: Sequence[int]) -> str:
        """Return what leaving out would do to these rows of the table."""
        back = all(row in self.model.left_out for row in self.model.row_numbers(places))
        if len(places) > 1:
            many = self.tr("Take {n} rows back") if back else self.tr("Leave {n} rows out")
            return many.format(n=words.number(len(places)))
        return self.tr("Take this row back") if back else self.tr("Leave this row out")

    def offer_undo(self, offered: bool) -> None:
        """Say whether anything can be taken back."""
        if not offered and self.window().focusWidget() is self._undo:
            # also while a dialog has the focus, which comes back afterwards
            self.grid.setFocus()
        self._undo.setEnabled(offered)

    def show_already_in(self, visible: bool) -> None:
        """The chip makes no sense where Zoom doesn't say who is registered."""
        self._sees_registered = visible
        self._show_counts()

    def _show_counts(self) -> None:
        roster = self.model.roster
        if roster is None:
            return
        counts = roster.counts
        left = len(self.model.left_out)
        for state, name, count in (
            (None, self.tr("All"), counts.rows + left),
            (RowState.READY, self.tr("Ready"), counts.ready),
            (RowState.ATTENTION, self.tr("Needs fixing"), counts.attention),
            (RowState.DUPLICATE, self.tr("Duplicates"), counts.duplicate),
            (RowState.ALREADY_IN, self.tr("Already in"), counts.already_in),
            (LEFT_OUT, self.tr("Left out"), left),
        ):
            self._chips.show_count(state, name, count)
        # only Zoom's answer lets a chip come or go, and no press of a button
        in_already = counts.already_in > 0 or self.model.state is RowState.ALREADY_IN
        self._chips.offer(RowState.ALREADY_IN, self._sees_registered and in_already)
        shown = self.tr("{n} of {total} rows").format(
            n=words.number(self.model.rowCount()), total=words.number(counts.rows + left)
        )
        if self.model.state == OF_GROUP:
            shown = self.tr("{shown}: {why}").format(shown=shown, why=self._group_name)
        elif left and self.model.state == LEFT_OUT:
            why = Counter(map(by_person, self.model.left_out.values()))
            shown = self.tr("{shown}: {why}").format(shown=shown, why=", ".join(labels.left_out(left, why)))
        self._shown.setText(shown)
        self._show_all.setVisible(self.model.state is not None)
        self.changed.emit()
