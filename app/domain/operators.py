"""Those who sign in, and the record of who looked at whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.ids import OperatorId
from app.domain.roles import Role


@dataclass(frozen=True, slots=True)
class Operator:
    """A member of staff as the sign-in page shows her: name, kana, role and a picture's name."""

    id: OperatorId
    name: str
    kana: str
    role: Role
    picture: str = ""
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One line of the tamper-evident audit log; `hash_hex` chains to the row before it."""

    number: int
    at: datetime
    operator: str
    verb: str
    area: str
    subject: str
    detail: str
    hash_hex: str


@dataclass(frozen=True, slots=True)
class Draft:
    """Unsaved typing, parked encrypted: who, on which screen, for which record, the form's values."""

    operator: OperatorId
    screen: str
    record: str
    values: dict[str, str]
    saved_at: datetime
