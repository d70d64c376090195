"""Every reason is one that brute force over the rows would give."""

from __future__ import annotations

import random
from pathlib import Path

from app.bootstrap.nursery import FilesOfNursery
from app.domain.nursery.inputs import InputFiles
from app.domain.nursery.instance import Child, Household, Instance, Nursery
from app.domain.nursery.results import WishOutcome
from app.domain.nursery.rules import Rules, TieKey
from app.files.nursery_result import read_held
from app.messages import use_language
from app.messages.nursery import reason_sentence
from app.solvers.nursery.explain import explain_child
from app.solvers.nursery.verify import Check
from tests.helpers.nursery_drawn import draw_papers, write_papers
from tests.helpers.nursery_papers import Answer

FULL = {"no_seats", "seats", "wish_rank", "tie", "joint", "staff"}
OF_FAMILY = {"sibling_full", "together", "lower", "not_in_list"}


def _expected(answer: Answer, child: str, place: str, held: dict[str, str]) -> set[str]:
    """The codes that fit what brute force knows of a wish that was not given."""
    if not answer.fits_alone(child, place, held):
        return FULL
    family = answer.child[child]["世帯番号"]
    at = answer.families[family].index(child)
    lists = answer.lists[family]
    if any(f == family and lists[p - 1][at] == place for f, p in answer.blocking(held)):
        return {"appeal"}
    better = lists[: lists.index(answer.places_of(family, held))]
    if any(places[at] == place for places in better):
        return {"sibling_full", "together"}
    return {"lower"} if any(places[at] == place for places in lists) else {"not_in_list"}


def _judge(
    answer: Answer, child: str, held: dict[str, str], wishes: tuple[WishOutcome, ...]
) -> set[str]:
    seen: set[str] = set()
    is_settled = False
    for place, wish in zip(answer.wishes(child), wishes, strict=True):
        code = wish.reason.code
        seen.add(code)
        if place == held[child]:
            is_settled = True
            assert (wish.outcome, code) == ("given", "given")
        elif is_settled:
            assert (wish.outcome, code) == ("not_needed", "better")
        else:
            assert code in _expected(answer, child, place, held), (child, place, code)
        for language in ("ja", "ja_easy", "en"):
            with use_language(language):
                assert "{" not in reason_sentence(wish.reason)
    return seen


def test_reasons_are_those_of_brute_force(tmp_path: Path):
    seen: set[str] = set()
    for seed in range(4_000, 4_120):
        answer = Answer(draw_papers(seed))
        if answer.full_ties():
            continue
        found = write_papers(answer.papers, tmp_path, seed)
        files = InputFiles(
            found["children"], found["facilities"],
            found["combinations"] if answer.papers.combinations else None, found["rules"],
        )  # fmt: skip
        given = FilesOfNursery().read_input(files, None, None)
        # Half the results are the right one, the others anything that some list holds.
        draw = random.Random(seed)
        anything = {one: draw.randrange(len(own)) for one, own in answer.lists.items()}
        held = answer.held(answer.best()[0] if seed % 2 else anything)
        rows = "".join(f"{child},{place}\n" for child, place in held.items())
        (tmp_path / "typed.csv").write_text("申請者番号,保育所ID\n" + rows, "utf-8")
        check = Check(given.instance, read_held(tmp_path / "typed.csv", given.instance))
        for number, child in enumerate(given.instance.children):
            seen |= _judge(answer, child.id, held, explain_child(check, number))
    assert seen >= (FULL | OF_FAMILY | {"given", "better", "appeal"})


def _one_place(children: tuple[Child, ...], rules: Rules, held: tuple[int | None, ...]) -> Check:
    households = tuple(Household(str(n), (n,)) for n in range(len(children)))
    nurseries = tuple(Nursery(str(n), f"N{n}", (0, 1, 0, 0, 0, 0)) for n in range(2))
    return Check(Instance(children, households, nurseries, rules), held)


def test_the_tie_key_that_decided_is_named():
    rules = Rules(tie_keys=(TieKey("所得", "smaller"), TieKey("年", "smaller")))
    one = Child("1", 0, 1, (0,), (38,), (4, 1))
    two = Child("2", 1, 1, (0,), (38,), (4, 2))
    wish = explain_child(_one_place((one, two), rules, (0, None)), 1)[0]
    assert wish.reason.data | {"key": 2, "column": "年", "last": 38, "points": 38, "seats": 1} == (
        wish.reason.data
    )
    with use_language("en"):
        assert "tie key 2 (年)" in reason_sentence(wish.reason)


def test_the_lottery_is_named_where_it_decided():
    one, two = (Child(str(n), n, 1, (0,), (38,), (), lot=n + 1) for n in range(2))
    wish = explain_child(_one_place((one, two), Rules(lottery_seed=1), (0, None)), 1)[0]
    assert wish.reason.code == "lot"


def test_wish_first_says_that_the_rank_decided_and_not_the_points():
    one = Child("1", 0, 1, (0,), (10,))
    two = Child("2", 1, 1, (1, 0), (90, 90))
    three = Child("3", 2, 1, (1,), (95,))
    check = _one_place((one, two, three), Rules(method="wish-first"), (0, None, 1))
    reason = explain_child(check, 1)[1].reason
    assert (reason.code, reason.data["rank"], reason.data["last_rank"]) == ("wish_rank", 2, 1)
