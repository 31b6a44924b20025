"""Every date of a series, to be looked through before going on."""

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QDate, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop_app.event.schedule import Occurrence
from desktop_app.ui import theme, words
from desktop_app.ui.pages.event.dates_model import DATE, LOCAL, MARK, NUMBER, UTC, DatesModel, Index
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.plain import plain_label

ROW = 34
"""Pixels at 100 % text size."""


class MarkedRows(QStyledItemDelegate):
    """Gives marked rows their color: with a style sheet, the model's background is not painted."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        color = index.data(Qt.ItemDataRole.BackgroundRole)
        if isinstance(color, QColor):
            painter.fillRect(option.rect, color)
        super().paint(painter, option, index)


class DatesCard(Card):
    """How many dates there are, from when to when, and the list of them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(flush=True, parent=parent)
        self.heading = plain_label(role="heading", wrap=False)
        self.span = plain_label(role="caption", wrap=False)
        self.model = DatesModel()
        self.table = QTableView(self)
        self.table.setObjectName("recurrence_preview")
        self.table.setAccessibleName(self.tr("Dates"))
        self.table.setModel(self.model)
        top = QHBoxLayout()
        self.body.addLayout(top)
        top.setContentsMargins(16, 12, 16, 12)
        top.addWidget(self.heading)
        top.addStretch()
        top.addWidget(self.span)
        self._dress()
        self.body.addWidget(self.table, 1)
        self.body.addSpacing(8)

    def _dress(self) -> None:
        table = self.table
        table.setFrameShape(QFrame.Shape.NoFrame)
        # the card around it has the border and the corners
        table.setStyleSheet(
            "QTableView { border: 0; border-top: 1px solid palette(mid); border-radius: 0; }"
            "QTableView::item { padding: 0 6px; } QHeaderView::section { border-radius: 0; padding: 0 6px; }"
        )
        table.setItemDelegate(MarkedRows(table))
        table.setWordWrap(False)
        table.setIconSize(QSize(theme.px(14), theme.px(14)))
        table.setShowGrid(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(theme.px(ROW))
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in (NUMBER, DATE, LOCAL, UTC):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(MARK, QHeaderView.ResizeMode.Stretch)
        table.setMinimumSize(372, 6 * theme.px(ROW))

    def show_dates(self, dates: Sequence[Occurrence], city: str) -> None:
        """Show these dates; `city` names the zone of their local times."""
        self.model.show_dates(dates, city)
        count = len(dates)
        self.heading.setText(
            words.counted(count, self.tr("1 date"), self.tr("{n} dates")) if count else self.tr("No dates yet")
        )
        first, last = (dates[0].start.date(), dates[-1].start.date()) if count > 1 else (None, None)
        self.span.setText(
            self.tr("{first} to {last}").format(first=short_day(first, same_year_as=last), last=short_day(last))
            if first and last
            else ""
        )


def short_day(date: dt.date, same_year_as: dt.date | None = None) -> str:
    """ "Jan 6, 2026", without the year when another date beside it tells that."""
    if same_year_as is None or same_year_as.year != date.year:
        return words.short_date_text(date)
    return words.locale().toString(QDate(date.year, date.month, date.day), "MMM d")
