"""Invented families in the hard regime: random priorities, twins, tight quotas, staff pools.

Where every nursery has an order of its own, siblings share few places and quotas cut across ages,
deferred acceptance goes round in circles and often nothing stable exists. No real town looks so.
"""

from __future__ import annotations

import csv
from pathlib import Path
from random import Random

WISHES = 6
SIZES, SIZE_WEIGHTS = (1, 2, 3), (60, 34, 6)
TRANSFERS, NEEDS, JOINT, POOLS = 0.08, 0.15, 0.7, 0.7
SEATS_A_CHILD = 0.7


def write_hard(folder: Path, children: int, facilities: int, seed: int) -> list[str]:
    """Write children.csv and facilities.csv and return the words that name them."""
    draw = Random(f"hard:{seed}:{children}:{facilities}")
    folder.mkdir(parents=True, exist_ok=True)
    ids = [f"{number:04}" for number in range(1, facilities + 1)]
    _write(folder / "facilities.csv", [_facility(draw, one, children, facilities) for one in ids])
    _write(folder / "children.csv", _families(draw, children, ids))
    files = [str(folder / f"{name}.csv") for name in ("children", "facilities")]
    return ["--children", files[0], "--facilities", files[1]]


def _write(file: Path, rows: list[dict[str, str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def _facility(draw: Random, one: str, children: int, facilities: int) -> dict[str, str]:
    mean = SEATS_A_CHILD * children / facilities / 6
    seats = [max(0, round(draw.uniform(0.3, 1.7) * mean)) for _age in range(6)]
    joint = [
        f"{low}+{low + 1}:{max(1, round((seats[low] + seats[low + 1]) * draw.uniform(0.5, 0.9)))}"
        for low in range(5)
        if draw.random() < JOINT / 2
    ]
    return {
        "保育所ID": one, "保育所名": f"保育所{one}",
        **{f"{age}歳募集人数": str(count) for age, count in enumerate(seats)},
        "加配定員": str(draw.randint(0, 2)) if draw.random() < POOLS else "",
        "合同定員": ";".join(joint),
    }  # fmt: skip


def _families(draw: Random, children: int, ids: list[str]) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    # Every wish has points of its own and no two are equal: nothing ties.
    points = list(range(1, children * WISHES + 1))
    draw.shuffle(points)
    household = 0
    while len(rows) < children:
        household += 1
        size = min(draw.choices(SIZES, SIZE_WEIGHTS)[0], children - len(rows))
        age = draw.randrange(6)
        near = draw.sample(ids, WISHES)
        pattern = str(draw.randint(2, 7)) if size > 1 else ""
        for _one in range(size):
            wishes = draw.sample(near, draw.randint(2, WISHES))
            elsewhere = [one for one in draw.sample(ids, WISHES + 1) if one not in wishes]
            own = [points.pop() for _wish in range(WISHES)]
            rows.append(
                {
                    "申請者番号": f"{len(rows) + 1:06}", "世帯番号": f"{household:06}",
                    "年齢": str(age if draw.random() < 0.5 else draw.randrange(6)),
                    "在籍保育所ID": elsewhere[0] if draw.random() < TRANSFERS else "",
                    "きょうだいパターン": pattern,
                    **_numbered("希望保育園ID_", wishes),
                    **_numbered("点数", [str(one) for one in own[: len(wishes)]]),
                    "加配": "1" if draw.random() < NEEDS else "",
                }
            )  # fmt: skip
    return rows


def _numbered(word: str, values: list[str]) -> dict[str, str]:
    filled = values + [""] * (WISHES - len(values))
    return {f"{word}{number}": value for number, value in enumerate(filled, 1)}
