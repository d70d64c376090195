"""Carries out what a withdrawal asks for, and lets a person leave: here, and everywhere by sync."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.changes import Changes
from app.domain.consent.purge import Cause, causes_of, erasable, purged_kinds, today_of
from app.domain.errors import Refused
from app.domain.ids import PersonId
from app.domain.roles import Actor
from app.domain.sync.kinds import MAY_PURGE
from app.domain.sync.records import Key
from app.services.consent import AREA, ConsentService
from app.services.consent_ports import PurgeWork
from app.services.ports import Clock


@dataclass(frozen=True, slots=True)
class Purged:
    """Why, and how many records of each kind were erased for ever."""

    causes: tuple[Cause, ...]
    counts: dict[str, int]
    changes: Changes


class ConsentPurgeService:
    """Erases for ever; the entries of the log stay and still verify."""

    def __init__(self, unit_of_work: PurgeWork, consent: ConsentService, clock: Clock) -> None:
        self._unit_of_work, self._consent, self._clock = unit_of_work, consent, clock

    def purge(self, who: Actor, person: PersonId, *, is_leaving: bool = False) -> Purged:
        """Erase what rests on nothing any more.

        Args:
            who: a coordinator or an administrator.
            person: whose.
            is_leaving: she leaves the centre: everything of her goes that no law keeps.

        Raises:
            Refused: `role.not_yours`, `store.no_such_record`, `consent.nothing_to_purge`.
        """
        who.require(AREA)
        if who.role not in MAY_PURGE:
            raise Refused("role.not_yours", role=who.role.value, area=AREA)
        now = self._clock.now()
        with self._unit_of_work() as work:
            events = self._consent.events_in(work, person)
            if work.people.get(person) is None and not events:
                raise Refused("store.no_such_record", area=AREA)
            causes = (Cause.LEFT,) if is_leaving else causes_of(events, now)
            kinds = purged_kinds(causes)
            keys = [one for one in work.sync.records_of(person) if one.kind in kinds]
            if "consent_choices" in kinds:
                gone = erasable(events, today_of(now))
                keys += [Key("consent_texts", f"{person}/{one}") for one in gone]
            if not keys:
                raise Refused("consent.nothing_to_purge")
            counts: dict[str, int] = {}
            for key in keys:
                counts[key.kind] = counts.get(key.kind, 0) + 1
            work.sync.withdraw(keys)
            said = " ".join(f"{kind}={count}" for kind, count in sorted(counts.items()))
            work.audit.add(who.operator, "purge", "consent", person, said)
            work.commit()
        return Purged(causes, counts, Changes.of(AREA, person))
