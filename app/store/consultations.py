"""The consultations of the centre."""

from __future__ import annotations

import builtins
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, insert, select, update

from app.domain.consultations import Consultation, ConsultationRow, Status
from app.domain.ids import ConsultationId, PersonId
from app.store.consultation_index import TEXTS, ConsultationIndex, text_of
from app.store.excerpts import excerpt_of
from app.store.grams import fold_text
from app.store.kinds import CONSULTATIONS
from app.store.mapping import Row, consultation_of, consultation_values, moment_text, stored_moment
from app.store.records import Records
from app.store.stamps import Transaction, fresh
from app.store.tables import consultations, people

_BATCH = 500


class StoredConsultations:
    """The consultations inside one transaction; satisfies `ConsultationRepository`."""

    def __init__(self, transaction: Transaction, index: ConsultationIndex) -> None:
        self._transaction = transaction
        self._connection = transaction.connection
        self._records = Records(transaction, consultations, CONSULTATIONS)
        self._index = index

    def add(self, consultation: Consultation) -> None:
        """Store a new consultation."""
        self.add_many((consultation,))
        if consultation.person is not None:
            self._touch(consultation.person)

    def add_many(self, consultations: Iterable[Consultation]) -> int:
        """Store many consultations and return how many."""
        count, batch = 0, list[Consultation]()
        for consultation in consultations:
            batch.append(consultation)
            count += 1
            if len(batch) == _BATCH:
                self._insert(batch)
                batch = []
        self._insert(batch)
        return count

    def get(self, consultation: ConsultationId) -> Consultation | None:
        """Return one consultation, or None when unknown or removed."""
        row = self._records.row(consultation)
        return None if row is None else consultation_of(row)

    def change(
        self,
        consultation: ConsultationId,
        fields: Mapping[str, object],
        seen_version: int | None = None,
    ) -> int:
        """Write the named fields and return the new version."""
        row, changed = self._records.change(consultation, fields, seen_version)
        if not changed:
            return int(row["version"])
        now = dict(row) | changed
        if "opened_at" in changed:
            now = self._move(now, str(changed["opened_at"]))
        if changed.keys() & {*TEXTS, "person", "opened_at"}:
            self._index.renew_row(now)
        if changed.get("person") is not None:
            self._touch(str(changed["person"]))
        return int(str(changed["version"]))

    def list(
        self,
        status: Status | None = None,
        person: PersonId | None = None,
        limit: int = 20,
        offset: int = 0,
        *,
        only_stubs: bool = False,
        next_on: date | None = None,
    ) -> tuple[tuple[ConsultationRow, ...], int]:
        """Return one page, newest first, and the number of all."""
        wanted: builtins.list[ColumnElement[bool]] = [consultations.c.removed_at.is_(None)]
        if only_stubs:
            wanted.append(consultations.c.is_stub == 1)
        if next_on is not None:
            wanted.append(consultations.c.next_date == next_on.isoformat())
        if status is not None:
            wanted.append(consultations.c.status == status.value)
        if person is not None:
            wanted.append(consultations.c.person == person)
        count = select(func.count()).select_from(consultations).where(*wanted)
        query = (
            select(consultations.c.place)
            .where(*wanted)
            .order_by(consultations.c.place.desc())
            .limit(limit)
            .offset(offset)
        )
        places = self._connection.execute(query).scalars().all()
        return self._rows(places, []), int(self._connection.execute(count).scalar_one())

    def search(
        self, folded: str, limit: int = 20, offset: int = 0
    ) -> tuple[tuple[ConsultationRow, ...], int]:
        """Return consultations in which every word of the folded text occurs, newest first."""
        words = fold_text(folded).split()
        if not words:
            return self.list(limit=limit, offset=offset)
        places, total = self._index.search(words, limit, offset)
        return self._rows(places, words), total

    def remove(self, consultation: ConsultationId) -> None:
        """Hide a consultation until `restore`."""
        row = self._records.set_removed(consultation, True)
        self._index.drop(int(row["place"]))

    def restore(self, consultation: ConsultationId) -> None:
        """Bring a removed consultation back."""
        row = self._records.set_removed(consultation, False)
        self._index.renew_row(row)

    def count(self, status: Status | None = None) -> int:
        """Return the number of consultations that are not removed."""
        query = select(func.count()).where(consultations.c.removed_at.is_(None))
        if status is not None:
            query = query.where(consultations.c.status == status.value)
        return int(self._connection.execute(query).scalar_one())

    def _insert(self, batch: Sequence[Consultation]) -> None:
        if not batch:
            return
        names = self._index.names_of(one.person for one in batch if one.person is not None)
        places = self.free_places([one.opened_at for one in batch])
        rows, entries = [], []
        for place, consultation in zip(places, batch, strict=True):
            values = consultation_values(consultation)
            rows.append(values | {"place": place} | fresh(self._transaction))
            entries.append((place, text_of(values, names.get(str(consultation.person), ""))))
        self._connection.execute(insert(consultations), rows)
        self._index.put(entries)

    def free_places(self, moments: Sequence[datetime]) -> builtins.list[int]:
        """Give each opening the first free microsecond from its own on."""
        wanted = [round(moment.timestamp() * 1_000_000) for moment in moments]
        known_up_to = max(wanted) + _BATCH
        query = select(consultations.c.place).where(
            consultations.c.place.between(min(wanted), known_up_to)
        )
        taken = set(self._connection.execute(query).scalars())
        places: builtins.list[int] = []
        for place in wanted:
            while place in taken or (place > known_up_to and self._is_taken(place)):
                place += 1
            taken.add(place)
            places.append(place)
        return places

    def _is_taken(self, place: int) -> bool:
        query = select(consultations.c.place).where(consultations.c.place == place)
        return self._connection.execute(query).first() is not None

    def _move(self, row: Row, opened_at: str) -> dict[str, object]:
        """Give a consultation with another opening time its new place in the order."""
        self._index.drop(int(str(row["place"])))
        place = self.free_places((stored_moment(opened_at),))[0]
        self._records.write(str(row["id"]), {"place": place})
        return dict(row) | {"place": place}

    def _touch(self, person: str) -> None:
        now = moment_text(self._transaction.now())
        touch = update(people).where(people.c.id == person).values(touched_at=now)
        self._connection.execute(touch)

    def _rows(
        self, places: Sequence[int], words: builtins.list[str]
    ) -> tuple[ConsultationRow, ...]:
        query = (
            select(consultations, people.c.name.label("person_name"), people.c.kana)
            .outerjoin(people, people.c.id == consultations.c.person)
            .where(consultations.c.place.in_(places))
        )
        found = {
            int(row["place"]): _row_of(row, words)
            for row in self._connection.execute(query).mappings()
        }
        return tuple(found[place] for place in places if place in found)


def _row_of(row: Row, words: builtins.list[str]) -> ConsultationRow:
    excerpt, marks = excerpt_of((str(row[key]) for key in TEXTS), words)
    person = row["person"]
    return ConsultationRow(
        id=ConsultationId(str(row["id"])),
        person=None if person is None else PersonId(str(person)),
        person_name=str(row["person_name"] or ""),
        person_kana=str(row["kana"] or ""),
        status=Status(str(row["status"])),
        opened_at=stored_moment(row["opened_at"]),
        topic=str(row["topic"]),
        outcome=str(row["outcome"]),
        excerpt=excerpt,
        marks=marks,
        is_stub=bool(row["is_stub"]),
    )
