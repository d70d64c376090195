"""From the rows of the files to result.csv: what brute force over the rows says, and nothing else."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from app.bootstrap.nursery import FilesOfNursery
from app.domain.errors import BadInput
from app.domain.nursery.inputs import InputFiles
from app.domain.progress import NoProgress
from app.messages.nursery import result_sentence
from app.services.nursery import NurseryService, Wanted, blocking_documents
from tests.helpers.nursery_drawn import draw_papers, write_papers
from tests.helpers.nursery_papers import Answer, id_order

SERVICE = NurseryService(FilesOfNursery(), result_sentence)


def _files(answer: Answer, folder: Path, seed: int) -> InputFiles:
    found = write_papers(answer.papers, folder, seed)
    return InputFiles(
        found["children"], found["facilities"], found.get("combinations"), found["rules"]
    )


def _agrees(seed: int, folder: Path) -> bool:
    """Compare one drawn input; return whether it could be allocated (no full tie)."""
    answer = Answer(draw_papers(seed))
    files = _files(answer, folder, seed)
    ties = answer.full_ties()
    if ties:
        with pytest.raises(BadInput) as refused:
            SERVICE.allocate(files, folder / "out", Wanted(), NoProgress())
        pairs = [(str(f.data["first"]), str(f.data["second"])) for f in refused.value.findings]
        assert {tuple(sorted(pair, key=id_order)) for pair in pairs} == ties, seed
        return False
    report, _given = SERVICE.allocate(files, folder / "out", Wanted(), NoProgress())
    best = answer.best()
    assert len(best) == 1, seed
    held = answer.held(best[0])
    with (folder / "out" / "result.csv").open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert [row["申請者番号"] for row in rows] == sorted(answer.child, key=id_order), seed
    assert {row["申請者番号"]: row["保育所ID"] for row in rows} == held, seed
    for row in rows:
        child = row["申請者番号"]
        stays = held[child] == answer.present(child)
        kind = (["転園", "内定"], ["在園継続", "保留"])[stays][not answer.present(child)]
        rank = "" if stays else str(answer.wishes(child).index(held[child]) + 1)
        assert (row["結果"], row["希望順位"]) == (kind, rank), (seed, child)
        assert row["理由"], (seed, child)
    blocking = report["blocking"]
    assert isinstance(blocking, list)
    pairs = sorted((one["household"], one["position"]) for one in blocking)
    assert pairs == sorted(answer.blocking(held)), seed
    assert report["proved"] == {"blocking": True, "matched": True, "rank": True}, seed
    return True


def _some_agree(seeds: range) -> None:
    count = 0
    for seed in seeds:
        with TemporaryDirectory() as folder:
            count += _agrees(seed, Path(folder))
    assert count > len(seeds) / 2


@pytest.mark.parametrize("start", range(0, 200, 50))
def test_files_give_the_answer_of_brute_force(start: int):
    _some_agree(range(start, start + 50))


@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("start", range(10_000, 11_000, 100))
def test_a_thousand_inputs_give_the_answer_of_brute_force(start: int):
    _some_agree(range(start, start + 100))


def _typed(answer: Answer, seed: int) -> Iterator[dict[str, str]]:
    """Results as somebody could type them: of the lists, and with something planted."""
    draw = random.Random(seed)
    for _once in range(4):
        held = answer.held({one: draw.randrange(len(own)) for one, own in answer.lists.items()})
        yield held
        for child in draw.sample(list(held), min(2, len(held))):
            yield {**held, child: draw.choice(["", *answer.nursery])}


def _check_typed(seed: int, folder: Path) -> set[str]:
    answer = Answer(draw_papers(seed))
    given = SERVICE.read(_files(answer, folder, seed))
    instance, found = given.instance, set()
    for held in _typed(answer, seed):
        file = folder / "typed.csv"
        rows = [f"{child},{place}" for child, place in held.items() if place or child != "0"]
        file.write_text("\n".join(["申請者番号,保育所ID", *rows]), "utf-8")
        verdict = SERVICE.verify(given, file)
        over = {
            (one.kind, instance.nurseries[one.nursery].id, "+".join(map(str, one.ages))): (
                one.used, one.budget,
            )
            for one in verdict.over_budget
        }  # fmt: skip
        unlisted = [instance.households[one].id for one in verdict.not_listed]
        blocking = blocking_documents(instance, verdict)
        pairs = [(one["household"], one["position"]) for one in blocking]
        assert over == answer.over_budget(held), seed
        assert sorted(unlisted) == sorted(answer.not_listed(held)), seed
        lost = [instance.children[one].id for one in verdict.lost_seat]
        assert sorted(lost) == sorted(answer.lost_seat(held)), seed
        listed = sorted(pair for pair in pairs if pair[0] not in unlisted)
        assert listed == sorted(answer.blocking(held)), seed
        assert verdict.is_feasible == (not over and not unlisted and not lost)
        found |= {kind for kind in ("over_budget", "not_listed", "lost_seat", "blocking")
                  if getattr(verdict, kind)}  # fmt: skip
    return found


def test_whatever_is_typed_the_check_finds_what_brute_force_finds(tmp_path: Path):
    kinds: set[str] = set()
    for seed in range(3_000, 3_060):
        kinds |= _check_typed(seed, tmp_path)
    assert kinds == {"over_budget", "not_listed", "lost_seat", "blocking"}


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_a_thousand_typed_inputs_are_judged_as_by_brute_force(tmp_path: Path):
    for seed in range(20_000, 21_000):
        _check_typed(seed, tmp_path)
