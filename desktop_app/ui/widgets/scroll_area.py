"""A view of something larger that assistive programs can't crash."""

from PySide6.QtWidgets import QScrollArea


class QWidget(QScrollArea):
    """Scrolls what is too large, and to Qt's accessibility has the name of a plain widget.

    Qt chooses what it tells assistive programs by a class's name. Up to 6.11 at least, what it has for scroll areas
    counts only the scroll bars in sight, and takes any number of a child for one that exists: a screen reader that
    asks for the bar which has just gone, because a page was changed or got shorter, ends the whole program. What it
    has for a QWidget counts all of them, always, and answers a wrong number with nothing.
    """


ScrollArea = QWidget
