"""The notices of a selection, read back by poppler: every family gets its own result."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.bootstrap.joined import Joined
from app.bootstrap.nursery_desk import NurseryDoor
from app.domain.errors import Refused
from app.domain.nursery.inputs import InputContent, InputFiles
from app.domain.nursery.rounds import Letter
from app.domain.progress import NoProgress
from app.messages import use_language
from app.messages.nursery import reason_sentence
from app.printing.nursery_letters import LETTER_SIZES_PT, LetterLook, letters_pdf, write_letters
from app.services.nursery import Wanted
from tests.helpers.nursery_rounds import NAOKO, first_round, open_door, release
from tests.helpers.paper import facts, fonts_of, squeezed, text_of

WORDS = ("children", "facilities", "rules")


@dataclass(frozen=True)
class Town:
    """A released round of an invented town, and its files as the command line sees them."""

    door: NurseryDoor
    number: int
    files: InputFiles
    folder: Path
    letters: tuple[Letter, ...]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Sixty children and eight nurseries."""
    folder = tmp_path_factory.mktemp("town")
    nursery = Joined().nursery()
    nursery.generate(folder, 60, 8, 3, None)
    files = InputFiles(
        folder / "children.csv", folder / "facilities.csv", rules=folder / "rules.toml"
    )
    door = open_door(folder / "centre")
    services = door.services(NAOKO)
    number, _changes = services.rounds.begin(NAOKO, "令和9年4月 一次")
    for word in WORDS:
        path = getattr(files, word)
        content = InputContent(path.name, path.read_bytes())
        services.rounds.put_file(NAOKO, number, word, content)
    run, _changes = services.runs.run(NAOKO, number, prove=True, progress=NoProgress())
    services.release.submit(NAOKO, number, run.number, "ためし")
    release(door, number)
    letters = door.services(NAOKO).release.letters(NAOKO, number)
    yield Town(door, number, files, folder, letters)
    door.close()


def pages(pdf: bytes) -> list[str]:
    """Return the text of each page."""
    return text_of(pdf, "-layout").split("\f")[:-1]


def by_child(pdf: bytes) -> list[tuple[str, str]]:
    """Return (child, text) of each letter in the order of the pages."""
    found: list[tuple[str, str]] = []
    for page in pages(pdf):
        if not page.strip():
            continue
        if "保育所入所選考の結果" in page:
            number = re.search(r"受付番号 (\S+)", page)
            assert number is not None
            found.append((number[1], page))
        else:
            child, text = found[-1]
            found[-1] = (child, text + page)
    return found


@pytest.mark.parametrize("size", LETTER_SIZES_PT)
def test_every_letter_names_exactly_the_childs_own_result(town: Town, size: int) -> None:
    """The town's own files and a calculation by the command line say what each letter must name."""
    wanted = Wanted()
    nursery = Joined().nursery()
    nursery.allocate(town.files, town.folder / "out", wanted, NoProgress())
    with (town.folder / "out" / "result.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["申請者番号"]: row for row in csv.DictReader(file)}
    with town.files.facilities.open(encoding="utf-8-sig", newline="") as file:
        names = {row["保育所ID"]: row["保育所名"] for row in csv.DictReader(file)}
    made = by_child(letters_pdf(town.letters, LetterLook(size)))
    assert [child for child, _text in made] == list(rows)
    for child, page in made:
        text, row = squeezed(page), rows[child]
        decided = text[: text.index("希望ごとの理由")] if "希望ごとの理由" in text else text
        assert row["結果"] in decided
        named = {one for one in names.values() if squeezed(one) in decided}
        own = names.get(row["保育所ID"], "")
        # One name may be part of another: the longest is the one that is printed.
        assert max(named, key=len, default="") == own
        assert all(one in own for one in named)
        if row["希望順位"]:
            assert f"(第{row['希望順位']}希望)" in decided


def test_every_wish_has_the_exact_reason_of_explain(town: Town) -> None:
    nursery = Joined().nursery()
    nursery.allocate(town.files, town.folder / "out", Wanted(), NoProgress())
    given = nursery.read(town.files)
    for child, page in by_child(letters_pdf(town.letters, LetterLook())):
        text = squeezed(page)
        _row, wishes = nursery.explain(given, town.folder / "out" / "result.csv", child)
        place = 0
        for wish in wishes:
            with use_language("ja"):
                reason = squeezed(reason_sentence(wish.reason))
            name = given.instance.nurseries[wish.nursery].name
            # In the order of the wishes, each under its own heading.
            place = text.index(squeezed(f"第{wish.rank}希望{name}{reason}"), place)


def test_every_letter_begins_on_a_sheet_of_its_own(town: Town) -> None:
    pdf = letters_pdf(town.letters, LetterLook(28))
    first = [number for number, page in enumerate(pages(pdf)) if "保育所入所選考の結果" in page]
    assert len(first) == len(town.letters)
    assert all(number % 2 == 0 for number in first)
    # On one side of the paper nothing is left empty.
    one_side = letters_pdf(town.letters, LetterLook(28, both_sides=False))
    assert all(page.strip() for page in pages(one_side))


def test_a_page_that_goes_on_says_whose_it_is(town: Town) -> None:
    pdf = letters_pdf(town.letters, LetterLook(28, both_sides=False))
    child = ""
    for page in pages(pdf):
        if "保育所入所選考の結果" in page:
            found = re.search(r"受付番号 (\S+)", page)
            assert found is not None
            child = found[1]
        else:
            assert re.search(rf"受付番号 {re.escape(child)}\s+\d+/\d+", page)


def test_the_mark_of_the_approved_input_is_printed(town: Town) -> None:
    view = town.door.services(NAOKO).rounds.look(NAOKO, town.number)
    assert view.release is not None
    for _child, page in by_child(letters_pdf(town.letters, LetterLook())):
        assert view.release.input_sha256 in squeezed(page)


def test_the_paper_can_be_read_aloud_and_is_japanese(town: Town) -> None:
    pdf = letters_pdf(town.letters[:3], LetterLook())
    assert b"/Lang" in pdf
    assert "令和9年4月 一次" in facts(pdf)["Title"]
    # Every typeface says what its letters mean.
    assert all(line.split()[-3] == "yes" for line in fonts_of(pdf))


def test_easy_japanese_and_kana_keep_the_names_whole(town: Town) -> None:
    pdf = letters_pdf(town.letters, LetterLook(28, "ja_easy", furigana=True))
    for (child, page), letter in zip(by_child(pdf), town.letters, strict=True):
        assert child == letter.child
        assert squeezed(letter.place) in squeezed(page)


def test_no_letter_is_made_before_the_release(tmp_path: Path) -> None:
    door = open_door(tmp_path / "centre")
    services = door.services(NAOKO)
    number = first_round(services)
    with pytest.raises(Refused, match=r"nursery.not_released"):
        services.release.letters(NAOKO, number)
    run, _changes = services.runs.run(NAOKO, number, prove=True, progress=NoProgress())
    services.release.submit(NAOKO, number, run.number, "ためし")
    with pytest.raises(Refused, match=r"nursery.not_released"):
        services.release.letters(NAOKO, number)
    door.close()


def test_a_batch_is_cut_into_files_that_together_hold_everybody_once(
    town: Town, tmp_path: Path
) -> None:
    files = write_letters(tmp_path / "out", town.letters, LetterLook(), most_in_a_file=25)
    assert len(files) == 3
    found = [child for file in files for child, _page in by_child(file.read_bytes())]
    assert found == [one.child for one in town.letters]


def test_one_letter_again_is_the_same_letter(town: Town) -> None:
    again = town.door.services(NAOKO).release.letters(NAOKO, town.number, (town.letters[7].child,))
    assert again == (town.letters[7],)
    assert letters_pdf(again, LetterLook()) == letters_pdf(town.letters[7:8], LetterLook())


def test_every_letter_is_logged(town: Town) -> None:
    services = town.door.services(NAOKO)
    first, second = (one.child for one in town.letters[:2])
    services.release.letters(NAOKO, town.number, (first, second))
    rows, _total = services.release.log(NAOKO, limit=1)
    assert (rows[0].verb, rows[0].detail) == ("print", f"{first} {second}")
