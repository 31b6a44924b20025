"""Whether there is a screen to show a window on: without one, Qt would abort the program."""

import sys
from collections.abc import Mapping


def is_there(environment: Mapping[str, str]) -> bool:
    """Say whether Qt has a screen, or was told what to use in its place (QT_QPA_PLATFORM)."""
    if not sys.platform.startswith("linux"):
        return True
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "QT_QPA_PLATFORM"))
