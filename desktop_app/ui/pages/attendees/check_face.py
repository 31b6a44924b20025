"""The list before it is sent: how it is read, what is wrong and where, and whether Zoom emails."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from desktop_app.attendees.roster import Group, Person, Roster, RowState
from desktop_app.ui import words
from desktop_app.ui.models.attendee_table import LEFT_OUT, NOBODY, AttendeeTable, Filter
from desktop_app.ui.pages.attendees.column_pickers import ColumnPickers
from desktop_app.ui.pages.attendees.emails_choice import EmailsChoice
from desktop_app.ui.pages.attendees.filter_chips import FilterChips
from desktop_app.ui.pages.attendees.lists import Loaded, ReadAs
from desktop_app.ui.pages.attendees.other_lists import OtherLists
from desktop_app.ui.pages.attendees.people_grid import PeopleGrid
from desktop_app.ui.pages.attendees.problems_panel import ProblemsPanel
from desktop_app.ui.widgets.announce import announce
from desktop_app.ui.widgets.plain import plain_label

LEAST_ROWS = 5

FILTERS: tuple[tuple[str, Filter, str, str], ...] = (
    ("filter_all", None, "", ""),
    ("filter_ready", RowState.READY, "check-circle", "ok"),
    ("filter_attention", RowState.ATTENTION, "error", "bad"),
    ("filter_duplicate", RowState.DUPLICATE, "copy", "text2"),
    ("filter_already_in", RowState.ALREADY_IN, "user-plus", "text2"),
    ("filter_left_out", LEFT_OUT, "skip", "text2"),
)


class CheckFace(QWidget):
    """`left_out` carries the rows to leave out or take back; `changed` follows every choice that the button shows."""

    left_out = Signal(object)
    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self.pickers = ColumnPickers(self)
        self.emails = EmailsChoice(self)
        self.others = OtherLists(self)
        layout.addWidget(self.others)
        layout.addWidget(self.pickers)
        # before what may be long: the button below names what was chosen here, so it has to be seen first
        layout.addWidget(self.emails)
        self._chips = FilterChips(self.tr("Rows to show"), FILTERS, self.show_state)
        layout.addWidget(self._chips)
        self.problems = ProblemsPanel(self)
        layout.addWidget(self.problems)
        self.model = AttendeeTable(self)
        self.grid = PeopleGrid("attendee_table", self.tr("People in the list"), self)
        self.grid.setModel(self.model)
        self.grid.show_rows(LEAST_ROWS)
        self.grid.offer_leaving_out(self._leave_text)
        self.grid.leave_wanted.connect(lambda: self.left_out.emit(self.model.row_numbers(self.grid.chosen_rows())))
        layout.addWidget(self.grid, 1)
        fix = self.tr("To fix a cell, double-click it or press F2. Delete leaves a row out. Your file isn’t changed.")
        self._shown = plain_label("", "caption", wrap=False)
        self._shown.setObjectName("rows_shown")
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(plain_label(fix, "caption"), 1)
        line.addWidget(self._shown)
        layout.addLayout(line)
        self.problems.all_fixed.connect(self.grid.setFocus)
        self.pickers.changed.connect(self.changed)
        self.emails.changed.connect(self.changed)

    # --- showing

    def reset(self) -> None:
        """Another event: nothing of the one before is chosen."""
        self.model.show_roster(None)
        self.problems.forget()
        self.others.hide()
        self.pickers.reset()
        self.emails.reset()

    def show_list(self, loaded: Loaded, way: ReadAs, *, practice: bool, draft: bool) -> None:
        """Show a list that was just read and checked, all of it, from the top."""
        self.others.show_others(loaded.table.others)
        self.pickers.show_list(loaded, way)
        self.problems.forget()
        self.model.show_roster(loaded.roster)
        self.emails.show_consequences(practice=practice, draft=draft)
        self.show_state(None)

    def show_recheck(self, roster: Roster, left: Mapping[int, Person] = NOBODY) -> None:
        """Show the same list read by other columns."""
        self.model.show_roster(roster, left)
        self._show_counts()

    def show_roster(self, roster: Roster, left: Mapping[int, Person] = NOBODY) -> None:
        """Show the same rows after a correction, or after Zoom said who is registered."""
        before = self.model.roster.counts if self.model.roster else None
        self.model.update_roster(roster, left)
        self._show_counts()
        if before != roster.counts:
            announce(
                self.grid,
                self.tr("{ready} ready, {wrong} to fix").format(
                    ready=words.number(roster.counts.ready), wrong=words.number(roster.counts.attention)
                ),
            )

    def show_state(self, state: Filter) -> None:
        """Show rows of one state only; None for all."""
        self._chips.choose(state)
        self.grid.say_when_empty(self._why_empty(state))
        self.model.set_state(state)
        self._show_counts()

    def show_group(self, group: Group) -> None:
        """Show the rows with one problem."""
        self._chips.choose(RowState.ATTENTION if group.holds_back else None)
        self.model.show_rows(group.rows)
        self._show_counts()
        self.grid.setFocus()
        if group.holds_back:
            self.grid.go_to_problem()
        elif group.rows:
            self.grid.setCurrentIndex(self.model.index(0, self.model.column_of(group.field)))

    def _why_empty(self, state: Filter) -> str:
        """Return what stands in the place of rows where there are none."""
        return {
            RowState.READY: self.tr("Nobody is ready yet. Fix what is wrong, or choose other columns."),
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

    def show_already_in(self, visible: bool) -> None:
        """The chip makes no sense where Zoom doesn't say who is registered."""
        self._chips.offer(RowState.ALREADY_IN, visible)

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
        self._chips.offer(LEFT_OUT, left > 0 or self.model.state == LEFT_OUT)
        self._shown.setText(
            self.tr("{n} of {total} rows").format(
                n=words.number(self.model.rowCount()), total=words.number(counts.rows + left)
            )
        )
        self.changed.emit()
