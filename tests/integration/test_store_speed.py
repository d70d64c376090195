"""The floors that searching, opening and writing have to hold in a large centre."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.domain.consultations import Status
from app.domain.folding import fold
from app.domain.ids import PersonId
from app.store.centre import OpenCentre, open_centre
from tests.helpers.stores import START, a_consultation, a_person, make_centre

pytestmark = pytest.mark.bench

PEOPLE, CONSULTATIONS, REPEATS = 20_000, 50_000, 20
FAMILIES = (("佐藤", "さとう"), ("鈴木", "すずき"), ("高橋", "たかはし"), ("山田", "やまだ"))
GIVEN = (("恵子", "けいこ"), ("和子", "かずこ"), ("正雄", "まさお"), ("実", "みのる"))
PIECES = (
    "スマートフォンの電源が入らない", "写真を孫に送りたい", "迷惑電話が何度もかかってくる",
    "Wi-Fiにつながらない", "パスワードを忘れた", "文字を大きくしたい", "健康保険証の登録をした",
)  # fmt: skip


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenCentre]:
    opened = make_centre(tmp_path_factory.mktemp("large") / "centre")
    dice = random.Random(1)
    ids: list[PersonId] = []
    with opened.unit_of_work() as work:
        people = []
        for number in range(PEOPLE):
            family, given = dice.choice(FAMILIES), dice.choice(GIVEN)
            person = a_person(
                f"{family[0]} {given[0]}",
                f"{family[1]} {given[1]}",
                phone=f"090{dice.randrange(10**8):08d}",
                birth_date=date(1935, 1, 1) + timedelta(days=dice.randrange(12_000)),
                town_number=f"{number:07d}",
            )
            people.append(person)
            ids.append(person.id)
        work.people.add_many(people)
        work.consultations.add_many(
            a_consultation(
                "。".join(dice.choices(PIECES, k=dice.randrange(3, 12))),
                person=dice.choice(ids),
                status=Status.CLOSED,
                opened_at=START + timedelta(minutes=10 * number),
            )
            for number in range(CONSULTATIONS)
        )
        work.commit()
    opened.close()
    again = open_centre(opened.folder, opened.data_key)
    yield again
    again.close()


def slowest_usual(act: Callable[[], object]) -> float:
    """Return the 95th percentile in milliseconds."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        act()
        times.append((time.perf_counter() - start) * 1000)
    return sorted(times)[int(0.95 * REPEATS) - 1]


@pytest.mark.parametrize(
    "text", ["スマートフォン", "孫", "の", "パスワードを忘れた", "Wi-Fi 写真", "さとう", "ない話"]
)
def test_a_search_in_50000_consultations_takes_less_than_50_ms(
    centre: OpenCentre, text: str
) -> None:
    with centre.unit_of_work() as work:
        assert slowest_usual(lambda: work.consultations.search(fold(text))) < 50


@pytest.mark.parametrize(
    ("terms", "digits"),
    [(("さとう",), ""), (("さ",), ""), (("やまだ", "けいこ"), ""), ((), "5678"), ((), "090")],
)
def test_finding_one_of_20000_people_takes_less_than_50_ms(
    centre: OpenCentre, terms: tuple[str, ...], digits: str
) -> None:
    with centre.unit_of_work() as work:
        assert slowest_usual(lambda: work.people.find(terms, digits)) < 50


def test_lists_and_duplicates_take_less_than_50_ms(centre: OpenCentre) -> None:
    with centre.unit_of_work() as work:
        facts = ("さとうけいこ", "09012345678", date(1940, 1, 1), "佐藤恵子")
        assert slowest_usual(work.people.recent) < 50
        assert slowest_usual(work.consultations.list) < 50
        assert slowest_usual(lambda: work.people.candidates(*facts)) < 50


def test_opening_takes_less_than_100_ms_besides_the_key(centre: OpenCentre) -> None:
    folder: Path = centre.folder
    assert slowest_usual(lambda: open_centre(folder, centre.data_key).close()) < 100
