"""Who signs in, and which areas a role may see (product.md, Roles)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.errors import Refused
from app.domain.ids import OperatorId


class Role(StrEnum):
    """The roles of the programme; `VISITOR` never signs in."""

    VISITOR = "visitor"
    VOLUNTEER = "volunteer"
    COORDINATOR = "coordinator"
    SUPPORTER = "supporter"
    OFFICER = "officer"
    ADMINISTRATOR = "administrator"


# The officer works on the separate nursery data set and therefore sees no centre records.
AREAS: dict[Role, frozenset[str]] = {
    Role.VISITOR: frozenset(),
    Role.VOLUNTEER: frozenset({"people", "consultations", "settings"}),
    Role.COORDINATOR: frozenset({"people", "consultations", "clubs", "settings"}),
    Role.SUPPORTER: frozenset({"people", "telework", "settings"}),
    Role.OFFICER: frozenset({"nursery", "settings"}),
    Role.ADMINISTRATOR: frozenset(
        {"people", "consultations", "clubs", "telework", "settings", "administration"}
    ),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """The operator on whose behalf something happens; every look and write names one."""

    operator: OperatorId
    name: str
    role: Role

    def may(self, area: str) -> bool:
        """Tell whether this role sees an area."""
        return area in AREAS[self.role]

    def require(self, area: str) -> None:
        """Raise `Refused("role.not_yours")` unless this role sees the area."""
        if not self.may(area):
            raise Refused("role.not_yours", role=self.role.value, area=area)
