"""Lists the third-party packages inside the program with their licenses, as their licenses ask for."""

import re
import sys
import sysconfig
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LICENSE_FILE = re.compile(r"(^|/)(licen[cs]e|copying|notice|authors)[^/]*$", re.IGNORECASE)


def third_party(requirements: Path = ROOT / "requirements" / "run.txt") -> str:
    """Return the notices for every package in `requirements` that is installed on this system, and for Python."""
    names = re.findall(r"^([A-Za-z0-9._-]+)==", requirements.read_text(encoding="utf-8"), re.MULTILINE)
    sections = [_python()]
    for name in names:
        try:
            sections.append(_package(metadata.distribution(name)))
        except metadata.PackageNotFoundError:
            continue  # for another system or another Python
    line = "=" * 100
    return f"\n\n{line}\n\n".join(
        ["Foyer contains the work of others, unchanged and under their own licenses.", *sections]
    )


def _python() -> str:
    version = ".".join(map(str, sys.version_info[:3]))
    places = [Path(folder) / "LICENSE.txt" for folder in (sysconfig.get_path("stdlib"), sys.base_prefix)]
    texts = [place.read_text(encoding="utf-8", errors="replace").strip() for place in places if place.is_file()]
    return "\n\n".join([f"Python {version}, Python Software Foundation License 2.0", *(texts or [sys.copyright])[:1]])


def _package(package: metadata.Distribution) -> str:
    about = package.metadata
    declared = "".join((about.get_all("License-Expression") or about.get_all("License") or [""])[:1])
    classified = [
        value.rpartition(":: ")[2] for value in about.get_all("Classifier", []) if value.startswith("License ::")
    ]
    license_name = declared if 0 < len(declared) < 100 else ", ".join(classified) or "see the text below"
    texts = [
        Path(path.locate()).read_text(encoding="utf-8", errors="replace").strip()
        for path in package.files or []
        if ".dist-info/" in str(path) and LICENSE_FILE.search(str(path))
    ]
    return "\n\n".join([f"{about['Name']} {package.version}, {license_name}", *texts])
