"""Whom a connection trusts: whoever the system does."""

import ssl
import sys
from pathlib import Path

import truststore

BUNDLES = (
    Path("/etc/ssl/certs/ca-certificates.crt"),
    Path("/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem"),
    Path("/etc/pki/tls/cert.pem"),
    Path("/etc/ssl/ca-bundle.pem"),
    Path("/etc/ssl/cert.pem"),
)
"""Where Debian, Fedora, RHEL, SUSE, and Arch or Alpine keep all certificates in one file."""


def system_context() -> ssl.SSLContext:
    """Return what to open TLS connections with, for many of them: where the certificates are files they are read here,
    once. truststore reads them for every connection (0.10, 20 to 40 ms in which the window stands still), but is what
    asks Windows and macOS."""
    if sys.platform in ("win32", "darwin"):
        return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.set_default_verify_paths()
    if not context.cert_store_stats()["x509_ca"] and not named_by_hash():
        # OpenSSL was built for another system: a package of this program runs on many
        for bundle in filter(Path.is_file, BUNDLES):
            context.load_verify_locations(bundle)
            break
    return context


def named_by_hash() -> list[Path]:
    """Return the certificates in OpenSSL's folder that it finds when it needs one: only those whose name is a hash
    ("3e45d192.0"; OpenSSL's SSL_CTX_load_verify_locations). A folder may hold nothing but one file of them all."""
    folder = ssl.get_default_verify_paths().capath
    return list(Path(folder).glob("[0-9a-f]" * 8 + ".[0-9]")) if folder else []
