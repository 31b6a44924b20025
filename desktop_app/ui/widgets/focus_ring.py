"""The ring around whatever has the keyboard's focus: style sheets can't draw outside a widget."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from desktop_app.ui import theme

GAP = 2
WIDTH = 2
REACH = GAP + WIDTH

FIELDS = (QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QTextEdit)
"""These show the focus in their own border, whatever brought it."""

_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_FOLLOWED = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)


class FocusRing(QWidget):
    """An overlay of one window. Shows a ring where the keyboard brought the focus, none where the mouse did.

    The reason of a change is in the event that the widget *losing* the focus gets, so the ring listens to whichever has
    it. A widget's dynamic property `ring_radius` says how round it is; buttons have 6.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("focus_ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._keyboard = False
        self._clip = QRect()
        self._radius = 6.0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._place)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_changed)
        window.installEventFilter(self)  # which gets the keys while nothing has the focus
        self._focus_changed(None, app.focusWidget())

    def target(self) -> QWidget | None:
        """Return the widget that has the ring now, or None."""
        return self._target if not self.isHidden() else None

    def _focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        window = self._window
        if now is not None and (now is window or not window.isAncestorOf(now)):
            now = None
        self._watch(now)
        if now is not None and QApplication.mouseButtons() != Qt.MouseButton.NoButton and self._target is None:
            self._keyboard = False
        self._target = now
        self._place()

    def _watch(self, target: QWidget | None) -> None:
        for old in self._watched:
            if isValid(old):
                old.removeEventFilter(self)
        self._watched = []
        widget = target
        while widget is not None and widget is not self._window:
            widget.installEventFilter(self)
            self._watched.append(widget)
            widget = widget.parentWidget()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._window:
            if kind == QEvent.Type.KeyPress:
                self._keyboard = True
        elif kind in _FOLLOWED:
            self._soon.start()
        elif watched is self._target:
            if kind == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
                self._learn(event.reason())
            elif kind == QEvent.Type.MouseButtonPress:
                self._keyboard = False
                self._place()
            elif kind == QEvent.Type.KeyPress and not self._keyboard:
                self._keyboard = True
                self._soon.start()
        return False

    def _learn(self, reason: Qt.FocusReason) -> None:
        """Popups, menus and other windows give the focus back as it was; code acts for the last key or click."""
        if reason in _BY_KEYBOARD:
            self._keyboard = True
        elif reason == Qt.FocusReason.MouseFocusReason:
            self._keyboard = False

    def _place(self) -> None:
        target = self._target
        if (
            target is None
            or not isValid(target)
            or not self._keyboard
            or not target.isVisible()
            or isinstance(target, (*FIELDS, QLabel))
        ):
            self.hide()
            return
        window = self._window
        inner = _ringed(target)
        self._radius = _radius(target)
        rect = QRect(target.mapTo(window, inner.topLeft()), inner.size())
        around = rect.adjusted(-REACH, -REACH, REACH, REACH)
        self._clip = _visible_part(target, window).intersected(window.rect())
        if not self._clip.intersects(around):
            self.hide()
            return
        self.setGeometry(around)
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self._clip.translated(-self.pos()))
        painter.setPen(QPen(theme.color("focus"), WIDTH))
        half = WIDTH / 2
        radius = self._radius + GAP + half
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius)


def _ringed(target: QWidget) -> QRect:
    """The part of the widget that the ring goes around: of a check box or a radio button its box."""
    if not isinstance(target, QCheckBox | QRadioButton):
        return target.rect()
    option = QStyleOptionButton()
    target.initStyleOption(option)
    box = isinstance(target, QCheckBox)
    element = QStyle.SubElement.SE_CheckBoxIndicator if box else QStyle.SubElement.SE_RadioButtonIndicator
    return target.style().subElementRect(element, option, target)


def _radius(target: QWidget) -> float:
    said = target.property("ring_radius")
    if said is not None:
        return float(said)
    if isinstance(target, QRadioButton):
        return 9
    if isinstance(target, QCheckBox):
        return 4
    return 16 if target.property("kind") == "filter" else 6


def _visible_part(target: QWidget, window: QWidget) -> QRect:
    """What of the window the scroll areas around the widget leave visible."""
    visible = window.rect()
    widget = target.parentWidget()
    while widget is not None and widget is not window:
        area = widget.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is widget:
            visible = visible.intersected(QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()))
        widget = area
    return visible
