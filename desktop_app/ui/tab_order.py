"""The order of the Tab key, taken from the layouts: they know how a page is read, creation does not.

Qt appends a widget to the order when it is made, so everything that appears later (rows of a list, buttons of a
message) would come last, behind the action bar.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QScrollArea, QWidget


def stops(widget: QWidget) -> Iterator[QWidget]:
    """Where Tab may stop in `widget`, as it is read: rows from the top, in a row from the left, a column at a time."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
        return
    if isinstance(widget, QScrollArea):
        inner = widget.widget()
        if inner is not None:
            yield from stops(inner)
        return
    layout = widget.layout()
    if layout is not None:
        yield from _inside(layout)


def follow(order: Iterable[QWidget]) -> None:
    """Make Tab go through these, one after the other."""
    for one, other in pairwise(order):
        if one.nextInFocusChain() is not other:
            QWidget.setTabOrder(one, other)


def _inside(layout: QLayout) -> Iterator[QWidget]:
    for index in _reading(layout):
        item = layout.itemAt(index)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from stops(widget)
        elif inner is not None:
            yield from _inside(inner)


def _reading(layout: QLayout) -> list[int]:
    """A grid is filled in any order; it is read by rows."""
    indexes = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        places = {index: layout.getItemPosition(index) for index in indexes}
        indexes.sort(key=lambda index: places[index][:2])  # type: ignore[index]
    return indexes
