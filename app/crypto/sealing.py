"""Content sealed with a key (AES-256-GCM) and bound to the place it belongs to."""

from __future__ import annotations

import os
from collections.abc import Callable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.domain.errors import Unavailable

Seal = Callable[[bytes, bytes], bytes]
_NONCE_BYTES = 12


def sealer(key: bytes) -> tuple[Seal, Seal]:
    """Return how to seal and how to open content; both take (content, place).

    Opening raises `Unavailable("store.damaged")` when the content was changed or moved.
    """
    cipher = AESGCM(key)

    def seal(content: bytes, place: bytes) -> bytes:
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + cipher.encrypt(nonce, content, place)

    def unseal(sealed: bytes, place: bytes) -> bytes:
        try:
            return cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], place)
        except (InvalidTag, ValueError):
            raise Unavailable("store.damaged", file="") from None

    return seal, unseal
