"""A notification over a real session bus, taken by a service as a desktop has it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui import bus_notification, notification

pytest.importorskip("jeepney", reason="only Linux has this bus")

SERVICE = """
import subprocess, sys
from jeepney import DBusAddress, MessageType, new_method_call, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

connection = open_dbus_connection(bus="SESSION")
connection.send_and_get_reply(message_bus.RequestName("org.freedesktop.Notifications"))
told = "from desktop_app.ui import bus_notification as b; print(b.send('Import finished', '<b>R&D</b>: 2', 900))"
program = subprocess.Popen([sys.executable, "-c", told], stdout=subprocess.PIPE, text=True)
while True:
    message = connection.receive()
    if message.header.message_type is MessageType.method_call:
        connection.send(new_method_return(message, "u", (7,)))
        print(list(message.body))
        break
print(program.communicate()[0].strip())
"""


def on_a_bus(program: str) -> list[str]:
    """Run a program with a session bus of its own, and return what it prints."""
    if shutil.which("dbus-run-session") is None:
        pytest.skip("there is no dbus-run-session here")
    command = ["dbus-run-session", "--", sys.executable, "-c", program]
    ran = subprocess.run(
        command, cwd=Path(__file__).parents[2], capture_output=True, text=True, timeout=120, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.splitlines()


def test_it_reaches_the_desktop_with_its_text_escaped() -> None:
    message, taken = on_a_bus(SERVICE)
    assert message == str(
        ["Foyer", 0, "org.foyer.Foyer", "Import finished", "&lt;b&gt;R&amp;D&lt;/b&gt;: 2", [], {}, 900]
    )
    assert taken == "True"


def test_a_desktop_without_the_service_is_no_failure() -> None:
    told = "from desktop_app.ui import bus_notification as b; print(b.send('Import finished', '2 people', 900))"
    assert on_a_bus(told) == ["False"]


def test_a_computer_without_a_bus_is_no_failure(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/none")
    assert not bus_notification.send("Import finished", "2 people", 900)
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    assert not bus_notification.send("Import finished", "2 people", 900)


def test_where_there_is_no_tray_the_service_is_asked(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, str]] = []
    monkeypatch.setattr(notification, "WITHOUT_DESKTOP", ())
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: False)
    monkeypatch.setattr(bus_notification, "send", lambda title, text, shown: told.append((title, text)))
    elsewhere = QWidget()
    qtbot.addWidget(elsewhere)
    notification.tell(elsewhere, "Import finished", "2 people")
    QThreadPool.globalInstance().waitForDone()
    assert told == [("Import finished", "2 people")]


def test_nothing_is_shown_to_who_has_no_desktop(qtbot: QtBot) -> None:
    elsewhere = QWidget()
    qtbot.addWidget(elsewhere)
    before = len(QApplication.topLevelWidgets())
    notification.tell(elsewhere, "Import finished", "2 people")
    assert len(QApplication.topLevelWidgets()) == before
