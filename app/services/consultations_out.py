"""What leaves the desk: the list of consultations, coming days, and a visitor's sheet."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.consultations import Consultation
from app.domain.errors import Refused
from app.domain.ids import ConsultationId
from app.domain.people import Person
from app.domain.roles import Actor
from app.services.ports import UnitOfWorkFactory

AREA = "consultations"
AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class ConsultationOut:
    """A consultation with the name its person has now; both empty for somebody without a name."""

    consultation: Consultation
    person_name: str
    person_kana: str


@dataclass(frozen=True, slots=True)
class SheetGround:
    """What a sheet is made of; `centre_phone` is empty where nobody wrote one down."""

    consultation: Consultation
    person: Person | None
    centre_phone: str


class ConsultationsOutService:
    """Every way out is in the audit log, with how much went."""

    def __init__(self, unit_of_work: UnitOfWorkFactory) -> None:
        self._unit_of_work = unit_of_work

    def every(self, who: Actor) -> tuple[ConsultationOut, ...]:
        """Return all consultations, the oldest first."""
        who.require(AREA)
        found: list[ConsultationOut] = []
        with self._unit_of_work() as work:
            offset, total = 0, 1
            while offset < total:
                rows, total = work.consultations.list(limit=AT_ONCE, offset=offset)
                offset += AT_ONCE
                for row in rows:
                    whole = work.consultations.get(row.id)
                    if whole is not None:
                        found.append(ConsultationOut(whole, row.person_name, row.person_kana))
            work.audit.add(who.operator, "export", AREA, "", f"rows={len(found)}")
            work.commit()
        return tuple(reversed(found))

    def for_sheet(
        self, who: Actor, one: ConsultationId, *, is_preview: bool = False
    ) -> SheetGround:
        """Return what the sheet to take home is made of; every print, every look is in the audit log.

        Raises:
            Refused: `store.no_such_record`.
        """
        who.require(AREA)
        with self._unit_of_work() as work:
            found = work.consultations.get(one)
            if found is None:
                raise Refused("store.no_such_record", area=AREA)
            person = work.people.get(found.person) if found.person is not None else None
            phone = work.settings.get("centre.phone") or ""
            work.audit.add(who.operator, "look" if is_preview else "print", AREA, one)
            work.commit()
        return SheetGround(found, person, phone)
