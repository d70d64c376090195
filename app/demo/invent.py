"""Invents people and consultations; the same seed on the same day gives the same centre."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone

from app.demo.content import Content, Story
from app.domain.consultations import (
    AskedElsewhere,
    Consultation,
    Outcome,
    Speaker,
    Status,
    TeachBack,
)
from app.domain.devices import system_of
from app.domain.ids import ConsultationId, OperatorId, PersonId
from app.domain.modes import Modes
from app.domain.people import Person

JAPAN = timezone(timedelta(hours=9))
LONGEST_BACK_DAYS = 400
# Of those who come to the counter most were born before 1960; the young come with them.
GENERATIONS = ((1930, 1944, 45), (1945, 1959, 38), (1960, 1984, 12), (1985, 2008, 5))
MODES = (
    Modes(text_percent=150),
    Modes(text_percent=200, furigana=True),
    Modes(text_percent=200, scheme="yellow"),
    Modes(language="ja_easy", furigana=True),
    Modes(text_percent=125, scheme="dark"),
    Modes(language="en"),
)


class Inventor:
    """Makes records by dice.

    Args:
        content: the words to mix.
        seed: same seed, same records.
        today: the local day on which the centre is made; everything lies before it.
    """

    def __init__(self, content: Content, seed: int, today: date) -> None:
        self._content = content
        self._dice = random.Random(seed)
        self._today = today
        self._told: set[tuple[str, str]] = set()

    @property
    def today(self) -> date:
        """Return the local day on which the centre is made."""
        return self._today

    def people(self, count: int, added_by: OperatorId) -> list[Person]:
        """Return people with reading, birthday, telephone and address."""
        return [self._person(number, added_by) for number in range(count)]

    def consultations(
        self, count: int, people: list[Person], operators: list[OperatorId]
    ) -> Iterator[Consultation]:
        """Yield consultations from the oldest on; the last few are still open."""
        moments = sorted(self._moment() for _ in range(count))
        for number, opened_at in enumerate(moments):
            is_open = number >= count - max(1, count // 50)
            yield self._consultation(opened_at, is_open, people, operators)

    def new_id(self, at: datetime) -> str:
        """Return a UUIDv7 whose random part comes from the dice, so that the seed decides it."""
        value = (int(at.timestamp() * 1000) & 0xFFFF_FFFF_FFFF) << 80 | self._dice.getrandbits(80)
        value = value & ~(0xF << 76) | 0x7 << 76
        value = value & ~(0x3 << 62) | 0x2 << 62
        return str(uuid.UUID(int=value))

    def _person(self, number: int, added_by: OperatorId) -> Person:
        dice, content = self._dice, self._content
        first, last, _weight = dice.choices(GENERATIONS, [g[2] for g in GENERATIONS])[0]
        sex = dice.choice(("woman", "woman", "woman", "man", "man"))
        family, given = dice.choice(content.surnames), dice.choice(content.given[first][sex])
        added_at = self._moment(LONGEST_BACK_DAYS + 300, LONGEST_BACK_DAYS)
        born = date(dice.randint(first, last), 1, 1) + timedelta(days=dice.randrange(365))
        return Person(
            id=PersonId(self.new_id(added_at)),
            name=f"{family.written} {given.written}",
            kana=f"{family.kana} {given.kana}",
            birth_date=born,
            phone=_mobile(number) if dice.random() < 0.85 else _landline(number),
            phone_other=_landline(number + 5000) if dice.random() < 0.3 else "",
            email=f"visitor{number + 1}@example.jp" if dice.random() < 0.3 else "",
            address=self._address(),
            town_number=f"H{number + 1:06d}" if dice.random() < 0.8 else "",
            note=dice.choice(content.notes) if dice.random() < 0.35 else "",
            modes=dice.choice(MODES) if dice.random() < 0.3 else None,
            added_at=added_at,
            added_by=added_by,
        )

    def _address(self) -> str:
        dice, content = self._dice, self._content
        place = f"{content.town}{dice.choice(content.districts)}{dice.randint(1, 5)}丁目"
        place += f"{dice.randint(1, 30)}番{dice.randint(1, 20)}号"
        if dice.random() < 0.35:
            floor, door = dice.randint(1, 5), dice.randint(1, 8)
            place += f" {dice.choice(content.buildings)}{floor}0{door}号室"
        return place

    def _consultation(
        self, opened_at: datetime, is_open: bool, people: list[Person], operators: list[OperatorId]
    ) -> Consultation:
        dice = self._dice
        person = dice.choice(people) if people and dice.random() < 0.93 else None
        speaker = dice.choices(("self", "family", "care_manager"), (80, 15, 5))[0]
        story, words = self._story(speaker)
        minutes = dice.choice((10, 15, 15, 20, 20, 25, 30, 30, 40, 60))
        operator = dice.choice(operators)
        told = Consultation(
            id=ConsultationId(self.new_id(opened_at)),
            person=person.id if person else None,
            status=Status.OPEN,
            opened_at=opened_at,
            opened_by=operator,
            speaker=Speaker(speaker).value,
            asked_elsewhere=dice.choice([one.value for one in AskedElsewhere]),
            topic=story.topic,
            device=story.device,
            system=system_of(story.device),
            story=words,
        )
        if is_open:
            return told
        goes_on = story.ends == Outcome.CONTINUES
        return replace(
            told,
            status=Status.CLOSED,
            steps=story.did,
            outcome=story.ends,
            minutes=minutes,
            teach_back=dice.choice([one.value for one in TeachBack]),
            next_date=self._workday(opened_at.date() + timedelta(days=7)) if goes_on else None,
            closed_at=opened_at + timedelta(minutes=minutes),
            closed_by=operator,
        )

    def _story(self, speaker: str) -> tuple[Story, str]:
        """Return a story in words nobody in this centre has told yet, as long as there are any."""
        for _attempt in range(20):
            story = self._dice.choice(self._content.stories)
            opening = self._dice.choice(self._content.openings[speaker])
            closing = self._dice.choice(self._content.closings)
            words = opening + story.says + closing
            if (story.topic, words) not in self._told:
                break
        self._told.add((story.topic, words))
        return story, words

    def _moment(self, most_days: int = LONGEST_BACK_DAYS, least_days: int = 1) -> datetime:
        """Return a time within opening hours, so many days before today."""
        day = self._workday(self._today - timedelta(days=self._dice.randint(least_days, most_days)))
        at = time(self._dice.randint(9, 15), self._dice.choice((0, 5, 10, 20, 30, 40, 45, 50)))
        return datetime.combine(day, at, JAPAN).astimezone(UTC)

    @staticmethod
    def _workday(day: date) -> date:
        """Move a weekend to the Friday before it."""
        return day - timedelta(days=max(0, day.weekday() - 4))


def _mobile(number: int) -> str:
    return f"{('090', '080', '070')[number // 10_000 % 3]}0000{number * 7919 % 10_000:04d}"


def _landline(number: int) -> str:
    return f"099900{number * 7919 % 10_000:04d}"
