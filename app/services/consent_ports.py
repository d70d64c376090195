"""What the consent ledger needs from outside: a log that is only added to, and signatures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from types import TracebackType
from typing import Protocol, Self

from app.domain.consent.ledger import LogFinding, LogHead, LogRow, Proved, SigningKey
from app.domain.sync.records import Key
from app.services.ports import AuditLog, PeopleRepository, UnitOfWork


class ConsentLog(Protocol):
    """The ledger inside one transaction."""

    def own_log(self) -> str:
        """Return the id of the log this device appends to: device and generation."""

    def head(self, log: str) -> LogHead | None:
        """Return the newest head of a log, or None while it is empty."""

    def heads(self) -> Sequence[LogHead]:
        """Return the newest head of every log, by id."""

    def known(self) -> Mapping[str, int]:
        """Return how much is known of every log, also of those that are not here."""

    def note_known(self, sizes: Mapping[str, int]) -> None:
        """Note that logs are known up to a size; never less than before."""

    def append(self, row: LogRow, head: LogHead) -> None:
        """Add an entry with what it commits to, and the head after it."""

    def append_many(self, rows: Sequence[LogRow], head: LogHead) -> None:
        """Add entries that stand one after another, and the head after the last."""

    def add_receipt(self, event: str, person: str, signed: str) -> None:
        """Keep the receipt of an event."""

    def receipts(self, person: str) -> Sequence[tuple[str, str]]:
        """Return (event, receipt) of a person, oldest first."""

    def refused(self) -> Sequence[LogFinding]:
        """Return what came from other devices and does not continue its log."""

    def erase(self, events: Sequence[str]) -> None:
        """Erase what these events say; their entries stay."""

    def payloads(self, person: str) -> Sequence[bytes]:
        """Return what is written of a person, in the order of logs."""

    def payload(self, event: str) -> bytes | None:
        """Return what is written of one event."""

    def place(self, event: str) -> tuple[str, int] | None:
        """Return the log and number of an event."""

    def entries(self, log: str) -> Iterator[bytes]:
        """Walk the entries of a log in order."""

    def walk(self) -> Iterator[LogRow]:
        """Walk everything stored, by log and number; payloads without an entry come last."""

    def walk_from(self, log: str, number: int) -> Iterator[LogRow]:
        """Walk one log from a number on."""

    def leaves(self, log: str) -> list[bytes]:
        """Return the hashes of all entries of a log, in order."""

    def rows_of(self, person: str) -> Sequence[LogRow]:
        """Return the entries of a person whose payload is kept, in the order of logs."""

    def taken_in(self, person: str | None = None) -> Iterator[tuple[Proved, str]]:
        """Walk what came from take-outs, of one person or of all, with the SHA-256 of each."""

    def take_in(self, proved: Proved, archive: str) -> None:
        """Keep an entry of another centre's log with its proof."""

    def signing_keys(self) -> Sequence[SigningKey]:
        """Return all keys, oldest first."""

    def add_key(self, key: SigningKey) -> None:
        """Keep a key."""


class Signer(Protocol):
    """Signatures of heads and receipts: JWS, `alg` Ed25519 and nothing else."""

    def make_key(self, now: datetime) -> SigningKey:
        """Return a fresh key."""

    def read_key(self, value: Mapping[str, object]) -> SigningKey:
        """Return the public key that a JWK says.

        Raises:
            ValueError: it is no such key, or its id is not its thumbprint.
        """

    def sign(self, key: SigningKey, payload: bytes) -> str:
        """Return the signed form of a payload."""

    def opened(self, signed: str, keys: Mapping[str, SigningKey]) -> tuple[bytes, str]:
        """Return the payload and the id of the key of a signed text.

        Raises:
            ValueError: no key of ours signed it, or it was changed, or another algorithm is named.
        """


class ConsentUnitOfWork(Protocol):
    """One transaction over the ledger."""

    @property
    def consent(self) -> ConsentLog:
        """The ledger."""

    @property
    def people(self) -> PeopleRepository:
        """The people."""

    @property
    def audit(self) -> AuditLog:
        """The audit log."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def commit(self) -> None:
        """Keep everything done so far."""


class ConsentWork(Protocol):
    """Opens a transaction."""

    def __call__(self) -> ConsentUnitOfWork:
        """Return a unit of work, not yet entered."""


class HandOverUnitOfWork(UnitOfWork, ConsentUnitOfWork, Protocol):
    """One transaction over the ledger and what an area keeps of a hand-over."""


class ErasesForEver(Protocol):
    """Synchronisation, as far as erasing needs it."""

    def records_of(self, person: str) -> Sequence[Key]:
        """Return the records that belong to a person."""

    def withdraw(self, keys: Sequence[Key]) -> None:
        """Delete records for ever, here and, at the next contact, everywhere."""


class PurgeUnitOfWork(ConsentUnitOfWork, Protocol):
    """One transaction over the ledger and everything of a person."""

    @property
    def sync(self) -> ErasesForEver:
        """What travels."""


class PurgeWork(Protocol):
    """Opens such a transaction."""

    def __call__(self) -> PurgeUnitOfWork:
        """Return a unit of work, not yet entered."""


class HandOverWork(Protocol):
    """Opens such a transaction."""

    def __call__(self) -> HandOverUnitOfWork:
        """Return a unit of work, not yet entered."""


class Outgoing(Protocol):
    """Data that are ready to go and nobody can see yet."""

    def release(self) -> None:
        """Let them go; `Unavailable` when that is not possible any more."""

    def discard(self) -> None:
        """Throw them away."""


Carry = Callable[[UnitOfWork, str], Outgoing]


class HeadsFile(Protocol):
    """Signed texts by log in a file beside the database.

    The heads once more: an old database put back is found by them. And how far each log was read and
    found in order: the next look goes on from there.
    """

    def read(self) -> Mapping[str, str]:
        """Return the signed texts by log; nothing when there is no such file."""

    def write(self, heads: Mapping[str, str]) -> None:
        """Keep them, whole or not at all."""
