"""Colors for what the style sheet doesn't name: Qt's palette from the tokens, and tokens with more contrast."""

from collections.abc import Mapping

from PySide6.QtGui import QColor, QPalette


def palette(values: Mapping[str, str]) -> QPalette:
    """Return the palette of these tokens."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    made = QPalette(QColor(values["card"]), QColor(values["canvas"]))
    for which, token in (
        (role.Window, "canvas"),
        (role.WindowText, "text"),
        (role.Base, "card"),
        (role.AlternateBase, "subtle"),
        (role.Text, "text"),
        (role.Button, "card"),
        (role.ButtonText, "text"),
        (role.BrightText, "badText"),
        (role.PlaceholderText, "text3"),
        (role.ToolTipBase, "card"),
        (role.ToolTipText, "text"),
        (role.Highlight, "accent"),
        (role.HighlightedText, "onAccent"),
        (role.Accent, "accent"),
        (role.Link, "accentText"),
        (role.LinkVisited, "accentText"),
        (role.Mid, "line"),
        (role.Dark, "line2"),
        (role.Light, "card"),
        (role.Midlight, "hover"),
        (role.Shadow, "line2"),
    ):
        made.setColor(which, QColor(values[token]))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(group.Disabled, which, QColor(values["disabledText"]))
    for which in (role.Base, role.Button):
        made.setColor(group.Disabled, which, QColor(values["disabledBg"]))
    return made


def with_contrast(plain: Mapping[str, str]) -> dict[str, str]:
    """Return the tokens for people who ask their system for more contrast: no faint line, no gray text."""
    strong = dict(plain)
    for token in ("line", "line2", "accentLine", "okLine", "warnLine", "badLine"):
        strong[token] = plain["text"]
    for token in ("text2", "text3"):
        strong[token] = plain["text"]
    strong["disabledText"] = plain["text3"]
    for kind in ("ok", "warn", "bad"):
        strong[kind] = plain[f"{kind}Text"]
    strong["focus"] = plain["accentText"]
    return strong
