"""Two records of one person made one, and made two again."""

from __future__ import annotations

from dataclasses import replace

from app.domain.changes import Changes
from app.domain.errors import Refused
from app.domain.ids import PersonId, new_id
from app.domain.merging import Merge, filled_from
from app.domain.people import Person
from app.domain.roles import Actor
from app.services.ports import Clock, UnitOfWork, UnitOfWorkFactory

AREA = "people"


class PeopleMergeService:
    """Merges and un-merges records; both are in the audit log of both."""

    def __init__(self, unit_of_work: UnitOfWorkFactory, clock: Clock) -> None:
        self._unit_of_work, self._clock = unit_of_work, clock

    def merge(self, who: Actor, kept: PersonId, merged: PersonId) -> tuple[Merge, Changes]:
        """Let one record have everything of the other, which is hidden then.

        What the kept record lacks is filled in; nothing it says is replaced.

        Raises:
            Refused: `people.merge_itself`, `people.merge_work_profile`, `store.no_such_record`.
        """
        who.require(AREA)
        if kept == merged:
            raise Refused("people.merge_itself")
        with self._unit_of_work() as work:
            first, second = _existing(work, kept), _existing(work, merged)
            if work.merges.has_work_profile(merged):
                raise Refused("people.merge_work_profile")
            moved = work.merges.belongings(merged)
            filled = filled_from(first, second)
            if first.modes is None and second.modes is not None:
                filled["modes"] = second.modes
            for table, ids in moved.items():
                work.merges.move(table, ids, merged, kept)
            if filled:
                work.people.change(kept, filled)
            work.people.remove(merged)
            # What stood in each field before is not needed: a field is filled only where it was
            # empty, and only a note grows.
            before = {key: str(getattr(first, key) or "") for key in filled if key != "modes"}
            after = {key: _as_text(value) for key, value in filled.items()}
            notes = {f"{key}.before": value for key, value in before.items() if value}
            merge = Merge(
                new_id(), kept, merged, self._clock.now(), who.operator, moved, after | notes
            )
            work.merges.add(merge)
            work.audit.add(who.operator, "merge", AREA, kept, merge.id)
            work.audit.add(who.operator, "merge", AREA, merged, merge.id)
            work.commit()
        return merge, Changes.of(AREA, kept, merged) | Changes.of(
            "consultations", *moved["consultations"]
        )

    def unmerge(self, who: Actor, merge: str) -> Changes:
        """Make two records again; what was written to the kept one since stays with it.

        A field goes back only while it still says what the merging filled in.

        Raises:
            Refused: `people.not_merged`, `store.no_such_record`.
        """
        who.require(AREA)
        with self._unit_of_work() as work:
            found = work.merges.get(merge)
            if found is None or found.undone_at is not None:
                raise Refused("people.not_merged")
            present = _existing(work, found.kept)
            work.people.restore(found.merged)
            for table, ids in found.moved.items():
                work.merges.move(table, ids, found.kept, found.merged)
            back = _fields_back(present, found)
            if back:
                work.people.change(found.kept, back)
            work.merges.set_undone(merge, self._clock.now())
            for person in (found.kept, found.merged):
                work.audit.add(who.operator, "unmerge", AREA, person, merge)
            work.commit()
        return Changes.of(AREA, found.kept, found.merged) | Changes.of(
            "consultations", *found.moved.get("consultations", ())
        )

    def of_person(self, who: Actor, person: PersonId) -> tuple[Merge, ...]:
        """Return the mergings a record took part in that can be undone, newest first."""
        who.require(AREA)
        with self._unit_of_work() as work:
            return work.merges.of_person(person)


def _fields_back(present: Person, merge: Merge) -> dict[str, object]:
    """Return what the fields held before, for those that nobody changed since."""
    back: dict[str, object] = {}
    empty = replace(present, birth_date=None, modes=None)
    for key, value in merge.filled.items():
        if key.endswith(".before") or _as_text(getattr(present, key)) != value:
            continue
        if key in ("birth_date", "modes"):
            back[key] = getattr(empty, key)
        else:
            back[key] = merge.filled.get(f"{key}.before", "")
    return back


def _as_text(value: object) -> str:
    return value if isinstance(value, str) else repr(value) if value is not None else ""


def _existing(work: UnitOfWork, person: PersonId) -> Person:
    found = work.people.get(person)
    if found is None:
        raise Refused("store.no_such_record", area=AREA)
    return found
