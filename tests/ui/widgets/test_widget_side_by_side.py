"""Columns that go below one another where there is too little room for them."""

import pytest
from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QWidget

from desktop_app.ui.widgets.side_by_side import SideBySide


def column(width: int) -> QWidget:
    widget = QWidget()
    widget.setMinimumSize(width, 20)
    return widget


def is_stacked(columns: SideBySide) -> bool:
    """Say whether the last column is below the first."""
    layout = columns.layout()
    layout.activate()
    first, *_, last = (each for each in columns.findChildren(QWidget) if not each.isHidden())
    return last.y() > first.y()


@pytest.fixture
def shown(qtbot):
    window = QWidget()  # which may be smaller than what is in it
    qtbot.addWidget(window)

    def show(columns: SideBySide, width: int) -> SideBySide:
        columns.setParent(window)
        columns.resize(width, 100)
        window.show()
        return columns

    return show


@pytest.mark.parametrize(("width", "stacked"), [(216, False), (215, True)])
def test_what_columns_need_decides(shown, width, stacked):
    columns = SideBySide(16)
    columns.add(column(100))
    columns.add(column(100))
    assert is_stacked(shown(columns, width)) is stacked


@pytest.mark.parametrize(("width", "stacked"), [(316, False), (315, True)])
def test_a_column_may_want_more_than_the_least(shown, width, stacked):
    columns = SideBySide(16)
    columns.add(column(100), wanted=200)
    columns.add(column(100))
    assert is_stacked(shown(columns, width)) is stacked
    assert columns.minimumSizeHint().width() == 100


@pytest.mark.parametrize(("width", "stacked"), [(316, False), (315, True)])
def test_a_whole_column_goes_below_before_it_gets_narrower_than_it_would_be(shown, width, stacked):
    class Wide(QWidget):
        def sizeHint(self) -> QSize:
            return QSize(200, 20)

    columns = SideBySide(16)
    columns.add(column(100))
    columns.add(Wide(), 0, whole=True)
    assert is_stacked(shown(columns, width)) is stacked
    assert columns.minimumSizeHint().width() == 100


def test_columns_stay_side_by_side_until_there_is_a_width_to_go_by(app):
    columns = SideBySide(16)
    columns.add(column(400))
    columns.add(column(400))
    app.sendEvent(columns, QEvent(QEvent.Type.LayoutRequest))
    assert not is_stacked(columns)


def test_a_hidden_column_needs_nothing(shown):
    columns = SideBySide(16)
    hidden = column(500)
    columns.add(column(100))
    columns.add(column(100))
    columns.add(hidden)
    assert is_stacked(shown(columns, 600))
    hidden.hide()
    columns.arrange()
    assert not is_stacked(columns)
    assert columns.minimumSizeHint() == QSize(100, 20)
