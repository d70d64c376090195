"""Signed heads and receipts: JWS in compact form, `alg` Ed25519 and nothing else (RFC 7515, RFC 9864)."""

from __future__ import annotations

import base64
import json
import warnings
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from app.crypto.canonical import canonical
from app.domain.consent.ledger import SigningKey

if TYPE_CHECKING:
    from joserfc.jwk import OKPKey

ALGORITHM: Final = "Ed25519"
# Who speaks: a text signed for one thing can never pass for another.
TYPE = "madoguchi-consent+jws"
# When a key of another centre was made is not said; it sorts before all of ours.
UNKNOWN_TIME = datetime(1970, 1, 1, tzinfo=UTC)


class ConsentSigner:
    """Satisfies `app.services.consent_ports.Signer`."""

    def make_key(self, now: datetime) -> SigningKey:
        """Return a fresh key; its id is its thumbprint (RFC 7638)."""
        from joserfc.jwk import OKPKey

        key = OKPKey.generate_key(ALGORITHM)
        public = json.dumps(key.as_dict(private=False), sort_keys=True)
        secret = base64.urlsafe_b64decode(str(key.as_dict(private=True)["d"]) + "==")
        return SigningKey(key.thumbprint(), public, secret, now)

    def read_key(self, value: Mapping[str, object]) -> SigningKey:
        """Return the public key that a JWK says; `ValueError` when it is none or has another id."""
        from joserfc.errors import JoseError
        from joserfc.jwk import OKPKey

        try:
            public: dict[str, str | list[str]] = {
                name: str(value[name]) for name in ("crv", "kty", "x")
            }
            key = OKPKey.import_key(public)
            found = key.thumbprint()
        except (JoseError, TypeError, KeyError) as error:
            raise ValueError(str(error)) from error
        if public["crv"] != ALGORITHM or found != value.get("kid"):
            raise ValueError("thumbprint")
        return SigningKey(found, json.dumps(public, sort_keys=True), None, UNKNOWN_TIME)

    def sign(self, key: SigningKey, payload: bytes) -> str:
        """Return the signed form of a payload."""
        from joserfc import jws

        header = {"alg": ALGORITHM, "kid": key.id, "typ": TYPE}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return jws.serialize_compact(header, payload, _private(key), [ALGORITHM])

    def opened(self, signed: str, keys: Mapping[str, SigningKey]) -> tuple[bytes, str]:
        """Return the payload and the id of the key; `ValueError` when it is not what was signed."""
        from joserfc import jws
        from joserfc.errors import JoseError
        from joserfc.jwk import OKPKey

        try:
            header = _header(signed)
            if header.get("alg") != ALGORITHM or header.get("typ") != TYPE:
                raise ValueError("algorithm")
            key = keys.get(str(header.get("kid")))
            if key is None:
                raise ValueError("key")
            public = OKPKey.import_key(json.loads(key.public))
            found = jws.deserialize_compact(signed, public, [ALGORITHM])
        except (JoseError, TypeError, KeyError, UnicodeError) as error:
            raise ValueError(str(error)) from error
        return found.payload, key.id


def canonical_bytes(value: Mapping[str, object]) -> bytes:
    """Return the canonical bytes of a value of ours."""
    return canonical(dict(value))


def _private(key: SigningKey) -> OKPKey:
    from joserfc.jwk import OKPKey

    if key.private is None:
        raise ValueError("private")
    secret = base64.urlsafe_b64encode(key.private).rstrip(b"=").decode("ascii")
    return OKPKey.import_key({**json.loads(key.public), "d": secret})


def _header(signed: str) -> Mapping[str, object]:
    first = signed.partition(".")[0]
    found = json.loads(base64.urlsafe_b64decode(first + "=" * (-len(first) % 4)))
    return found if isinstance(found, dict) else {}
