"""The ways to a centre's data key, and the first try of a key on the database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.crypto import keyring
from app.crypto.municipality import unwrap_by_municipality
from app.crypto.recovery_code import parse
from app.crypto.wraps import DataKey, Wrap, unwrap_with_passphrase, unwrap_with_recovery
from app.domain.errors import BadInput, Unavailable
from app.store.keyed_engine import PAGE_BYTES, connect
from app.store.side_file import SideFile

LEAST_PASSPHRASE_LENGTH = 8


@dataclass(frozen=True, slots=True, repr=False)
class Passphrase:
    """What somebody typed; never printed."""

    text: str


@dataclass(frozen=True, slots=True, repr=False)
class RecoveryCode:
    """The code from the sheet in the safe, in any spelling; never printed."""

    text: str


@dataclass(frozen=True, slots=True)
class KeyringUnlock:
    """Ask the operating system's keyring."""


@dataclass(frozen=True, slots=True, repr=False)
class MunicipalityKey:
    """The town's private key as PEM; never printed."""

    pem: bytes


Unlock = Passphrase | RecoveryCode | KeyringUnlock | MunicipalityKey | DataKey


def keys_for(side: SideFile, unlock: Unlock) -> list[DataKey]:
    """Return the keys that an unlock gives, newest first; there are two only during a rotation.

    Raises:
        Unavailable: `store.wrong_key`, `store.no_such_way`, `store.keys_damaged`.
        BadInput: the recovery code holds a typing mistake.
    """
    if isinstance(unlock, DataKey):
        return [unlock]
    if isinstance(unlock, KeyringUnlock):
        key = keyring.recall(side.id)
        if key is None:
            raise Unavailable("store.no_such_way", way="keyring")
        return [key]
    way, open_one = _opener(unlock, side.id)
    return side.unwrap(way, open_one)


def open_first(file: Path, keys: list[DataKey], unlock: Unlock) -> tuple[Any, DataKey]:
    """Open the database with the first key that fits.

    A key out of a wrap is certain, so if it does not open the file, the file is damaged. A key that
    the caller or the keyring gives may simply be an old one.
    """
    # SQLite takes a file shorter than a page for an empty one and would begin a new database in it.
    if not file.exists() or file.stat().st_size < PAGE_BYTES:
        raise Unavailable("store.damaged", place=str(file), missing="all")
    for key in keys:
        try:
            return connect(file, key), key
        except Unavailable as error:
            if error.code != "store.damaged":
                raise
    if isinstance(unlock, DataKey | KeyringUnlock):
        raise Unavailable("store.wrong_key", place=str(file))
    raise Unavailable("store.damaged", place=str(file))


def check_passphrase(passphrase: str) -> None:
    """Refuse a passphrase that is too short to be one."""
    if len(passphrase.strip()) < LEAST_PASSPHRASE_LENGTH:
        raise BadInput("store.passphrase_short", least=LEAST_PASSPHRASE_LENGTH)


def _opener(
    unlock: Passphrase | RecoveryCode | MunicipalityKey, centre: str
) -> tuple[str, Callable[[Wrap], DataKey]]:
    if isinstance(unlock, Passphrase):
        return "passphrase", lambda wrap: unwrap_with_passphrase(wrap, unlock.text, centre)
    if isinstance(unlock, MunicipalityKey):
        return "municipality", lambda wrap: unwrap_by_municipality(wrap, unlock.pem, centre)
    secret = parse(unlock.text)
    return "recovery", lambda wrap: unwrap_with_recovery(wrap, secret, centre)
