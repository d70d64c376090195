"""`consent canonical` and `consent merkle`: plain files, no centre needed. The rest is next door."""

from __future__ import annotations

import base64
import binascii
from argparse import Namespace
from collections.abc import Mapping

from app.cli.call import Call
from app.cli.joins import Joins
from app.cli.output import Output
from app.domain.consent.merkle import includes, is_consistent
from app.domain.errors import BadInput, Finding
from app.messages import _

NO = 4
MOST = 2**64 - 1


def run(call: Call) -> int:
    """Run the verb named by `values.part`."""
    values, joins, out = call.values, call.joins, call.out
    if values.part == "canonical":
        out.exact(joins.canonical_json(values.file.expanduser()))
        return 0
    if values.part == "merkle":
        return _merkle(values, joins, out)
    from app.cli.consent_ledger import run_in_centre

    return run_in_centre(call)


def _merkle(values: Namespace, joins: Joins, out: Output) -> int:
    file = values.file.expanduser()
    proof = _Proof(joins.strict_json(file), str(file))
    holds = proof.holds()
    out.document({"verifies": holds})
    out.say(_("The proof holds.") if holds else _("The proof does not hold."))
    return 0 if holds else NO


class _Proof:
    """A proof of inclusion or of consistency as a JSON object, hashes in base64."""

    def __init__(self, value: object, file: str) -> None:
        self._file = file
        if not isinstance(value, Mapping):
            raise self._refuse("merkle.no_object")
        self._value = value

    def holds(self) -> bool:
        """Tell whether it proves what it says."""
        if "treeSize" in self._value:
            index = "leafIdx" if "leafIdx" in self._value else "leafIndex"
            return includes(
                self._size(index), self._size("treeSize"),
                self._hash("leafHash"), self._path(), self._hash("root"),
            )  # fmt: skip
        return is_consistent(
            self._size("size1"), self._size("size2"),
            self._hash("root1"), self._hash("root2"), self._path(),
        )  # fmt: skip

    def _size(self, key: str) -> int:
        value = self._given(key)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST:
            raise self._refuse("merkle.no_size", key)
        return value

    def _hash(self, key: str) -> bytes:
        return self._bytes(key, self._given(key))

    def _path(self) -> list[bytes]:
        value = self._given("proof")
        if value is None:
            return []
        if not isinstance(value, list):
            raise self._refuse("merkle.no_path", "proof")
        return [self._bytes("proof", one) for one in value]

    def _given(self, key: str) -> object:
        if key not in self._value:
            raise self._refuse("merkle.missing", key)
        return self._value[key]

    def _bytes(self, key: str, value: object) -> bytes:
        if isinstance(value, str):
            try:
                return base64.b64decode(value, validate=True)
            except (binascii.Error, ValueError):
                pass
        raise self._refuse("merkle.no_base64", key)

    def _refuse(self, code: str, key: str = "") -> BadInput:
        return BadInput(code, (Finding(code, self._file, column=key),), key=key)
