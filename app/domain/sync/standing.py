"""How this device stands to its server, and what waits for a person to look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.sync.lease import Lease, lease_of
from app.domain.sync.records import Key, Value


@dataclass(frozen=True, slots=True, repr=False)
class Enrolment:
    """What this device is at its server; its repr shows no key.

    `latest_seen` is the latest time this device ever knew: setting the computer's clock back does
    not prolong the lease.
    """

    server: str
    ca_file: str
    tenant: str
    centre: str
    role: str
    device: str
    private_key: bytes
    lease_secret: str
    bundle_secret: str
    lease_days: int
    lease_number: int
    extended_until: datetime | None
    last_contact: datetime
    latest_seen: datetime
    revoked_at: datetime | None
    schema: int
    fetches_all: bool

    def __repr__(self) -> str:
        return f"Enrolment({self.server!r}, {self.device!r})"

    def lease(self, now: datetime) -> Lease:
        """Return where the lease stands."""
        at = max(now, self.latest_seen)
        return lease_of(self.last_contact, self.lease_days, self.extended_until, at)


@dataclass(frozen=True, slots=True)
class JournalRow:
    """A value that lost, or that stands beside another one until somebody chooses.

    `state`: `open`, `kept` (looked at and left), `undone` (the lost value was taken back),
    `refused` (the server did not take the record; `lost` is why).
    """

    number: int
    at: datetime
    key: Key
    field: str
    kept: Value
    kept_device: str
    lost: Value
    lost_device: str
    is_choice: bool
    state: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What the status line and `sync status` say."""

    is_enrolled: bool
    server: str = ""
    tenant: str = ""
    centre: str = ""
    role: str = ""
    device: str = ""
    unsent: int = 0
    oldest_unsent: datetime | None = None
    last_contact: datetime | None = None
    days_left: int = 0
    is_warning: bool = False
    is_locked: bool = False
    is_revoked: bool = False
    question: str = ""
    clock_offset_seconds: float = 0.0
    open_conflicts: int = 0
    waiting: int = 0
