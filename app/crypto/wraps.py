"""The data key, and its copies locked ("wrapped") by a passphrase or by the recovery code.

A wrap is a small dictionary that the side file keeps: the way, the parameters of the derivation, a
nonce and the sealed key. AES-256-GCM makes a wrap answer "wrong secret" with certainty, so a key
that comes out of a wrap is the right one, and what fails after it is the database's fault.
"""

from __future__ import annotations

import base64
import json
import os
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256, Hash
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.domain.errors import Unavailable

KEY_BYTES = 32
PASSPHRASE_MEMORY_KIB = 64 * 1024
PASSPHRASE_PASSES = 3
PASSPHRASE_LANES = 4
# A side file that asks for more than this was not written by us; it must not freeze the computer.
MOST_MEMORY_KIB = 1024 * 1024
MOST_PASSES = 20

Wrap = dict[str, object]


@dataclass(frozen=True, slots=True, repr=False)
class DataKey:
    """The 32 random bytes that encrypt a centre's database; never printed, never part of a URL."""

    raw: bytes

    def __post_init__(self) -> None:
        if len(self.raw) != KEY_BYTES:
            raise ValueError("a data key has 32 bytes")

    def __repr__(self) -> str:
        return "DataKey(hidden)"

    @property
    def id(self) -> str:
        """Return a short name of the key that gives nothing of it away."""
        digest = Hash(SHA256())
        digest.update(b"madoguchi key id" + self.raw)
        return digest.finalize()[:8].hex()

    def derive(self, purpose: bytes) -> bytes:
        """Return a 32-byte key for one other purpose, from which this one cannot be computed."""
        return HKDF(SHA256(), KEY_BYTES, None, b"madoguchi " + purpose).derive(self.raw)


def make_data_key() -> DataKey:
    """Return a fresh data key."""
    return DataKey(os.urandom(KEY_BYTES))


def wrap_with_passphrase(key: DataKey, passphrase: str, centre: str) -> Wrap:
    """Lock the key with a passphrase through Argon2id (64 MiB, 3 passes, 4 lanes)."""
    kdf: dict[str, object] = {
        "name": "argon2id",
        "memory_kib": PASSPHRASE_MEMORY_KIB,
        "passes": PASSPHRASE_PASSES,
        "lanes": PASSPHRASE_LANES,
        "salt": text_of(os.urandom(16)),
    }
    return seal("passphrase", kdf, _stretch(passphrase, kdf), key, centre)


def unwrap_with_passphrase(wrap: Mapping[str, object], passphrase: str, centre: str) -> DataKey:
    """Return the key; `Unavailable("store.wrong_key")` when the passphrase is another one."""
    return unseal(wrap, _stretch(passphrase, _kdf_of(wrap)), centre)


def wrap_with_recovery(key: DataKey, secret: bytes, centre: str) -> Wrap:
    """Lock the key with the 128 bits of the recovery code; so many bits need no slow derivation."""
    kdf: dict[str, object] = {"name": "hkdf-sha256", "salt": text_of(os.urandom(16))}
    return seal("recovery", kdf, _expand(secret, kdf), key, centre)


def unwrap_with_recovery(wrap: Mapping[str, object], secret: bytes, centre: str) -> DataKey:
    """Return the key; `Unavailable("store.wrong_key")` when the code is another one."""
    return unseal(wrap, _expand(secret, _kdf_of(wrap)), centre)


def seal(way: str, kdf: Mapping[str, object], lock: bytes, key: DataKey, centre: str) -> Wrap:
    """Encrypt the key under `lock`, bound to the centre, the way, the key's name and the KDF."""
    nonce = os.urandom(12)
    wrap: Wrap = {"way": way, "key_id": key.id, "kdf": dict(kdf), "nonce": text_of(nonce)}
    wrap["sealed"] = text_of(AESGCM(lock).encrypt(nonce, key.raw, _bound_to(wrap, centre)))
    return wrap


def unseal(wrap: Mapping[str, object], lock: bytes, centre: str) -> DataKey:
    """Decrypt a wrap, or raise `Unavailable("store.wrong_key")`."""
    try:
        raw = AESGCM(lock).decrypt(
            bytes_of(wrap.get("nonce")), bytes_of(wrap.get("sealed")), _bound_to(wrap, centre)
        )
        return DataKey(raw)
    except (InvalidTag, ValueError):
        raise Unavailable("store.wrong_key", way=str(wrap.get("way", ""))) from None


def text_of(raw: bytes) -> str:
    """Return bytes as the side file writes them (base64)."""
    return base64.b64encode(raw).decode("ascii")


def bytes_of(text: object) -> bytes:
    """Read bytes of the side file; `Unavailable("store.keys_damaged")` when they are none."""
    try:
        return base64.b64decode(str(text), validate=True)
    except ValueError:
        raise Unavailable("store.keys_damaged") from None


def _bound_to(wrap: Mapping[str, object], centre: str) -> bytes:
    parts = [centre, wrap.get("way"), wrap.get("key_id"), wrap.get("kdf")]
    return json.dumps(parts, sort_keys=True, separators=(",", ":")).encode("utf-8")


def _kdf_of(wrap: Mapping[str, object]) -> Mapping[str, object]:
    kdf = wrap.get("kdf")
    if not isinstance(kdf, dict):
        raise Unavailable("store.keys_damaged")
    return cast(dict[str, object], kdf)


def _stretch(passphrase: str, kdf: Mapping[str, object]) -> bytes:
    # The same passphrase typed in full width or half width is the same passphrase.
    typed = unicodedata.normalize("NFKC", passphrase).strip().encode("utf-8")
    memory, passes, lanes = kdf.get("memory_kib"), kdf.get("passes"), kdf.get("lanes")
    if (
        kdf.get("name") != "argon2id"
        or not (isinstance(memory, int) and 8 * 1024 <= memory <= MOST_MEMORY_KIB)
        or not (isinstance(passes, int) and 1 <= passes <= MOST_PASSES)
        or not (isinstance(lanes, int) and 1 <= lanes <= 16)
        or len(salt := bytes_of(kdf.get("salt"))) < 8
    ):
        raise Unavailable("store.keys_damaged")
    return hash_secret_raw(typed, salt, passes, memory, lanes, KEY_BYTES, Type.ID)


def _expand(secret: bytes, kdf: Mapping[str, object]) -> bytes:
    if kdf.get("name") != "hkdf-sha256":
        raise Unavailable("store.keys_damaged")
    salt = bytes_of(kdf.get("salt"))
    return HKDF(SHA256(), KEY_BYTES, salt, b"madoguchi recovery code").derive(secret)
