"""`foyer --self-check`: is this program complete, and does this computer let it work? One line a check.

Run by the build inside the frozen program, and by anybody whose Foyer does not start.
"""

import asyncio
import datetime as dt
import os
import sqlite3
import ssl
import sys
import tempfile
import time
import zoneinfo
from collections.abc import Callable
from pathlib import Path

from desktop_app import __version__, screen
from desktop_app.bundled import bundled
from desktop_app.storage.keychain import Keychain
from desktop_app.terminal import say

FEWEST_ZONES = 400
PEOPLE = ("ada@example.com", "grace@example.com")


class Incomplete(Exception):
    """A check failed; the text says how."""


def run() -> int:
    """Run every check, also after a failure, and print how each ended. Returns 0 when all is well, else 1."""
    if not screen.is_there(os.environ):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    say(f"Foyer {__version__}, Python {sys.version.split()[0]}, {sys.platform}")
    failed = 0
    for name, check in CHECKS.items():
        started = time.monotonic()
        try:
            verdict, detail = "ok", check()
        except Exception as error:  # noqa: BLE001 - whatever is wrong is what is to be told
            verdict, detail = "FAILED", f"{type(error).__name__}: {error}"
            failed += 1
        say(f"{verdict:7}{name}: {detail} ({time.monotonic() - started:.1f} s)")
    say("Everything is in place." if not failed else f"{failed} of {len(CHECKS)} checks failed.")
    return 1 if failed else 0


def check_qt() -> str:
    """Start Qt's platform and its widgets, and find a font."""
    from PySide6.QtCore import qVersion
    from PySide6.QtGui import QFontDatabase, QGuiApplication
    from PySide6.QtWidgets import QApplication, QLabel

    _app = QApplication.instance() or QApplication(["foyer"])
    if QLabel("Foyer").grab().isNull():
        raise Incomplete("Qt draws nothing")
    fonts = len(QFontDatabase.families())
    if not fonts:
        raise Incomplete("there is no font, so every letter would be a box")
    return f"{qVersion()} on {QGuiApplication.platformName()}, {fonts} fonts"


def check_icons() -> str:
    """Draw every icon that ships with Foyer."""
    from PySide6.QtCore import QSize, Qt
    from PySide6.QtGui import QIcon

    pictures = sorted(bundled("icons").glob("*.svg"))
    if not pictures:
        raise Incomplete("there are none")
    for picture in pictures:
        drawn = QIcon(str(picture)).pixmap(QSize(24, 24)).toImage()
        blank = drawn.copy()
        blank.fill(Qt.GlobalColor.transparent)
        if drawn.isNull() or drawn == blank:
            raise Incomplete(f"{picture.name} can't be drawn")
    return f"{len(pictures)} drawn"


def check_translations() -> str:
    """Load every translation that ships with Foyer, and Qt's own for the same language."""
    from PySide6.QtCore import QLibraryInfo, QTranslator

    try:
        folder = bundled("translations")
    except FileNotFoundError:
        return "American English only"
    languages = sorted(path.stem.removeprefix("foyer_") for path in folder.glob("foyer_*.qm"))
    uncompiled = sorted(path.stem.removeprefix("foyer_") for path in folder.glob("foyer_*.ts"))
    if getattr(sys, "frozen", False) and set(uncompiled) - set(languages):
        raise Incomplete(f"not compiled: {', '.join(uncompiled)}")
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for language in languages:
        if not QTranslator().load(f"foyer_{language}", str(folder)):
            raise Incomplete(f"foyer_{language}.qm can't be loaded")
        if not QTranslator().load(f"qtbase_{language}", qt_folder):
            raise Incomplete(f"Qt's own words are missing in {language}")
    return ", ".join(["American English", *languages])


def check_certificates() -> str:
    """Make ready for TLS as a connection to Zoom does, and look for the system's authorities."""
    from desktop_app.zoom.trust import named_by_hash, system_context

    context = system_context()
    if not sys.platform.startswith("linux"):
        context.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_hostname="zoom.us")
        return f"{ssl.OPENSSL_VERSION}, checked by the system"
    trusted = context.cert_store_stats()["x509_ca"] or len(named_by_hash())
    if not trusted:
        raise Incomplete("this system trusts nobody; install the package ca-certificates")
    return f"{ssl.OPENSSL_VERSION}, {trusted} authorities"


def check_database() -> str:
    """Write and read as the record of imports does."""
    with tempfile.TemporaryDirectory() as folder:
        connection = sqlite3.connect(Path(folder) / "check.sqlite3")
        try:
            mode = connection.execute("PRAGMA journal_mode=WAL").fetchone()[0]
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("CREATE TABLE person (email TEXT PRIMARY KEY)")
            with connection:
                connection.execute("INSERT INTO person VALUES (?)", PEOPLE[:1])
            found = connection.execute("SELECT email FROM person").fetchall()
        finally:
            connection.close()
    if mode != "wal" or found != [PEOPLE[:1]]:
        raise Incomplete(f"journal mode {mode}, read back {found}")
    return f"{sqlite3.sqlite_version}, write-ahead log"


def check_keychain() -> str:
    """Name the keychain. Having none is no fault: secrets are then kept until Foyer is closed."""

    async def ask() -> tuple[str, str]:
        keychain = Keychain()
        return await keychain.name(), await keychain.available()

    name, available = asyncio.run(ask())
    if not name:
        return "none; secrets are kept until Foyer is closed"
    return f"{name}, {'usable' if available == 'yes' else available}"


def check_time_zones() -> str:
    """Look up zones in Foyer's own data, which Windows and bare systems depend on."""
    zoneinfo.reset_tzpath(to=())
    try:
        zones = len(zoneinfo.available_timezones())
        summer = dt.datetime(2026, 7, 1, tzinfo=zoneinfo.ZoneInfo.no_cache("America/New_York"))
    finally:
        zoneinfo.reset_tzpath()
    if zones < FEWEST_ZONES or summer.utcoffset() != dt.timedelta(hours=-4):
        raise Incomplete(f"{zones} zones, New York in summer at {summer.utcoffset()}")
    return f"{zones} zones"


def check_lists() -> str:
    """Write a small workbook and read it back, apart from this process, as a person's list is read."""
    import xlsxwriter

    from desktop_app.attendees import reader

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet("People")
            for number, row in enumerate((("Email", "First name"), (PEOPLE[0], "Ada"))):
                sheet.write_row(number, 0, row)
        table = asyncio.run(reader.load(path))
    found = [tuple(row.cells) for row in table.rows]
    if table.sheet != "People" or found != [(PEOPLE[0], "Ada")]:
        raise Incomplete(f"sheet {table.sheet!r}, read back {found}")
    return "a workbook was read back"


def check_practice() -> str:
    """Go the whole way in practice without a window: sign in, create, publish, register two people, read back."""
    from desktop_app.practice.service import PracticeService

    with tempfile.TemporaryDirectory() as folder:
        service = PracticeService()
        service.start(data=Path(folder) / "zoom.sqlite3")
        try:
            return asyncio.run(_journey(service.api_url, service.oauth_url))
        finally:
            service.stop()


async def _journey(api_url: str, oauth_url: str) -> str:
    from desktop_app.journey import publishing
    from desktop_app.zoom.auth import Credentials
    from desktop_app.zoom.client import ZoomClient
    from desktop_app.zoom.models import CalendarItem
    from desktop_app.zoom.requests import EventRequest, TicketRequest

    start = dt.datetime.now(dt.UTC).replace(microsecond=0) + dt.timedelta(days=14)
    client = ZoomClient(
        Credentials("check-account", "check-client", "check-secret"), api_url=api_url, oauth_url=oauth_url
    )
    try:
        await client.sign_in()
        hub = next(hub for hub in await client.hubs() if hub.hub_active)
        draft = await client.create_event(
            EventRequest(
                name="Self-check",
                description="",
                timezone="America/New_York",
                event_type="SIMPLE_EVENT",
                access_level="PRIVATE_UNRESTRICTED",
                hub_id=hub.hub_id,
                attendance_type="virtual",
                meeting_type="WEBINAR",
                calendar=(CalendarItem(start_time=start, end_time=start + dt.timedelta(hours=1)),),
            )
        )
        event = await publishing.publish(client, draft.event_id, asyncio.sleep)
        people = [
            TicketRequest(
                email=email, external_ticket_id=f"check{number}", send_notification=False, first_name="A", last_name="B"
            )
            for number, email in enumerate(PEOPLE)
        ]
        answer = await client.create_tickets(event.event_id, people, registration_source="Foyer")
        if answer.errors:
            raise Incomplete(f"registration failed: {answer.errors[0].error_code}")
        found = {ticket.email for ticket in await client.tickets(event.event_id)}
    finally:
        await client.aclose()
    if found != set(PEOPLE):
        raise Incomplete(f"{len(found)} of {len(PEOPLE)} people were read back")
    return f"{event.status.lower()} an event with {len(found)} people"


CHECKS: dict[str, Callable[[], str]] = {
    "Qt": check_qt,
    "Icons": check_icons,
    "Translations": check_translations,
    "Certificates": check_certificates,
    "Database": check_database,
    "Keychain": check_keychain,
    "Time zones": check_time_zones,
    "Lists": check_lists,
    "Practice": check_practice,
}
