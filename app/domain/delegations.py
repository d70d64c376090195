"""The register of who may speak for whom, for what, and until when (委任)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.domain.ids import OperatorId, PersonId

LONGEST_YEARS = 10


class DelegationScope(StrEnum):
    """What somebody may do for her. Money is none of them: the counter never moves any."""

    CONSULTATIONS = "consultations"
    DEVICE = "device"
    APPOINTMENTS = "appointments"
    PROCEDURES = "procedures"


class DelegationBasis(StrEnum):
    """What it rests on: said here together, on paper, or a guardian's certificate (後見登記)."""

    SAID_TOGETHER = "said_together"
    PAPER = "paper"
    GUARDIAN = "guardian"


@dataclass(frozen=True, slots=True)
class DelegationFields:
    """What somebody typed about a delegation; `scopes` are codes joined with commas."""

    name: str = ""
    relation: str = ""
    phone: str = ""
    scopes: str = ""
    basis: str = DelegationBasis.SAID_TOGETHER.value
    starts_on: str = ""
    ends_on: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Delegation:
    """One entry. `ends_on` is the last day it holds; every entry has one."""

    id: str
    person: PersonId
    name: str
    relation: str
    scopes: tuple[DelegationScope, ...]
    starts_on: date
    ends_on: date
    basis: DelegationBasis = DelegationBasis.SAID_TOGETHER
    phone: str = ""
    note: str = ""
    added_at: datetime | None = None
    added_by: OperatorId | None = None
    revoked_at: datetime | None = None
    version: int = 0

    def holds_on(self, day: date) -> bool:
        """Tell whether it holds on a day: begun, not over, not revoked."""
        return self.revoked_at is None and self.starts_on <= day <= self.ends_on


def speaking_for(
    delegations: Iterable[Delegation], scope: DelegationScope, day: date
) -> tuple[Delegation, ...]:
    """Return those who may do this for her on a day, the one that ends first at the front."""
    found = [one for one in delegations if scope in one.scopes and one.holds_on(day)]
    return tuple(sorted(found, key=lambda one: (one.ends_on, one.id)))
