"""The order of the Tab key, taken from the layouts: they know how a page is read, creation does not.

Qt appends a widget to the order when it is made, so everything that appears later (rows of a list, buttons of a
message) would come last, behind the action bar.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import itemgetter

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QScrollArea, QWidget
from shiboken6 import isValid

_TAB = Qt.FocusPolicy.TabFocus.value


def stops(widget: QWidget) -> list[QWidget]:
    """Return where Tab may stop in `widget`, as it is read: rows from the top, in a row from the left, a column at a
    time."""
    found: list[QWidget] = []
    _collect(widget, found)
    return found


def follow(order: Iterable[QWidget]) -> None:
    """Make Tab go through these, one after the other."""
    for one, other in pairwise(order):
        if one.nextInFocusChain() is not other:
            QWidget.setTabOrder(one, other)


def after(focus: QWidget, order: Iterable[QWidget], page: QWidget) -> QWidget | None:
    """Return where Tab leads from the last stop, which is the first, and from what is no stop in the page (a title, a
    message), which is into it or the page. None where Qt knows the way.

    Between the last stop and the first, Qt comes by all that is no stop, and takes a group that passes the focus on to
    its first field for one, on the way forward only: Tab would never leave the page.
    """
    live = [stop for stop in order if isValid(stop) and stop.isVisible() and stop.isEnabled()]
    if live and focus is live[-1]:
        return live[0]
    if focus in live or not focus.isVisible() or not page.isAncestorOf(focus):
        return None
    inside = (stop for stop in live if focus.isAncestorOf(stop))
    return next(inside, None) or next((stop for stop in live if page.isAncestorOf(stop)), None)


def _collect(widget: QWidget, found: list[QWidget]) -> None:
    if widget.focusPolicy().value & _TAB and widget.focusProxy() is None:
        found.append(widget)
        return
    layout = widget.layout()
    if layout is not None:
        inside = widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        _collect_inside(layout, inside, found)
    elif isinstance(widget, QScrollArea):
        inner = widget.widget()
        if inner is not None:
            _collect(inner, found)


def _collect_inside(layout: QLayout, widgets: Sequence[QWidget], found: list[QWidget]) -> None:
    """Go through a layout, whose widgets are among `widgets`.

    Never by its items: PySide 6.11 keeps the wrapper of a QLayoutItem when Qt deletes the item, finds it again for
    whatever is made at that address, and crashes.
    """
    parts = [part for part in (*layout.children(), *widgets) if isinstance(part, QLayout | QWidget)]
    places = [(layout.indexOf(part), part) for part in parts]
    for _, part in sorted(((_place(layout, index), part) for index, part in places if index >= 0), key=itemgetter(0)):
        if isinstance(part, QWidget):
            _collect(part, found)
        else:
            _collect_inside(part, widgets, found)


def _place(layout: QLayout, index: int) -> tuple[int, ...]:
    """Return what to sort by. A grid is filled in any order; it is read by rows."""
    if isinstance(layout, QGridLayout):
        return tuple(layout.getItemPosition(index)[:2])  # type: ignore[index]
    return (index,)
