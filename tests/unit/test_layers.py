"""Everything outside `ui` works without Qt, and starting the program loads neither HTTP nor a server."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

WITHOUT_QT = """
import importlib, pkgutil, sys

class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"PySide6", "shiboken6", "qasync"}:
            raise ImportError("Qt was asked for: " + name)

sys.meta_path.insert(0, NoQt())
import desktop_app

skipped = ("desktop_app.ui", "desktop_app.app", "desktop_app.tour")
count = 0
for module in pkgutil.walk_packages(desktop_app.__path__, "desktop_app.", onerror=lambda name: None):
    if not module.name.startswith(skipped) and not module.name.endswith("__main__"):
        importlib.import_module(module.name)
        count += 1
print(count)
"""

LOADED = """
import sys
from desktop_app import __main__
__main__.parser().parse_args(["guests.csv", "--practice"])
heavy = {"PySide6", "qasync", "httpx", "starlette", "uvicorn", "keyring"}
print(sorted(name for name in sys.modules if name.split(".")[0] in heavy))
"""


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_all_but_the_window_is_imported_without_qt() -> None:
    assert int(run(WITHOUT_QT)) > 30


def test_arguments_are_read_before_anything_heavy_is_imported() -> None:
    assert run(LOADED) == "[]"
