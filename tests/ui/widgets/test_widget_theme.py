"""Colors, contrast, and what follows a change of scheme."""

import re

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from desktop_app.ui import theme
from desktop_app.ui.palette import with_contrast
from desktop_app.ui.style_rules import STYLE
from desktop_app.ui.widgets.icon_label import IconLabel


def luminance(color: QColor) -> float:
    parts = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in color.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(first: str, second: str) -> float:
    lighter, darker = sorted((luminance(QColor(first)), luminance(QColor(second))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


TEXT = [
    *[(ink, on) for ink in ("text", "text2") for on in ("canvas", "rail", "card", "subtle", "hover", "accentSoft")],
    *[(ink, on) for ink in ("text", "text2") for on in ("okSoft", "warnSoft", "badSoft", "pressed")],
    *[("text3", on) for on in ("canvas", "rail", "card", "subtle", "hover", "accentSoft", "disabledBg")],
    *[("text3", on) for on in ("okSoft", "warnSoft", "badSoft")],
    *[("accentText", on) for on in ("canvas", "card", "accentSoft", "hover", "pressed", "subtle")],
    *[("onAccent", on) for on in ("accent", "accentHover", "accentPressed")],
    *[
        (f"{kind}Text", on)
        for kind in ("ok", "warn", "bad")
        for on in (f"{kind}Soft", "card", "canvas", "subtle", "hover", "pressed", "accentSoft")
    ],
]
FOUND = [
    *[("line2", on) for on in ("card", "canvas", "subtle", "rail")],
    *[("text2", on) for on in ("card", "canvas", "hover", "pressed")],
    *[("focus", on) for on in ("card", "canvas", "rail", "subtle", "hover")],
    *[("focus", on) for on in ("accentSoft", "okSoft", "warnSoft", "badSoft")],
    *[("accent", on) for on in ("card", "canvas", "rail", "accentSoft", "pressed", "hover")],
    *[
        (kind, on)
        for kind in ("ok", "warn", "bad")
        for on in ("card", "canvas", "rail", "subtle", "hover", "accentSoft", f"{kind}Soft")
    ],
]
OFF = [("disabledText", on) for on in ("disabledBg", "card", "canvas", "rail", "accentSoft", "okSoft", "warnSoft")]


def pairs_of_the_style_sheet() -> set[tuple[str, str]]:
    """Return ink and ground wherever a rule names both; what is switched off has its own limit."""
    found = set()
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", STYLE):
        if ":disabled" in selectors:
            continue
        said = dict(
            re.findall(r"(?<![\w-])(color|background|selection-background-color|selection-color): @(\w+)", body)
        )
        for ink, ground in (("color", "background"), ("selection-color", "selection-background-color")):
            if ink in said and ground in said:
                found.add((said[ink], said[ground]))
    return found


def test_the_style_sheet_is_read_for_its_pairs():
    assert {("text", "card"), ("onAccent", "accent"), ("accentText", "accentSoft")} <= pairs_of_the_style_sheet()


def test_every_token_that_words_have_is_in_the_pairs():
    inks = set(re.findall(r"(?<![\w-])color: @(\w+)", STYLE)) - {"disabledText"}
    assert inks <= {ink for ink, _ in TEXT}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("strong", [False, True])
def test_every_text_can_be_read_and_every_control_found(app, scheme, strong):
    theme.apply(app, scheme)
    tokens = with_contrast(theme.tokens()) if strong else theme.tokens()
    weak = [(ink, on) for ink, on in {*TEXT, *pairs_of_the_style_sheet()} if contrast(tokens[ink], tokens[on]) < 4.5]
    hidden = [(ink, on) for ink, on in FOUND if contrast(tokens[ink], tokens[on]) < 3]
    lost = [(ink, on) for ink, on in OFF if contrast(tokens[ink], tokens[on]) < (4.5 if strong else 2.6)]
    assert (weak, hidden, lost) == ([], [], [])


def test_high_contrast_leaves_no_faint_line_and_no_gray_text(app):
    strong = with_contrast(theme.tokens())
    assert all(contrast(strong[line], strong["card"]) >= 4.5 for line in ("line", "line2", "accentLine", "warnLine"))
    assert strong["text3"] == strong["text"]


def test_apply_changes_palette_and_style_sheet(app):
    assert theme.color("canvas") != QColor("#131A20")
    theme.apply(app, "dark")
    assert app.palette().color(QPalette.ColorRole.Window) == theme.color("canvas") == QColor("#131A20")
    assert "#131A20" in app.styleSheet()
    assert "@" not in app.styleSheet().replace("@2x", "")


def test_system_is_followed_live_and_so_is_its_wish_for_contrast(app, monkeypatch):
    theme.apply(app, "system")
    plain = theme.tokens()["text3"]
    monkeypatch.setattr(theme, "_high_contrast", lambda: True)
    app.styleHints().colorSchemeChanged.emit(app.styleHints().colorScheme())
    assert theme.tokens()["text3"] == theme.tokens()["text"] != plain
    assert theme.tokens()["line"] in app.styleSheet()
    monkeypatch.undo()
    app.styleHints().colorSchemeChanged.emit(app.styleHints().colorScheme())
    assert theme.tokens()["text3"] == plain


def test_without_a_place_for_pictures_the_program_is_dressed_all_the_same(app, monkeypatch):
    def full(**_: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(theme, "TemporaryDirectory", full)
    app.property("foyer_theme").pictures = None
    theme.apply(app, "dark")
    assert theme.color("canvas") == QColor("#131A20")
    assert "#131A20" in app.styleSheet()
    app.setStyleSheet("")


def test_system_is_one_of_both_and_other_words_are_refused(app):
    known = []
    for scheme in ("light", "dark"):
        theme.apply(app, scheme)
        known.append(theme.tokens())
    theme.apply(app, "system")
    assert theme.tokens() in known
    with pytest.raises(ValueError, match="sepia"):
        theme.apply(app, "sepia")


def colors_of(icon: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal, state: QIcon.State = QIcon.State.Off) -> set[str]:
    image = icon.pixmap(QSize(20, 20), 1.0, mode, state).toImage()
    pixels = (image.pixelColor(x, y) for x in range(20) for y in range(20))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


def test_icons_take_the_colors_of_the_scheme_when_they_are_painted(app):
    icon = theme.icon("stop", "accentText")
    button = QPushButton(icon, "Stop")
    assert colors_of(button.icon()) == {theme.color("accentText").name()}
    theme.apply(app, "dark")
    assert colors_of(button.icon()) == {theme.color("accentText").name()} == {"#93d0f3"}
    assert colors_of(icon, QIcon.Mode.Disabled) == {theme.color("disabledText").name()}


def test_icons_of_checked_buttons_can_have_another_color(app):
    icon = theme.icon("stop", "ok", on="onAccent")
    assert colors_of(icon, state=QIcon.State.On) == {theme.color("onAccent").name()}
    assert colors_of(icon) == {theme.color("ok").name()}


def test_icons_are_crisp_on_fine_screens_and_survive_their_maker(app):
    icons = [theme.icon("gear") for _ in range(200)]
    kept = [QIcon(icon) for icon in icons]
    del icons
    pixmap = kept[-1].pixmap(QSize(20, 20), 2.0)
    assert pixmap.size() == QSize(40, 40)
    assert pixmap.deviceIndependentSize().toSize() == QSize(20, 20)


def test_an_unknown_icon_is_an_error_at_once(app):
    with pytest.raises(FileNotFoundError):
        theme.icon("no-such-icon")


def test_the_mark_keeps_its_own_colors(app):
    assert {"#0e5a87", "#f0be58"} <= colors_of(theme.mark())


def test_icon_label_repaints_in_the_new_scheme(app, qtbot):
    label = IconLabel("stop", "accentText", 20)
    qtbot.addWidget(label)
    light = label.grab().toImage()
    theme.apply(app, "dark")
    assert label.grab().toImage() != light


def test_a_state_restyles_a_widget(app, qtbot):
    label = QLabel("Title")
    qtbot.addWidget(label)
    before = label.sizeHint().height()
    theme.set_state(label, "role", "title")
    assert label.sizeHint().height() > before


@pytest.mark.parametrize("role", ["", "title", "small"])
def test_words_are_drawn_letter_by_letter(app, qtbot, role):
    label = QLabel("a note: 3x4 -> 12")
    qtbot.addWidget(label)
    label.setProperty("role", role)
    label.ensurePolished()
    said = {bytes(tag.toString()): label.font().featureValue(tag) for tag in label.font().featureTags()}
    assert said == {b"calt": 0, b"tnum": 1}


@pytest.mark.parametrize(("name", "value"), [("kind", "filter"), ("seg", "first")])
def test_a_filter_or_segment_that_gets_its_words_later_has_its_icon_as_small_as_the_others(app, qtbot, name, value):
    sizes = []
    for words in ("", "Ready"):
        button = QPushButton(theme.icon("check-circle", size=16), words)
        qtbot.addWidget(button)
        button.setProperty(name, value)
        button.ensurePolished()
        button.setText("Ready")
        sizes.append(button.iconSize())
    assert sizes == [QSize(18, 16)] * 2


def test_what_holds_lives_on_the_application(app):
    assert QApplication.instance().property("foyer_theme") is not None
