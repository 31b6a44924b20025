"""A notification by the desktop's own service, for Linux desktops without a tray, as GNOME is.

Qt has no way to it but the tray. The call is the Desktop Notifications Specification's `Notify`.
"""

import html
import logging

log = logging.getLogger(__name__)

PATIENCE = 5.0
"""Seconds to wait for the service's answer."""


def send(title: str, text: str, shown: int) -> bool:
    """Ask for a notification that stays `shown` milliseconds, and return whether it was taken. Blocks."""
    try:
        # only Linux has it, and only here it is needed
        from jeepney import DBusAddress, MessageType, new_method_call  # noqa: PLC0415 - see above
        from jeepney.io.blocking import open_dbus_connection  # noqa: PLC0415
    except ImportError:
        return False
    service = DBusAddress(
        "/org/freedesktop/Notifications", "org.freedesktop.Notifications", "org.freedesktop.Notifications"
    )
    # the text may be read as markup, the title never is
    told: tuple[object, ...] = ("Foyer", 0, "org.foyer.Foyer", title, html.escape(text, quote=False), [], {}, shown)
    try:
        with open_dbus_connection(bus="SESSION") as connection:
            message = new_method_call(service, "Notify", "susssasa{sv}i", told)
            answer = connection.send_and_get_reply(message, timeout=PATIENCE)
    except (OSError, KeyError, ValueError) as error:
        # no bus, or no answer: the window's entry in the task bar is marked all the same
        log.info("No notification could be shown: %s", type(error).__name__)
        return False
    return bool(answer.header.message_type is MessageType.method_return)
