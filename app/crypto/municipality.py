"""A wrap that only the municipality can open: the town holds the private key, away from here.

The scheme is an X25519 agreement with a one-time key, HKDF-SHA256 over both public keys, and
AES-256-GCM, as HPKE (RFC 9180) does it in its base mode.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import (
    load_pem_private_key,
    load_pem_public_key,
)

from app.crypto.wraps import KEY_BYTES, DataKey, Wrap, bytes_of, seal, text_of, unseal
from app.domain.errors import BadInput, Unavailable

NAME = "x25519-hkdf-sha256"


def read_public_key(pem: bytes) -> bytes:
    """Return the 32 bytes of a PEM public key; `BadInput("municipality.not_a_key")` otherwise."""
    try:
        key = load_pem_public_key(pem)
    except ValueError:
        key = None
    if not isinstance(key, X25519PublicKey):
        raise BadInput("municipality.not_a_key")
    return key.public_bytes_raw()


def wrap_for_municipality(key: DataKey, public_key: bytes, centre: str) -> Wrap:
    """Lock the key for the holder of the private key."""
    once = X25519PrivateKey.generate()
    once_public = once.public_key().public_bytes_raw()
    shared = once.exchange(X25519PublicKey.from_public_bytes(public_key))
    kdf = {"name": NAME, "public_key": text_of(public_key), "once": text_of(once_public)}
    return seal("municipality", kdf, _lock(shared, once_public, public_key), key, centre)


def public_key_of(wrap: Mapping[str, object]) -> bytes:
    """Return the public key for which a wrap was made, to make the next one for the same town."""
    return bytes_of(_kdf_of(wrap).get("public_key"))


def unwrap_by_municipality(wrap: Mapping[str, object], private_pem: bytes, centre: str) -> DataKey:
    """Return the key; `Unavailable("store.wrong_key")` when the private key is another one."""
    try:
        private = load_pem_private_key(private_pem, password=None)
    except (ValueError, TypeError):
        private = None
    if not isinstance(private, X25519PrivateKey):
        raise BadInput("municipality.not_a_key")
    once = bytes_of(_kdf_of(wrap).get("once"))
    shared = private.exchange(X25519PublicKey.from_public_bytes(once))
    lock = _lock(shared, once, private.public_key().public_bytes_raw())
    return unseal(wrap, lock, centre)


def _kdf_of(wrap: Mapping[str, object]) -> dict[str, object]:
    kdf = wrap.get("kdf")
    if not isinstance(kdf, dict) or kdf.get("name") != NAME:
        raise Unavailable("store.keys_damaged")
    return cast(dict[str, object], kdf)


def _lock(shared: bytes, once: bytes, public: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, once + public, b"madoguchi municipality").derive(shared)
