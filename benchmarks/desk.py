"""Search and opening at the size of a busy centre: 20,000 people, 50,000 consultations.

Goals (desk.md): similar cases p95 < 200 ms, search p95 < 50 ms, opening a record < 100 ms.
"""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from app.domain.similar import Asked
from benchmarks.demo_centre import make_demo, open_demo
from benchmarks.measure import row, timed
from benchmarks.similar_quality import TUNED, UNSEEN, labelled

WORDS = (
    "年金",
    "詐欺",
    "孫",
    "写真",
    "LINE",
    "ライン",
    "くるくる",
    "wifi",
    "マイナンバーカード",
    "音が出ない",
)
NAMES = ("さとう", "たなか", "すずき はな", "2231", "わたなべ", "090")


def typed(story: str) -> list[str]:
    """Return a story as it stands after each character of its second half."""
    return [story[:end] for end in range(len(story) // 2, len(story) + 1)]


def main() -> None:
    """Print search and opening times over a large invented centre."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "large")
        make_demo(target, 20_000, 50_000)
        centre, who = open_demo(target)
        try:
            draw = random.Random(1)
            people = [r.id for r in centre.people.find_people(who, "", limit=200).rows]
            stories = [r.id for r in centre.consultations.recent(who, limit=200).rows]
            words = [draw.choice(WORDS) for _ in range(200)]
            names = [draw.choice(NAMES) for _ in range(200)]
            search = timed(lambda text: centre.consultations.search(who, text), words)
            find = timed(lambda text: centre.people.find_people(who, text), names)
            person = timed(lambda one: centre.people.open_person(who, one), people)
            told = [story for _topic, story in labelled(TUNED) + labelled(UNSEEN)]
            alike = timed(lambda text: centre.similar.similar(who, Asked(text)), told)
            typing = typed(told[0])
            while_typing = timed(lambda text: centre.similar.similar(who, Asked(text)), typing)
            story = timed(lambda one: centre.consultations.open_consultation(who, one), stories)
        finally:
            centre.close()
    print(row("search 50,000 consultations", search, "p95 < 50"))
    print(row("similar cases, each story new", alike, "p95 < 200"))
    print(row("similar cases while typing one", while_typing, "p95 < 200"))
    print(row("find among 20,000 people", find, "p95 < 50"))
    print(row("open a person", person, "< 100"))
    print(row("open a consultation", story, "< 100"))


if __name__ == "__main__":
    main()
