"""Foyer's look: tokens become the palette and the style sheet; icons take their colors when they are painted.

What holds is kept on the QApplication, in a child object, so that nothing here is global. The Fusion style is the base
on every platform, because native metrics would shift the layout.
"""

import json
import logging
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontInfo,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.bundled import bundled
from desktop_app.ui.icon_drawing import from_the_right, picture, rendered
from desktop_app.ui.palette import palette, with_contrast
from desktop_app.ui.restyle import Restyler
from desktop_app.ui.style_sheet import style_sheet, write_pictures

log = logging.getLogger(__name__)

SCHEMES = ("system", "light", "dark")
FONT_SIZE = 14
"""Body text in pixels at 100 % text size; the style sheet names the other sizes."""

LARGEST_TEXT = 2.0
"""How many times larger than designed text gets at most (WCAG 2.2, 1.4.4)."""

LARGEST_BY_SYSTEM = 1.5
"""As far as the pages go along with a system's larger font; beyond it, whoever needs more scales the whole screen."""

_USUAL_SYSTEM_TEXT = {"windows": 12, "cocoa": 13}
_USUAL_TEXT = 15
"""Pixels of a system font that nobody has enlarged: 9 to 11 points on Linux, by platform elsewhere."""

FAMILIES = ("Inter", "Cantarell", "Noto Sans", "Ubuntu")

_KEEPER = "foyer_theme"


class _Theme(QObject):
    """What the application looks like now. A child of the QApplication; `_theme()` finds it."""

    def __init__(self, app: QGuiApplication) -> None:
        super().__init__(app)
        self.setObjectName(_KEEPER)
        self.all: dict[str, dict[str, str]] = json.loads(bundled("tokens.json").read_text(encoding="utf-8"))
        self.wanted = "light"
        self.scheme = "light"
        self.contrast = False
        self.shown: tuple[str, bool, float, bool] | None = None
        self.tokens = self.all["light"]
        self.system_text_size = _system_text_size(app)
        self.text_size = self.system_text_size
        # before any palette of ours: where the platform names no scheme, its window color tells
        self.system_is_dark = app.palette().color(QPalette.ColorRole.Window).lightness() < 128
        self.pictures: TemporaryDirectory[str] | None = None
        # kept for good: engines written in Python that come and go while something is painted have crashed PySide 6.11
        self.icons: dict[tuple[str, str, int, str, bool], QIcon] = {}
        self.dressed = False
        self._follows = False
        self._restyler = Restyler(self)

    def choose(self, wanted: str) -> None:
        """Take on "system", "light" or "dark"."""
        self.wanted = wanted
        hints = QGuiApplication.styleHints()
        if wanted == "system":
            hints.unsetColorScheme()
        else:
            # native title bars and dialogs follow this where the platform can
            hints.setColorScheme(Qt.ColorScheme.Dark if wanted == "dark" else Qt.ColorScheme.Light)
        if not self._follows:
            self._follows = True
            hints.colorSchemeChanged.connect(self.update)
            access = hints.accessibility() if hasattr(hints, "accessibility") else None  # Qt 6.10
            if access is not None:
                access.contrastPreferenceChanged.connect(self.update)
        self.update()

    def update(self) -> None:
        """Derive everything from what is wanted and what the system says."""
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        scheme = self._system_scheme() if self.wanted == "system" else self.wanted
        contrast = _high_contrast()
        shown = (scheme, contrast, self.text_size, from_the_right())
        if shown == self.shown and app.styleSheet():
            return
        self.shown = shown
        self.scheme, self.contrast = scheme, contrast
        self.tokens = with_contrast(self.all[scheme]) if contrast else self.all[scheme]
        app.setPalette(palette(self.tokens))
        self._restyler.set_style_sheet(app, self._style_sheet())

    def _system_scheme(self) -> str:
        said = QGuiApplication.styleHints().colorScheme()
        if said == Qt.ColorScheme.Unknown:
            return "dark" if self.system_is_dark else "light"
        return "dark" if said == Qt.ColorScheme.Dark else "light"

    def _style_sheet(self) -> str:
        folder = Path(f"{self.scheme}{'-contrast' if self.contrast else ''}{'-rtl' if from_the_right() else ''}")
        try:
            if self.pictures is None:
                self.pictures = TemporaryDirectory(prefix="foyer-look-")
            folder = Path(self.pictures.name) / folder
            if not folder.exists():
                folder.mkdir()
                write_pictures(folder, self.tokens)
        except OSError as error:  # ticks and arrows are missing then; everything still works
            log.warning("The pictures of the style sheet were not written: %s", error)
        return style_sheet(self.tokens, folder, self.text_size)


class _TokenIcon(QIconEngine):
    """Paints an icon in the color that its token has at that moment, so that a change of scheme needs nobody's help.

    Qt copies an engine only for an icon that is altered, which nobody does with these: there is no `clone`.
    """

    def __init__(self, name: str, token: str, size: int, on: str, behind: bool) -> None:
        super().__init__()
        self._name, self._token, self._size, self._on, self._behind = name, token, size, on, behind

    def _color(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        if mode == QIcon.Mode.Disabled:
            return tokens()["disabledText"]
        if state == QIcon.State.On and self._on:
            return tokens()[self._on]
        return tokens()[self._token]

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        _paint(painter, self._name, self._color(mode, state), rect)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        """Return the picture; `size` is in logical pixels (as measured with Qt 6.11), `scale` device pixels.

        Where it is wider than high, the icon stands away from the words and the rest stays empty: that is how the style
        sheet asks for more than the 4 px that Qt leaves between a button's icon and its words.
        """
        return picture(self._name, self._color(mode, state), size, scale, behind=self._behind)

    def availableSizes(self, mode: QIcon.Mode = ..., state: QIcon.State = ...) -> list[QSize]:  # type: ignore[assignment]
        return [QSize(self._size, self._size)]

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        return size

    def isNull(self) -> bool:
        return False

    def key(self) -> str:
        return "foyer"


def apply(app: QApplication, scheme: str, *, text_size: float | None = None) -> None:
    """Dress the application: "system" (and stay with it when it changes), "light" or "dark".

    `text_size` says how many times larger than designed text is, from 1 to 2; None takes what the system's own font
    tells. Raises ValueError for another word.
    """
    if scheme not in SCHEMES:
        raise ValueError(f"no color scheme {scheme!r}")
    theme = _theme(app)
    if not theme.dressed:
        # once only: a second new style leaves Qt with posted events for the one before, which is gone
        theme.dressed = True
        app.setStyle("Fusion")
    theme.text_size = theme.system_text_size if text_size is None else min(max(text_size, 1.0), LARGEST_TEXT)
    font = QFont(app.font())
    if font.pixelSize() != px(FONT_SIZE):
        font.setFamilies([_family(font)])
        font.setPixelSize(px(FONT_SIZE))
        font.setFeature(QFont.Tag("tnum"), 1)
        # a name is shown as it was typed: with them Inter draws an "x" between digits as a sign, and "->" as an arrow
        font.setFeature(QFont.Tag("calt"), 0)
        app.setFont(font)
    theme.choose(scheme)


def tokens() -> Mapping[str, str]:
    """Return the tokens that hold now, as in `resources/tokens.json`: name -> "#RRGGBB"."""
    held: Mapping[str, str] = _theme().tokens
    return held


def color(token: str) -> QColor:
    """Return a token's color as it is now. Raises KeyError for a name that is no token."""
    return QColor(tokens()[token])


def px(pixels: int) -> int:
    """Return a size as designed, made larger for people who asked for larger text: fonts, and what holds them."""
    return round(pixels * _theme().text_size)


def icon(
    name: str,
    token: str = "text2",  # noqa: S107 - a color's name
    size: int = 20,
    *,
    on: str = "",
    behind: bool = False,
) -> QIcon:
    """Return an icon in a token's color, in `on`'s while its button is checked, gray while it is disabled.

    `behind` is for a button that is turned around, so that its icon stands behind the words.

    It takes its colors when it is painted, so it follows the scheme in every button, action and list. A pixmap made of
    it doesn't: for a bare picture there is `widgets.icon_label.IconLabel`.

    Raises FileNotFoundError for an unknown name.
    """
    bundled("icons", f"{name}.svg")
    kept, key = _theme().icons, (name, token, size, on, behind)
    if key not in kept:
        kept[key] = QIcon(_TokenIcon(*key))
    return kept[key]


def mark() -> QIcon:
    """Return the program's own mark, with its colors of its own."""
    svg = bundled("icons", "foyer-mark.svg").read_bytes()
    marked = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        marked.addPixmap(rendered(svg, QSize(size, size), 1.0))
    return marked


def set_state(widget: QWidget, name: str, value: object) -> None:
    """Set a dynamic property that the style sheet knows, and restyle the widget where that changes something."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def paint_icon(painter: QPainter, name: str, token: str, where: QRect | QRectF) -> None:
    """Paint an icon in a token's color, for widgets that draw themselves."""
    _paint(painter, name, tokens()[token], where.toAlignedRect() if isinstance(where, QRectF) else where)


def _paint(painter: QPainter, name: str, color: str, rect: QRect) -> None:
    ratio = painter.device().devicePixelRatio() if painter.device() else 1.0
    painter.drawPixmap(rect, picture(name, color, rect.size(), ratio))


def _family(system: QFont) -> str:
    """Return the system's family, or a better one where nobody chose any: DejaVu is what is left then, and wide."""
    chosen = QFontInfo(system).family()
    if chosen.startswith("DejaVu"):
        return next((name for name in FAMILIES if name in QFontDatabase.families()), chosen)
    return chosen


def _theme(app: QGuiApplication | None = None) -> _Theme:
    owner = app or QGuiApplication.instance()
    if not isinstance(owner, QGuiApplication):
        raise RuntimeError("there is no QApplication yet")
    kept = owner.property(_KEEPER)
    if isinstance(kept, _Theme):
        return kept
    theme = _Theme(owner)
    owner.setProperty(_KEEPER, theme)
    return theme


def _system_text_size(app: QGuiApplication) -> float:
    """How much larger than usual the system's font is; scaling of the whole screen is Qt's part and no part of it."""
    usual = _USUAL_SYSTEM_TEXT.get(app.platformName(), _USUAL_TEXT)
    return min(max(QFontInfo(app.font()).pixelSize() / usual, 1.0), LARGEST_BY_SYSTEM)


def _high_contrast() -> bool:
    hints = QGuiApplication.styleHints()
    if not hasattr(hints, "accessibility"):
        return False
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
