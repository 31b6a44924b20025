"""`foyer` and `python -m desktop_app`: reads the arguments before Qt is imported."""

import argparse
import os
import sys
from pathlib import Path

from desktop_app import __version__, screen
from desktop_app.endpoints import EndpointRefused, Endpoints
from desktop_app.terminal import complain

READ_LIST = "--read-list"
"""How the packed program starts itself to read one list apart from the window (`attendees.reading.in_child`)."""


def parser() -> argparse.ArgumentParser:
    """Return the command line's grammar."""
    reader = argparse.ArgumentParser(
        prog="foyer",
        description="Create and publish Zoom events and invite their attendees.",
        epilog="FOYER_DATA_DIR, FOYER_API_URL and FOYER_OAUTH_URL stand for the data folder and Zoom's two addresses.",
    )
    reader.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="an attendee list to open on the Attendees page"
    )
    reader.add_argument("--practice", action="store_true", help="go straight to practice, without an account")
    reader.add_argument("--data-dir", type=Path, metavar="DIR", help="keep Foyer's files in DIR")
    reader.add_argument(
        "--tour", type=Path, metavar="DIR", help="play the journey in practice and write a picture of each page to DIR"
    )
    reader.add_argument("--self-check", action="store_true", help="check that this program is complete, and exit")
    reader.add_argument("--version", action="version", version=f"Foyer {__version__}")
    return reader


def main(arguments: list[str] | None = None) -> int:
    """Run Foyer. Returns the exit code: 0, or 2 for arguments that make no sense, no screen, or no usable folder."""
    if (sys.argv[1:] if arguments is None else arguments) == [READ_LIST]:
        from desktop_app.attendees.reading import child  # noqa: PLC0415 - this process does nothing else

        return child.main()
    options = parser().parse_args(arguments)
    if options.self_check:
        from desktop_app import self_check  # noqa: PLC0415 - only this command needs it

        return self_check.run()
    try:
        endpoints = Endpoints.from_environment(os.environ)
    except EndpointRefused as error:
        complain(str(error))
        return 2
    if not screen.is_there(os.environ):
        complain("there is no screen to show its window on: neither DISPLAY nor WAYLAND_DISPLAY is set")
        return 2
    if options.tour is not None:
        from desktop_app import tour  # noqa: PLC0415 - only this command needs it

        return tour.run(options, endpoints)
    from desktop_app import app  # noqa: PLC0415 - arguments are read before Qt is imported

    return app.run(options, endpoints)


if __name__ == "__main__":
    sys.exit(main())
