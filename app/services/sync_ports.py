"""What synchronisation needs from outside: its part of the store, and the way to the server."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from app.domain.sync.client_side import ClientBook, Page, Push, PushReply
from app.domain.sync.records import Key
from app.domain.sync.standing import Enrolment, JournalRow, Standing


class StoreOfSync(ClientBook, Protocol):
    """The book of the rules, and what only the store's side of it can do."""

    def withdraw(self, keys: Sequence[Key]) -> None:
        """Delete for ever here, and tell the server so."""

    def left_over(self, seen: set[Key]) -> list[Key]:
        """Return records that have nothing unsent and were not among those seen."""

    def relay(self, keys: Sequence[Key]) -> None:
        """Let records travel whole that came by another way than the server."""


class SyncRepository(Protocol):
    """Synchronisation inside one transaction."""

    @property
    def device(self) -> str:
        """The id of this device."""

    def book(self) -> StoreOfSync:
        """Return the book that the rules write in."""

    def enrolment(self) -> Enrolment | None:
        """Return what this device is at its server, None when it has none."""

    def enrol(self, enrolment: Enrolment) -> None:
        """Keep an enrolment; everything here is sent, everything there is fetched."""

    def gather(self) -> int:
        """Put into the outbox what is kept elsewhere, and return how many records that are."""

    def note_contact(self, lease_days: int) -> None:
        """The server was reached and let us in."""

    def note_seen(self) -> None:
        """Remember the latest time known."""

    def note_revoked(self) -> None:
        """The server lets this device in no more."""

    def extend(self, days: int) -> None:
        """Open a locked device for some days; the number it showed is used up."""

    def fetch_all_again(self, *, is_needed: bool, schema: int) -> None:
        """Begin at the start, or note that the start was reached."""

    def correct_clock(self, server_milliseconds: int) -> bool:
        """Follow the server's clock; tell whether unsent edits were moved."""

    def standing(self) -> Standing:
        """Return what the status line says."""

    def withdraw(self, keys: Sequence[Key]) -> None:
        """Delete records for ever, here and, at the next contact, everywhere."""

    def conflicts(
        self, limit: int = 100, offset: int = 0, *, only_open: bool = False
    ) -> tuple[tuple[JournalRow, ...], int]:
        """Return one page of the journal, newest first, and the number of all rows."""

    def settle(self, number: int, *, take_lost: bool) -> JournalRow:
        """Decide a row of the journal: leave the value shown, or take the other one."""


class SyncUnitOfWork(Protocol):
    """One transaction."""

    @property
    def sync(self) -> SyncRepository:
        """Synchronisation in this transaction."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def commit(self) -> None:
        """Keep everything done so far."""


class SyncUnitOfWorkFactory(Protocol):
    """Opens units of work."""

    def __call__(self) -> SyncUnitOfWork:
        """Return a unit of work, not yet entered."""


@dataclass(frozen=True, slots=True)
class EnrolAnswer:
    """What the server made of a device that came with a code."""

    tenant: str
    centre: str
    role: str
    lease_days: int
    lease_secret: str
    bundle_secret: str
    private_key: bytes
    server_milliseconds: int


class ClockAhead(Exception):
    """The server refused a batch: our clock is ahead of its own. Handled here, never shown."""

    def __init__(self, server_milliseconds: int) -> None:
        super().__init__("clock ahead")
        self.server_milliseconds = server_milliseconds


class CursorTooOld(Exception):
    """The server no longer knows our cursor. Handled here, never shown."""


class SyncSession(Protocol):
    """A device signed in at its server."""

    @property
    def server_milliseconds(self) -> int:
        """The server's time now, as far as we know it."""

    @property
    def lease_days(self) -> int:
        """How long this device may go without contact."""

    def push(self, push: Push) -> PushReply:
        """Send a batch.

        Raises:
            ClockAhead: our clock is wrong.
            Unavailable, Refused: as `app.sync.gateway` lists them.
        """

    def pull(self, after: int, *, with_own: bool, schema: int) -> Page:
        """Fetch a page; raises `CursorTooOld` besides."""

    def close(self) -> None:
        """Let go of the connection."""


class SyncGateway(Protocol):
    """The way to a server."""

    def enrol(self, server: str, ca_file: str, code: str, device: str) -> EnrolAnswer:
        """Enrol this device with a one-time code."""

    def sign_in(self, enrolment: Enrolment) -> SyncSession:
        """Sign in; `Refused("server.revoked")` when the device is let in no more."""


class Bundles(Protocol):
    """Files that carry records where there is no network."""

    def write(self, file: Path, enrolment: Enrolment, content: dict[str, object]) -> None:
        """Write a signed, encrypted file."""

    def read(self, file: Path, enrolment: Enrolment) -> dict[str, object]:
        """Read one of the same centre; `BadInput("sync.not_our_bundle")` for any other."""
