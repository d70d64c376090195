"""Which records may be one person: facts that agree are weighed, nothing is merged by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.eras import DayError, parse_day
from app.domain.ids import PersonId
from app.domain.kana import to_hiragana
from app.domain.names import fold_name
from app.domain.people import DuplicateProposal, Person, PersonFields
from app.domain.phones import plain_phone
from app.services.ports import UnitOfWork

# What agreeing in a fact is worth when two records may be one person; 5 points propose it.
POINTS = {"phone": 4, "kana": 3, "name": 3, "birth_date": 4}
LEAST_POINTS = 5
MOST_PROPOSALS = 5
# From this many rows on, one walk through all people is quicker than a question for each row.
_MANY = 50
_AT_ONCE = 500
_Scored = tuple[int, tuple[str, ...], Person]


@dataclass(frozen=True, slots=True)
class Facts:
    """What duplicates are judged by, folded; a fact that cannot be read is empty."""

    name: str = ""
    kana: str = ""
    phones: frozenset[str] = frozenset()
    birth_date: date | None = None


def facts_of(fields: PersonFields) -> Facts:
    """Return the facts of typed fields, which need not be complete or right yet."""
    try:
        birth = parse_day(fields.birth_date) if fields.birth_date.strip() else None
    except DayError:
        birth = None
    return Facts(
        name=fold_name(fields.name),
        kana=fold_name(to_hiragana(fields.kana)),
        phones=_phones(plain_phone(fields.phone), plain_phone(fields.phone_other)),
        birth_date=birth,
    )


def facts_of_person(person: Person) -> Facts:
    """Return the facts of a record."""
    return Facts(
        name=fold_name(person.name),
        kana=fold_name(person.kana),
        phones=_phones(person.phone, person.phone_other),
        birth_date=person.birth_date,
    )


def find_duplicates(
    work: UnitOfWork, fields: PersonFields, besides: PersonId | None = None
) -> tuple[DuplicateProposal, ...]:
    """Return records that may be the person of these fields, most alike first."""
    facts = facts_of(fields)
    best = _best(facts, {one.id: one for one in _asked(work, facts) if one.id != besides})
    rows = work.people.rows_of(one.id for _points, _agrees, one in best)
    return tuple(DuplicateProposal(rows[one.id], agrees, points) for points, agrees, one in best)


def find_many_duplicates(
    work: UnitOfWork, wanted: Mapping[int, PersonFields]
) -> Iterator[tuple[int, DuplicateProposal | None]]:
    """Yield, for each row of a file, its number and the likeliest record, if there is one."""
    known = _Known(work.people.every()) if len(wanted) >= _MANY else None
    entries = list(wanted.items())
    for start in range(0, len(entries), _AT_ONCE):
        best: dict[int, list[_Scored]] = {}
        for row, fields in entries[start : start + _AT_ONCE]:
            facts = facts_of(fields)
            people = known.agreeing(facts) if known is not None else _asked(work, facts)
            best[row] = _best(facts, {one.id: one for one in people})[:1]
        rows = work.people.rows_of({scored[2].id for few in best.values() for scored in few})
        for row, few in best.items():
            found = [DuplicateProposal(rows[one.id], agrees, points) for points, agrees, one in few]
            yield row, found[0] if found else None


def _asked(work: UnitOfWork, facts: Facts) -> Iterator[Person]:
    """Ask the store, once for each telephone."""
    for phone in sorted(facts.phones) or [""]:
        yield from work.people.candidates(
            kana_folded=facts.kana,
            phone_digits=phone,
            birth_date=facts.birth_date,
            name_folded=facts.name,
        )


def _best(facts: Facts, candidates: Mapping[PersonId, Person]) -> list[_Scored]:
    scored = []
    for one in candidates.values():
        agrees = _agreeing(facts, facts_of_person(one))
        points = sum(POINTS[key] for key in agrees)
        if points >= LEAST_POINTS:
            scored.append((points, agrees, one))
    scored.sort(key=lambda entry: (-entry[0], entry[2].id))
    return scored[:MOST_PROPOSALS]


def _agreeing(one: Facts, other: Facts) -> tuple[str, ...]:
    same = {
        "name": bool(one.name) and one.name == other.name,
        "kana": bool(one.kana) and one.kana == other.kana,
        "phone": bool(one.phones & other.phones),
        "birth_date": one.birth_date is not None and one.birth_date == other.birth_date,
    }
    return tuple(key for key, agrees in same.items() if agrees)


def _phones(*numbers: str) -> frozenset[str]:
    return frozenset(number for number in numbers if number)


class _Known:
    """All people by their facts, for many questions at once.

    No single fact is worth a proposal, so people are looked up under pairs of facts: a birthday or
    a family's telephone that many share costs nothing.
    """

    def __init__(self, people: Iterable[Person]) -> None:
        self._by_pair: dict[tuple[object, ...], list[Person]] = defaultdict(list)
        for one in people:
            for pair in _pairs(facts_of_person(one)):
                self._by_pair[pair].append(one)

    def agreeing(self, facts: Facts) -> Iterator[Person]:
        """Walk the people who agree in two facts or more."""
        for pair in _pairs(facts):
            yield from self._by_pair.get(pair, ())


def _pairs(facts: Facts) -> Iterator[tuple[object, ...]]:
    given: list[tuple[str, object]] = [("phone", one) for one in sorted(facts.phones)]
    for kind, value in (("name", facts.name), ("kana", facts.kana), ("day", facts.birth_date)):
        if value:
            given.append((kind, value))
    for place, first in enumerate(given):
        for second in given[place + 1 :]:
            if first[0] != second[0]:
                yield (*first, *second)
