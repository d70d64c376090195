"""The data key in the operating system's own keyring, through four backends and no other.

A backend is allowed by its class. Whatever the environment, a configuration file or a plug-in
proposes (plain-text files among them) is never asked. No allowed backend, a locked one, or one
whose service does not answer simply means that the passphrase is asked.
"""

from __future__ import annotations

import importlib
from contextlib import closing
from typing import Protocol, cast

from app.crypto.wraps import DataKey, bytes_of, text_of
from app.domain.errors import Unavailable

SERVICE = "Madoguchi"
ALLOWED = (
    ("keyring.backends.Windows", "WinVaultKeyring"),
    ("keyring.backends.macOS", "Keyring"),
    ("keyring.backends.SecretService", "Keyring"),
    ("keyring.backends.kwallet", "DBusKeyring"),
)


class Backend(Protocol):
    """What is used of a keyring backend."""

    def get_password(self, service: str, username: str) -> str | None:
        """Return a stored text, or None."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Store a text."""

    def delete_password(self, service: str, username: str) -> None:
        """Forget a text."""


def find_backend() -> Backend | None:
    """Return the first allowed backend that works here, or None."""
    for module_name, class_name in ALLOWED:
        try:
            found = getattr(importlib.import_module(module_name), class_name)
            if found.viable:
                return cast(Backend, found())
        # Backends raise their platform's own errors (D-Bus, COM) while they look around.
        except Exception:
            continue
    return None


def remember(centre: str, key: DataKey) -> None:
    """Store the key; `Unavailable("keyring.none")` when there is no allowed, open keyring."""
    backend = find_backend()
    if backend is None:
        raise Unavailable("keyring.none")
    try:
        backend.set_password(SERVICE, centre, f"1:{text_of(key.raw)}")
        kept = backend.get_password(SERVICE, centre)
    except Exception as error:
        raise Unavailable("keyring.none", reason=type(error).__name__) from None
    if kept != f"1:{text_of(key.raw)}":
        raise Unavailable("keyring.none", reason="not kept")


def recall(centre: str) -> DataKey | None:
    """Return the stored key of a centre, or None when there is none or nobody to ask.

    Looking never opens a dialog: where a keyring is locked or was never made, there is no key.
    """
    backend = find_backend()
    if backend is None:
        return None
    try:
        if not _answers_without_asking(backend):
            return None
        stored = backend.get_password(SERVICE, centre)
        if not stored or not stored.startswith("1:"):
            return None
        return DataKey(bytes_of(stored[2:]))
    except Exception:
        return None


def forget(centre: str) -> None:
    """Remove the stored key; nothing happens when there is none."""
    backend = find_backend()
    if backend is None or recall(centre) is None:
        return
    try:
        backend.delete_password(SERVICE, centre)
    except Exception as error:
        raise Unavailable("keyring.none", reason=type(error).__name__) from None


def _answers_without_asking(backend: Backend) -> bool:
    """Tell whether a look into the keyring ends by itself.

    The Secret Service would ask, in a dialog that waits for ever, for the password of a locked
    keyring or for that of a new one; a command of a script has nobody to answer it.
    """
    if type(backend).__module__ != "keyring.backends.SecretService":
        return True
    secret_service = importlib.import_module("secretstorage")
    with closing(secret_service.dbus_init()) as connection:
        # Naming a collection that is not there raises; only asking for "the default" makes one.
        return not secret_service.Collection(connection).is_locked()
