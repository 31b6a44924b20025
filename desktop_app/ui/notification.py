"""Tells a person who is looking elsewhere that something has ended."""

from functools import partial

from PySide6.QtCore import QThreadPool, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from desktop_app.ui import bus_notification, theme

WITHOUT_DESKTOP = ("offscreen", "minimal", "vnc")
SHOWN = 15_000
"""Milliseconds that a notification may stay, and its icon with it."""


def tell(widget: QWidget, title: str, text: str) -> None:
    """Mark the window's entry in the task bar and show a notification; nothing while the window is in use."""
    window = widget.window()
    if window.isActiveWindow() or QGuiApplication.platformName() in WITHOUT_DESKTOP:
        return
    QApplication.alert(window)
    if not (QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()):
        # Qt waits for its pool at the end, which is soon: the service has seconds to answer
        QThreadPool.globalInstance().start(partial(bus_notification.send, title, text, SHOWN))
        return
    tray = QSystemTrayIcon(theme.mark(), window)

    def come() -> None:
        window.show()
        window.raise_()
        window.activateWindow()

    def end() -> None:
        tray.hide()
        tray.deleteLater()

    tray.messageClicked.connect(come)
    tray.show()
    tray.showMessage(title, text, theme.mark(), SHOWN)
    QTimer.singleShot(SHOWN, tray, end)
