from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from app.crypto.municipality import (
    public_key_of,
    read_public_key,
    unwrap_by_municipality,
    wrap_for_municipality,
)
from app.crypto.wraps import make_data_key
from app.domain.errors import BadInput, Unavailable


def private_pem(key: X25519PrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def public_pem(key: X25519PrivateKey | Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def test_only_the_towns_private_key_opens_what_its_public_key_locked() -> None:
    town, key = X25519PrivateKey.generate(), make_data_key()
    wrap = wrap_for_municipality(key, read_public_key(public_pem(town)), "centre")
    assert unwrap_by_municipality(wrap, private_pem(town), "centre") == key
    with pytest.raises(Unavailable) as refusal:
        unwrap_by_municipality(wrap, private_pem(X25519PrivateKey.generate()), "centre")
    assert refusal.value.code == "store.wrong_key"


def test_a_wrap_names_its_public_key_so_that_a_rotation_can_make_the_next() -> None:
    town = X25519PrivateKey.generate()
    public = read_public_key(public_pem(town))
    assert public_key_of(wrap_for_municipality(make_data_key(), public, "centre")) == public


@pytest.mark.parametrize("pem", [b"", b"not a key", public_pem(Ed25519PrivateKey.generate())])
def test_another_kind_of_key_is_refused(pem: bytes) -> None:
    with pytest.raises(BadInput) as refusal:
        read_public_key(pem)
    assert refusal.value.code == "municipality.not_a_key"
