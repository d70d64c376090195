"""What a log is made of: entries that commit to what lies apart, signed heads, keys.

The bytes of an entry are the leaf of the tree (RFC 9162). It says where it stands and the SHA-256 of
salt and payload; the payload itself can be erased, and the log still verifies.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

SALT_BYTES = 32


@dataclass(frozen=True, slots=True)
class LogHead:
    """Where a log stands: its size, root, what it grows from, and the signed form of all that."""

    log: str
    size: int
    root: bytes
    peaks: bytes
    signed: str
    is_own: bool = True


@dataclass(frozen=True, slots=True)
class LogRow:
    """One entry as it is stored; `payload` and `salt` are None once they were erased."""

    log: str
    number: int
    event: str
    entry: bytes
    person: str | None
    salt: bytes | None
    payload: bytes | None


@dataclass(frozen=True, slots=True)
class Proved:
    """An entry with what proves that it stands in its log, wherever it is carried.

    Args:
        row: the entry, salt and payload.
        size: of the log that the path leads to.
        path: of inclusion, from the leaf up.
        head: the signed head of that size.
        receipt: the signed receipt of the event; "" when none is kept.
    """

    row: LogRow
    size: int
    path: tuple[bytes, ...]
    head: str
    receipt: str


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key pair of the ledger; `private` is None for keys of other devices. `public` is a JWK."""

    id: str
    public: str
    private: bytes | None
    made_at: datetime


def commitment(salt: bytes, payload: bytes) -> str:
    """Return what an entry says of its payload, in hexadecimal."""
    return sha256(salt + payload).hexdigest()


def entry_value(
    log: str, number: int, event: str, committed: str, before: str
) -> dict[str, object]:
    """Return an entry as a value of JSON; `before` is the root of the log up to here, in hexadecimal."""
    return {
        "v": 1, "log": log, "number": number, "event": event, "commits": committed,
        "before": before,
    }  # fmt: skip


def head_value(log: str, size: int, root: bytes, at: str, key: str) -> dict[str, object]:
    """Return a head as a value of JSON, ready to be signed."""
    return {"v": 1, "log": log, "size": size, "root": root.hex(), "at": at, "key": key}


def checked_value(log: str, size: int, root: bytes, peaks: bytes) -> dict[str, object]:
    """Return what is signed when a log was read and found in order up to a size."""
    return {"v": 1, "checked": log, "size": size, "root": root.hex(), "peaks": peaks.hex()}


def centre_leaf(head: Mapping[str, object]) -> dict[str, object]:
    """Return what the root of the centre is made over: (log, size, root) of one log."""
    return {"log": head["log"], "size": head["size"], "root": head["root"]}


@dataclass(frozen=True, slots=True)
class LogFinding:
    """What does not hold: a code, and where. `number` counts from 0; -1 means the whole log."""

    code: str
    log: str = ""
    number: int = -1
    event: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """Entries of a log that others knew and that are not here.

    `here` is how many there are, `known` how many there were; `event` is the signature of who
    accepted it, "" while nobody did: they may be on their way.
    """

    log: str
    here: int
    known: int
    event: str = ""


@dataclass(frozen=True, slots=True)
class CentreHead:
    """The heads of all logs, the root over them, and what is known to lack, where that was looked at."""

    heads: tuple[LogHead, ...]
    root: bytes
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
    """A proof of inclusion or of consistency, with what it starts from and leads to."""

    log: str
    first: int
    size: int
    first_hash: bytes
    root: bytes
    path: tuple[bytes, ...]
