"""Pins every Python package by version and hash, for all systems and Pythons at once: `make lock`.

Reads what pyproject.toml asks for and writes requirements/*.txt. The files name no address: where packages come from
is the business of whoever installs them. Needs `uv`, in the virtual environment or on the PATH; `--upgrade` takes the
newest versions instead of staying with those that are pinned.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "requirements"

# dev first: the others must agree with it, because all are installed into one environment
FILES = {
    "dev.txt": ["--group", "dev"],
    "run.txt": ["--constraints", "requirements/dev.txt"],
    "package.txt": ["--group", "package", "--constraints", "requirements/dev.txt"],
}


def main() -> int:
    """Write the files. Returns 0, or 1 when they could not be written or name an address."""
    reader = argparse.ArgumentParser(description="Pin every Python package by version and hash.")
    reader.add_argument("--upgrade", action="store_true", help="take the newest versions")
    options = reader.parse_args()
    uv = shutil.which("uv", path=str(Path(sys.executable).parent)) or shutil.which("uv")
    if uv is None:
        print("make lock needs uv: .venv/bin/python -m pip install uv", file=sys.stderr)
        return 1
    REQUIREMENTS.mkdir(exist_ok=True)
    for name, arguments in FILES.items():
        command = [uv, "pip", "compile", "pyproject.toml", *arguments]
        command += ["--generate-hashes", "--universal", "--python-version", "3.11"]
        command += ["--no-header", "--no-emit-index-url", "--no-emit-find-links", "--quiet"]
        command += ["--output-file", f"requirements/{name}"]
        command += ["--upgrade"] if options.upgrade else []
        if name == "dev.txt":
            command.append("-")  # and the build back end, so that Foyer itself installs without a download
        done = subprocess.run(command, cwd=ROOT, input="\n".join(build_requirements()), text=True, check=False)
        if done.returncode:
            return done.returncode
    return check()


def build_requirements() -> list[str]:
    """Return what building Foyer needs, and what an editable installation needs on top."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [*project["build-system"]["requires"], "editables"]


def check() -> int:
    """Look for addresses, and for packages without a hash, in what was written."""
    status = 0
    for name in FILES:
        text = (REQUIREMENTS / name).read_text(encoding="utf-8")
        blocks = re.split(r"\n(?=\S)", text)
        for block in blocks:
            first = block.splitlines()[0]
            if "://" in block or first.startswith("-"):
                print(f"requirements/{name} names an address or an option: {first}", file=sys.stderr)
                status = 1
            elif not first.startswith("#") and "--hash=" not in block:
                print(f"requirements/{name} has no hash for {first}", file=sys.stderr)
                status = 1
        print(f"requirements/{name}: {sum('--hash=' in block for block in blocks)} packages")
    return status


if __name__ == "__main__":
    sys.exit(main())
