"""Likely similar consultations from the text index, and how many hold a word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, select

from app.domain.ids import ConsultationId
from app.domain.names import fold_name, parts_of_name
from app.domain.similar import LONGEST_COMPARED, CaseText
from app.store.grams import fold_text, phrase_of
from app.store.mapping import Row, stored_moment
from app.store.tables import consultations, people

_BEST = (
    "SELECT rowid FROM consultation_grams WHERE consultation_grams MATCH ? "
    "ORDER BY bm25(consultation_grams) LIMIT ?"
)
_HOLDING = "SELECT count(*) FROM consultation_grams WHERE consultation_grams MATCH ?"
_AT_ONCE = 500
# So many different names may begin alike.
_NAMESAKES = 200


class StoredSimilar:
    """Reads only; satisfies `SimilarRepository`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def holding(self, words: Sequence[Sequence[str]]) -> tuple[int, ...]:
        """Return how many consultations hold each word, in any of its forms."""
        return tuple(self._count(query_of(forms)) for forms in words)

    def total(self) -> int:
        """Return the number of consultations in the index."""
        found = self._connection.exec_driver_sql("SELECT count(*) FROM consultation_grams_docsize")
        return int(found.scalar_one())

    def likely(
        self, words: Sequence[Sequence[str]], look_at: int, of_each_topic: int
    ) -> tuple[CaseText, ...]:
        """Return cases that hold any of the words, the likeliest of each topic."""
        query = query_of([form for forms in words for form in forms])
        if not query:
            return ()
        places = self._connection.exec_driver_sql(_BEST, (query, look_at)).scalars().all()
        kept: list[int] = []
        counts: dict[str, int] = defaultdict(int)
        topics = self._topics(places)
        for place in places:
            topic = topics.get(place)
            if topic is None:
                continue
            counts[topic] += 1
            if counts[topic] <= of_each_topic:
                kept.append(place)
        return tuple(self._cases(kept))

    def people_named(self, pieces: Iterable[str]) -> frozenset[str]:
        """Return those of the pieces that are somebody's whole or family name, or its kana."""
        return frozenset(one for one in set(pieces) if self._is_name(fold_name(one)))

    def _is_name(self, key: str) -> bool:
        if len(key) < 2:
            return False
        for column, written in (
            (people.c.name_key, people.c.name),
            (people.c.kana_key, people.c.kana),
        ):
            query = select(written).distinct().where(column.between(key, key + "\U0010ffff"))
            for (name,) in self._connection.execute(query.limit(_NAMESAKES)):
                if key in (fold_name(name), fold_name(parts_of_name(name)[0])):
                    return True
        return False

    def _count(self, query: str) -> int:
        if not query:
            return 0
        return int(self._connection.exec_driver_sql(_HOLDING, (query,)).scalar_one())

    def _topics(self, places: Sequence[int]) -> dict[int, str]:
        found: dict[int, str] = {}
        for some in _portions(places):
            query = select(consultations.c.place, consultations.c.topic).where(
                consultations.c.place.in_(some)
            )
            found.update(
                (int(place), str(topic)) for place, topic in self._connection.execute(query)
            )
        return found

    def _cases(self, places: Sequence[int]) -> Iterator[CaseText]:
        found: dict[int, CaseText] = {}
        for some in _portions(places):
            query = (
                select(consultations, people.c.name.label("person_name"), people.c.kana)
                .outerjoin(people, people.c.id == consultations.c.person)
                .where(consultations.c.place.in_(some))
            )
            for row in self._connection.execute(query).mappings():
                found[int(row["place"])] = _case_of(row)
        return (found[place] for place in places if place in found)


def query_of(forms: Iterable[str]) -> str:
    """Return the query that finds texts with any of the forms; empty when none can be searched."""
    phrases: dict[str, None] = {}
    for form in forms:
        parts = fold_text(form).split()
        if len(parts) == 1:
            phrases[phrase_of(parts[0])] = None
        elif parts:
            phrases["(" + " AND ".join(phrase_of(part) for part in parts) + ")"] = None
    return " OR ".join(phrases)


def _portions(places: Sequence[int]) -> Iterator[Sequence[int]]:
    return (places[start : start + _AT_ONCE] for start in range(0, len(places), _AT_ONCE))


def _case_of(row: Row) -> CaseText:
    minutes = row["minutes"]
    names = f"{row['person_name'] or ''} {row['kana'] or ''}".split()
    return CaseText(
        id=ConsultationId(str(row["id"])),
        opened_at=stored_moment(row["opened_at"]),
        topic=str(row["topic"]),
        device=str(row["device"]),
        system=str(row["system"]),
        outcome=str(row["outcome"]),
        minutes=None if minutes is None else int(str(minutes)),
        title=str(row["title"]),
        story=str(row["story"])[:LONGEST_COMPARED],
        steps=str(row["steps"])[:LONGEST_COMPARED],
        names=tuple(names),
    )
