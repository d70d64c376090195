"""Hashes of the operators' PINs and passphrases; the secrets themselves are never stored."""

from __future__ import annotations

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

# A PIN lies inside the encrypted store and its tries are slowed down, so the hash may be cheap
# enough for an old computer (about 30 ms) and still make a stolen copy tedious.
MEMORY_KIB = 19 * 1024
PASSES = 2


class ArgonPins:
    """Hashes and checks secrets with Argon2id (19 MiB, 2 passes, 1 lane)."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=1)

    def hash(self, secret: str) -> str:
        """Return the hash to store, with its own salt and parameters inside."""
        return self._hasher.hash(_as_typed(secret))

    def matches(self, hashed: str, secret: str) -> bool:
        """Tell whether the secret belongs to the hash; False also for a hash nobody can read."""
        try:
            return self._hasher.verify(hashed, _as_typed(secret))
        except (Argon2Error, InvalidHashError):
            return False


def _as_typed(secret: str) -> str:
    """Fold full-width digits: a Japanese keyboard types １２３４ as easily as 1234."""
    return unicodedata.normalize("NFKC", secret).strip()
