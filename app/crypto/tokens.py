"""Short-lived tokens of the server, and the one-time codes by which devices are enrolled."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping

# Letters and digits that are not taken for one another when read aloud or written by hand.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_SIGNS = 13


def make_token(secret: bytes, claims: Mapping[str, object], now: int, seconds: int) -> str:
    """Return a signed token that holds for `seconds` from `now` on."""
    from joserfc import jwt
    from joserfc.jwk import OctKey

    content = {**claims, "iat": now, "exp": now + seconds}
    return jwt.encode({"alg": "HS256"}, content, OctKey.import_key(secret))


def read_token(secret: bytes, token: str, now: int) -> dict[str, object] | None:
    """Return the claims of a token of ours that still holds, else None."""
    from joserfc import jwt
    from joserfc.errors import JoseError
    from joserfc.jwk import OctKey

    try:
        claims = jwt.decode(token, OctKey.import_key(secret), algorithms=["HS256"]).claims
    except (JoseError, ValueError, TypeError):
        return None
    expires = claims.get("exp")
    if not isinstance(expires, int) or expires <= now:
        return None
    return dict(claims)


def make_code() -> str:
    """Return a code of 65 random bits, grouped as it is read aloud."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(CODE_SIGNS))
    return f"{signs[:4]}-{signs[4:8]}-{signs[8:]}"


def hash_code(secret: bytes, code: str) -> str:
    """Return what is kept of a code; as typed, with or without hyphens, in any case."""
    plain = "".join(sign for sign in code.upper() if sign in ALPHABET)
    return hmac.new(secret, plain.encode("ascii"), hashlib.sha256).hexdigest()


def are_equal(one: str, other: str) -> bool:
    """Compare two hashes without telling by the time it takes how much of them agrees."""
    return hmac.compare_digest(one.encode("ascii"), other.encode("ascii"))


def make_nonce(secret: bytes, now: int) -> str:
    """Return a value for a device to sign; it holds for a minute."""
    body = f"{now:x}.{secrets.token_hex(16)}"
    return f"{body}.{hmac.new(secret, body.encode('ascii'), hashlib.sha256).hexdigest()}"


def is_fresh_nonce(secret: bytes, nonce: str, now: int, seconds: int = 60) -> bool:
    """Tell whether a nonce is ours and of the last minute."""
    body, _dot, mac = nonce.rpartition(".")
    made = body.partition(".")[0]
    try:
        expected = hmac.new(secret, body.encode("ascii"), hashlib.sha256).hexdigest()
        age = now - int(made, 16)
        return hmac.compare_digest(expected.encode(), mac.encode("ascii")) and 0 <= age <= seconds
    except (ValueError, UnicodeEncodeError):
        return False
