"""The style sheet: its rules in some colors, at a text size, turned around where lines begin at the right."""

import re
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QSize

from desktop_app.ui.icon_drawing import DIRECTED, from_the_right, rendered, tinted
from desktop_app.ui.style_rules import STYLE

_DOT = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">'
    '<circle cx="8" cy="8" r="5" fill="currentColor"/></svg>'
)
_DASH = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="M4 8h8" stroke="currentColor" '
    'stroke-width="2" stroke-linecap="round"/></svg>'
)

PICTURES: dict[str, tuple[str, str, int]] = {
    "tickPicture": ("check", "onAccent", 16),
    "tickOffPicture": ("check", "disabledText", 16),
    "dashPicture": (_DASH, "onAccent", 16),
    "dotPicture": (_DOT, "accent", 16),
    "dotHoverPicture": (_DOT, "accentHover", 16),
    "dotOffPicture": (_DOT, "disabledText", 16),
    "downPicture": ("chevron-down", "text2", 18),
    "downOffPicture": ("chevron-down", "disabledText", 18),
    "upPicture": ("chevron-up", "text2", 18),
    "leftPicture": ("arrow-left", "text2", 18),
    "rightPicture": ("arrow-right", "text2", 18),
    "clearPicture": ("x", "text2", 18),
}
"""Picture -> its drawing (an icon's name or SVG), the token of its color, and its size in pixels."""


def style_sheet(tokens: Mapping[str, str], pictures: Path, text_size: float) -> str:
    """Return the style sheet in these colors. Its pictures are in a folder, as `write_pictures` leaves them.

    `text_size` says how many times larger than designed text is.
    """
    values = dict(tokens) | {name: (pictures / f"{name}.png").as_posix() for name in PICTURES}
    style = mirrored(STYLE) if from_the_right() else STYLE
    return re.sub(r"@(\w+)", lambda found: values[found[1]], _resized(style, text_size))


def write_pictures(folder: Path, tokens: Mapping[str, str]) -> None:
    """Write the pictures of the style sheet, which can only name files: as they are and at twice the size."""
    for name, (drawing, token, size) in PICTURES.items():
        color = tokens[token]
        svg = drawing.replace("currentColor", color).encode() if "<" in drawing else tinted(drawing, color)
        flipped = drawing in DIRECTED and from_the_right()
        for ratio, suffix in ((1.0, ""), (2.0, "@2x")):
            rendered(svg, QSize(size, size), ratio, flipped=flipped).save(str(folder / f"{name}{suffix}.png"))


def mirrored(style: str) -> str:
    """Return a style sheet with its sides changed, for lines that begin at the right; Qt changes only alignments."""
    other = {"left": "right", "right": "left"}
    return re.sub(r"(?<=-)(left|right)\b", lambda found: other[found[1]], style)


def _resized(style: str, text_size: float) -> str:
    """Enlarge the fonts of a style sheet, and the heights of what holds words; lines and bars stay thin."""

    def larger(found: re.Match[str]) -> str:
        name, pixels = found[1], int(found[2])
        if name == "border-radius":
            # of pills only; Qt leaves out a radius of more than half the height, borders included
            return f"{name}: {int((pixels - 1) * text_size) + 1 if pixels >= 12 else pixels}px"
        return f"{name}: {round(pixels * text_size) if pixels > 8 else pixels}px"

    def larger_icon(found: re.Match[str]) -> str:
        gap, side = int(found[1]) - int(found[2]), round(int(found[2]) * text_size)
        return f"qproperty-iconSize: {side + gap}px {side}px"

    style = re.sub(r"qproperty-iconSize: (\d+)px (\d+)px", larger_icon, style)
    return re.sub(r"(font-size|min-height|max-height|border-radius): (\d+)px", larger, style)
