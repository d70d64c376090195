"""The key by which a device signs in to the server (Ed25519), and its signatures."""

from __future__ import annotations

import base64

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


def make_private_key() -> bytes:
    """Return a fresh private key (32 bytes)."""
    return Ed25519PrivateKey.generate().private_bytes_raw()


def public_key_of(private: bytes) -> str:
    """Return the public key of a private one, in base64."""
    raw = Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    return base64.b64encode(raw).decode("ascii")


def sign(private: bytes, content: bytes) -> str:
    """Return a signature in base64."""
    return base64.b64encode(Ed25519PrivateKey.from_private_bytes(private).sign(content)).decode(
        "ascii"
    )


def is_public_key(text: str) -> bool:
    """Tell whether a text is a public key in base64."""
    try:
        Ed25519PublicKey.from_public_bytes(base64.b64decode(text, validate=True))
    except ValueError:
        return False
    return True


def is_signed_by(public: str, content: bytes, signature: str) -> bool:
    """Tell whether the holder of a public key's private half signed this."""
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public, validate=True))
        key.verify(base64.b64decode(signature, validate=True), content)
    except (ValueError, InvalidSignature):
        return False
    return True
