"""Which addresses may be opened, asked for, and sent secrets to."""

from urllib.parse import urlsplit

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
"""The names of this computer, as the host of an address; in an address the last one is in brackets."""


def is_safe_link(url: str) -> bool:
    """Say whether an address is https, or http on this computer, without a user name in it."""
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return False
    if not host or parts.username is not None or any(ord(letter) <= 32 for letter in url):
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and host in LOOPBACK)
