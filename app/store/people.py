"""The people of the centre."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, case, func, insert, literal_column, or_, select

from app.domain.ids import PersonId
from app.domain.people import Person, PersonRow
from app.store.consultation_index import ConsultationIndex
from app.store.kinds import PEOPLE
from app.store.mapping import (
    JAPAN,
    Row,
    day_of,
    moment_of,
    moment_text,
    people_keys,
    person_of,
    person_values,
    phone_end,
)
from app.store.records import Records
from app.store.stamps import Transaction, fresh
from app.store.tables import FIRST_PHONE, LAST_PHONE, consultations, people

_BATCH = 500


class StoredPeople:
    """The people inside one transaction; satisfies `PeopleRepository`."""

    def __init__(self, transaction: Transaction, index: ConsultationIndex) -> None:
        self._transaction = transaction
        self._connection = transaction.connection
        self._records = Records(transaction, people, PEOPLE)
        self._index = index

    def add(self, person: Person) -> None:
        """Store a new person."""
        self.add_many((person,))

    def add_many(self, people: Iterable[Person]) -> int:
        """Store many people and return how many."""
        count, batch, now = 0, list[dict[str, object]](), self._now()
        for person in people:
            batch.append(person_values(person) | {"touched_at": now})
            count += 1
            if len(batch) == _BATCH:
                self._insert(batch)
                batch = []
        self._insert(batch)
        return count

    def get(self, person: PersonId) -> Person | None:
        """Return one person, or None when unknown or removed."""
        row = self._records.row(person)
        return None if row is None else person_of(row)

    def change(
        self, person: PersonId, fields: Mapping[str, object], seen_version: int | None = None
    ) -> int:
        """Write the named fields and return the new version."""
        row, changed = self._records.change(person, fields, seen_version)
        if not changed:
            return int(row["version"])
        local: dict[str, object] = {"touched_at": self._now()}
        if changed.keys() & {"name", "kana", "phone", "phone_other"}:
            local |= people_keys(dict(row) | changed)
        self._records.write(person, local)
        if changed.keys() & {"name", "kana"}:
            self._index.renew(person)
        return int(str(changed["version"]))

    def remove(self, person: PersonId) -> None:
        """Hide a person until `restore`."""
        self._records.set_removed(person, True)

    def restore(self, person: PersonId) -> None:
        """Bring a removed person back."""
        self._records.set_removed(person, False)

    def find(
        self, folded_terms: tuple[str, ...], digits: str = "", limit: int = 20, offset: int = 0
    ) -> tuple[tuple[PersonRow, ...], int]:
        """Return one page of people and the number of all hits, best first."""
        terms = [term.replace(" ", "") for term in folded_terms if term.strip()]
        kinds: list[ColumnElement[bool]] = []
        if terms:
            kinds.append(and_(*(_occurs(term) for term in terms)))
            # Folding writes hyphens as long marks; a town's own numbers may hold letters, too.
            town_number = func.lower(func.replace(people.c.town_number, "-", "ー"))
            kinds.append(town_number == "".join(terms))
        if digits:
            is_phone = func.instr(people.c.digits_key, digits) > 0
            kinds.append(or_(is_phone, people.c.town_number == digits))
        if not kinds:
            return self.recent(limit, offset)
        hits = and_(people.c.removed_at.is_(None), or_(*kinds))
        total = self._connection.execute(select(func.count()).where(hits)).scalar_one()
        query = (
            select(people.c.id)
            .where(hits)
            .order_by(*_best_first(terms), people.c.kana_key, people.c.name_key, people.c.id)
            .limit(limit)
            .offset(offset)
        )
        return self._rows(self._connection.execute(query).scalars().all()), total

    def candidates(
        self,
        kana_folded: str = "",
        phone_digits: str = "",
        birth_date: date | None = None,
        name_folded: str = "",
    ) -> tuple[Person, ...]:
        """Return people who agree in at least one given fact."""
        kinds: list[ColumnElement[bool]] = []
        if kana_folded:
            kinds.append(people.c.kana_key == kana_folded.replace(" ", ""))
        if name_folded:
            kinds.append(people.c.name_key == name_folded.replace(" ", ""))
        if phone_digits:
            kinds.append(literal_column(FIRST_PHONE) == phone_digits)
            kinds.append(literal_column(LAST_PHONE) == phone_digits)
        if birth_date is not None:
            kinds.append(people.c.birth_date == birth_date.isoformat())
        # One query a fact: each has its own index, which a single OR over all would not use.
        found: dict[str, Person] = {}
        for kind in kinds:
            query = select(people).where(people.c.removed_at.is_(None), kind)
            for row in self._connection.execute(query).mappings():
                found[str(row["id"])] = person_of(row)
        return tuple(found[one] for one in sorted(found))

    def town_numbers(self, numbers: Iterable[str]) -> dict[str, PersonId]:
        """Return which of these town numbers are taken, and by whom."""
        taken: dict[str, PersonId] = {}
        wanted = sorted({one for one in numbers if one})
        for start in range(0, len(wanted), _BATCH):
            query = select(people.c.town_number, people.c.id).where(
                people.c.town_number.in_(wanted[start : start + _BATCH]),
                people.c.removed_at.is_(None),
            )
            for number, one in self._connection.execute(query):
                taken[str(number)] = PersonId(str(one))
        return taken

    def rows_of(self, people: Iterable[PersonId]) -> dict[PersonId, PersonRow]:
        """Return what lists show of these people."""
        return {row.id: row for row in self._rows(sorted(set(people)))}

    def recent(self, limit: int = 20, offset: int = 0) -> tuple[tuple[PersonRow, ...], int]:
        """Return the people touched last, newest first, and the number of all."""
        query = (
            select(people.c.id)
            .where(people.c.removed_at.is_(None))
            .order_by(people.c.touched_at.desc(), people.c.id.desc())
            .limit(limit)
            .offset(offset)
        )
        return self._rows(self._connection.execute(query).scalars().all()), self.count()

    def count(self) -> int:
        """Return the number of people who are not removed."""
        query = select(func.count()).select_from(people).where(people.c.removed_at.is_(None))
        return int(self._connection.execute(query).scalar_one())

    def every(self) -> Iterator[Person]:
        """Walk all people in the order of their ids."""
        last = ""
        while True:
            query = (
                select(people)
                .where(people.c.removed_at.is_(None), people.c.id > last)
                .order_by(people.c.id)
                .limit(_BATCH)
            )
            rows = self._connection.execute(query).mappings().all()
            yield from (person_of(row) for row in rows)
            if len(rows) < _BATCH:
                return
            last = str(rows[-1]["id"])

    def _insert(self, batch: list[dict[str, object]]) -> None:
        if batch:
            stamped = [one | fresh(self._transaction) for one in batch]
            self._connection.execute(insert(people), stamped)

    def _rows(self, ids: Sequence[str]) -> tuple[PersonRow, ...]:
        hers = and_(consultations.c.person == people.c.id, consultations.c.removed_at.is_(None))
        visits = select(func.count()).select_from(consultations).where(hers).scalar_subquery()
        last = select(func.max(consultations.c.opened_at)).where(hers).scalar_subquery()
        found: dict[str, PersonRow] = {}
        for start in range(0, len(ids), _BATCH):
            query = select(
                people.c.id,
                people.c.name,
                people.c.kana,
                people.c.birth_date,
                people.c.phone,
                people.c.phone_other,
                visits.label("visits"),
                last.label("last_opened"),
            ).where(people.c.id.in_(ids[start : start + _BATCH]), people.c.removed_at.is_(None))
            for row in self._connection.execute(query).mappings():
                found[str(row["id"])] = _row_of(row)
        return tuple(found[one] for one in ids if one in found)

    def _now(self) -> str:
        return moment_text(self._transaction.now())


def _row_of(row: Row) -> PersonRow:
    last = moment_of(row["last_opened"])
    return PersonRow(
        id=PersonId(str(row["id"])),
        name=str(row["name"]),
        kana=str(row["kana"]),
        birth_date=day_of(row["birth_date"]),
        phone_end=phone_end(str(row["phone"] or row["phone_other"])),
        consultations=int(str(row["visits"])),
        last_seen=None if last is None else last.astimezone(JAPAN).date(),
    )


def _occurs(term: str) -> ColumnElement[bool]:
    return or_(func.instr(people.c.kana_key, term) > 0, func.instr(people.c.name_key, term) > 0)


def _best_first(terms: list[str]) -> list[ColumnElement[int]]:
    if not terms:
        return []
    begins = or_(
        func.instr(people.c.kana_key, terms[0]) == 1, func.instr(people.c.name_key, terms[0]) == 1
    )
    return [case((begins, 0), else_=1)]
