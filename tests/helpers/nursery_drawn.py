"""Draws tiny, hard papers: twins, transfers, shared quotas, staff pools, ties, combinations."""

from __future__ import annotations

import csv
import io
import random
from math import prod
from pathlib import Path
from unicodedata import normalize

from tests.helpers.nursery_papers import WISHES, Answer, Papers, Row

IDS = ("7", "07", "10", "9", "100", "A1", "ｲ2", "B", "x3")
LARGEST = 3_000


def draw_papers(seed: int, *, largest: int = LARGEST) -> Papers:
    """Return papers that the program has to accept but for full ties, small enough to try all."""
    for attempt in range(1_000):
        papers = _draw(random.Random(f"{seed}.{attempt}"))
        answer = Answer(papers)
        size = prod(len(one) for one in answer.lists.values())
        if size <= largest and not _is_refused(answer):
            return papers
    raise AssertionError("nothing small enough was drawn")


def _is_refused(answer: Answer) -> bool:
    """Whether siblings wait for both without a nursery in common."""
    named = {row["ファミリーコード"] for row in answer.papers.combinations}
    for family, members in answer.families.items():
        pattern = answer.child[members[0]]["きょうだいパターン"] or "1"
        if len(members) > 1 and pattern == "1" and family not in named:
            common = set(answer.wishes(members[0]))
            if not common.intersection(*map(answer.wishes, members)):
                return True
    return False


def _draw(draw: random.Random) -> Papers:
    nurseries = draw.sample(IDS, draw.choice((2, 2, 3, 3, 4)))
    facilities = [_facility(draw, normalize("NFKC", one)) for one in nurseries]
    ids = [row["保育所ID"] for row in facilities]
    numbers = draw.sample(range(1, 40), 18)
    children: list[Row] = []
    # Few different points make ties; a random key behind them makes the order strict again.
    highest = draw.choice((3, 30, 1000, 1000))
    ties = draw.choice(
        ([], [("鍵1", "larger")], [("鍵1", "smaller"), ("鍵2", "larger")], [("鍵3", "smaller")])
    )
    sizes = draw.choices((1, 2, 3), (50, 42, 8), k=draw.choice((3, 4, 5, 5, 6, 6)))
    for family, size in enumerate(sizes):
        pattern = draw.choice(("", *"1234567", *"4567")) if size > 1 else draw.choice(("", "1"))
        for _one in range(size):
            number = numbers[len(children)]
            name = draw.choice((f"{number}", f"{number:03}", f"c{number}"))
            row = _child(draw, name, f"F{family * 3 % 7}", ids, highest)
            row["きょうだいパターン"] = pattern
            children.append(row)
    papers = Papers(
        children, facilities, [], draw.choice(("own", "own", "max", "min", "mean")),
        draw.choice(("points-first", "wish-first")), draw.choice(("matched", "rank")), ties,
    )  # fmt: skip
    papers.combinations = _combinations(draw, papers)
    return papers


def _facility(draw: random.Random, one: str) -> Row:
    quotas = [f"0+1:{draw.randint(0, 2)}"] if draw.random() < 0.35 else []
    quotas += [f"1+2:{draw.randint(0, 2)}"] if draw.random() < 0.2 else []
    seats = {f"{age}歳募集人数": str(draw.choice((0, 0, 1, 1, 1, 2))) for age in range(6)}
    staff = draw.choice(("", "", "0", "1", "2"))
    return {
        "保育所ID": one, "保育所名": f"保育所{one}", **seats, "加配定員": staff,
        "合同定員": ";".join(quotas),
    }  # fmt: skip


def _child(draw: random.Random, name: str, family: str, ids: list[str], highest: int) -> Row:
    places = draw.sample(ids, len(ids))
    present = places.pop() if draw.random() < 0.2 else ""
    own = places[: draw.choice((0, 1, 1, 2, 2, 2, 3))]
    same = str(draw.randint(1, highest))
    points = ["" if draw.random() < 0.5 else str(draw.randint(1, highest)) for _wish in own]
    blank = [""] * (WISHES - len(own))
    if blank and draw.random() < 0.3:
        own, points, blank = ["", *own], ["", *points], blank[1:]
    return {
        "申請者番号": name, "世帯番号": family, "年齢": draw.choice("000112"),
        "在籍保育所ID": present, "きょうだいパターン": "",
        **{f"希望保育園ID_{n}": one for n, one in enumerate([*own, *blank], 1)},
        **{f"点数{n}": one for n, one in enumerate([*points, *blank], 1)},
        "点数": same, "鍵1": str(draw.randint(0, 1)), "鍵2": str(draw.randint(-1, 2)),
        "鍵3": str(draw.randint(1, 10**9)), "加配": draw.choice(("", "", "0", "1", "2")),
    }  # fmt: skip


def _combinations(draw: random.Random, papers: Papers) -> list[Row]:
    """Name some households: part of what they could wish, in any order."""
    answer = Answer(papers)
    rows: list[Row] = []
    for family, members in answer.families.items():
        if draw.random() > 0.3:
            continue
        choices = [[*answer.wishes(one), "", answer.present(one)] for one in members]
        found: dict[tuple[str, ...], None] = {}
        for _one in range(draw.randint(1, 5)):
            places = tuple(draw.choice(own) for own in choices)
            stays = zip(places, map(answer.present, members), strict=True)
            found.setdefault(tuple("" if place == here else place for place, here in stays))
        for rank, places in enumerate(found, draw.choice((1, 1, 4))):
            row = {"ファミリーコード": family, "総当たり順位": str(rank)}
            # A child left out of a row, an empty place and the present nursery mean the same.
            pairs = [
                (one, place or draw.choice(("", answer.present(one))))
                for one, place in zip(members, places, strict=True)
                if place or draw.random() < 0.5
            ]
            pairs = draw.sample(pairs, len(pairs)) + [("", "")] * (3 - len(pairs))
            for n, (one, place) in enumerate(pairs, 1):
                row |= {f"宛名コード{n}": one, f"希望施設{n}": place}
            rows.append(row)
            if not any(places):
                break
    return rows


def write_papers(papers: Papers, folder: Path, seed: int) -> dict[str, Path]:
    """Write the files with rows in any order, ids in any width, in any of the encodings."""
    draw = random.Random(seed)
    tables = {"children": papers.children, "facilities": papers.facilities}
    if papers.combinations:
        tables["combinations"] = papers.combinations
    files = {}
    for name, rows in tables.items():
        encoding = draw.choice(("utf-8", "utf-8-sig", "cp932"))
        columns = draw.sample(list(rows[0]), len(rows[0]))
        text = io.StringIO(newline="")
        writer = csv.DictWriter(text, columns, lineterminator=draw.choice(("\n", "\r\n")))
        writer.writeheader()
        writer.writerows(
            {column: _worn(draw, cell, column) for column, cell in row.items()}
            for row in draw.sample(rows, len(rows))
        )
        files[name] = folder / f"{name}.csv"
        files[name].write_bytes(text.getvalue().encode(encoding))
    lines = [
        f'{word} = "{getattr(papers, word)}"' for word in ("aggregation", "method", "objective")
    ]
    lines += [f'[[tie_keys]]\ncolumn = "{c}"\nfirst = "{first}"' for c, first in papers.ties]
    files["rules"] = folder / "rules.toml"
    files["rules"].write_text("\n".join(lines), "utf-8")
    return files


_WIDE = str.maketrans("0123456789ABFcx", "０１２３４５６７８９ＡＢＦｃｘ")


def _worn(draw: random.Random, cell: str, column: str) -> str:
    """Write a cell as people do: full-width now and then, with a space too many."""
    if not cell or column in ("合同定員", "保育所名"):
        return cell
    if draw.random() < 0.15:
        cell = cell.translate(_WIDE)
    return cell + " " if draw.random() < 0.1 else cell
