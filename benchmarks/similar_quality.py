"""Whether similar cases are of the right kind: labelled stories against plain BM25.

Each story of `tests/data/similar_stories*.tsv` has the topic a volunteer gave it. It counts when one
of the three cases shown is of that topic; the topic is not told to the search. The peer is SQLite's
own BM25 over all pairs of characters of the story, in the same index: what a program without words,
topics and copies taken out does.

    python -m benchmarks.similar_quality [--consultations N]
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.bootstrap.centre import Centre
from app.domain.roles import Actor
from app.domain.similar import Asked
from app.store.consultation_similar import query_of
from app.store.grams import fold_text
from benchmarks.demo_centre import make_demo, open_demo
from benchmarks.measure import percentile, timed

DATA = Path(__file__).resolve().parents[1] / "tests" / "data"
TUNED, UNSEEN = DATA / "similar_stories.tsv", DATA / "similar_stories_unseen.tsv"
GOAL = 0.90


@dataclass(frozen=True, slots=True)
class Quality:
    """How often the right topic was among the three, of so many stories, and what was missed."""

    right: int
    of: int
    missed: tuple[tuple[str, str], ...]

    @property
    def share(self) -> float:
        """Return the share that was right."""
        return self.right / self.of


def labelled(file: Path) -> list[tuple[str, str]]:
    """Return (topic, story) of each line."""
    lines = file.read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t", 1) for line in lines if line and not line.startswith("#"))
    return [(topic, story) for topic, story in pairs]


def judge(stories: list[tuple[str, str]], topics_of: Callable[[str], list[str]]) -> Quality:
    """Return how often the topics found for a story hold the right one."""
    missed = tuple((topic, story) for topic, story in stories if topic not in topics_of(story))
    return Quality(len(stories) - len(missed), len(stories), missed)


def ours(centre: Centre, who: Actor) -> Callable[[str], list[str]]:
    """Return the search that the program shows."""
    return lambda story: [one.topic for one in centre.similar.similar(who, Asked(story)).cases]


def plain(centre: Centre) -> Callable[[str], list[str]]:
    """Return SQLite's BM25 over all pairs of characters."""

    def search(story: str) -> list[str]:
        words = fold_text(story).split()
        pairs = [word[at : at + 2] for word in words for at in range(len(word) - 1)]
        with centre.store.unit_of_work() as work:
            raw = work.consultations._connection
            places = raw.exec_driver_sql(
                "SELECT rowid FROM consultation_grams WHERE consultation_grams MATCH ? "
                "ORDER BY bm25(consultation_grams) LIMIT 3",
                (query_of(pairs),),
            )
            found = [int(place) for place in places.scalars()]
            marks = ", ".join("?" for _ in found) or "NULL"
            query = f"SELECT topic FROM consultations WHERE place IN ({marks})"
            return [str(one) for one in raw.exec_driver_sql(query, tuple(found)).scalars()]

    return search


def report(centre: Centre, who: Actor) -> None:
    """Print both searches over both lists."""
    for name, file in (("tuned on", TUNED), ("never tuned on", UNSEEN)):
        stories = labelled(file)
        for label, search in (("similar cases", ours(centre, who)), ("plain bm25", plain(centre))):
            found = judge(stories, search)
            seconds = timed(search, [story for _topic, story in stories])
            print(
                f"{label:14} {name:15} right topic in top 3: {found.right:3}/{found.of:3} "
                f"{found.share:6.1%}   p95 {percentile(seconds, 0.95) * 1000:6.1f} ms"
            )


def main() -> None:
    """Make a centre and print the quality over it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--consultations", type=int, default=3000)
    size = parser.parse_args().consultations
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "centre")
        make_demo(target, max(1, size // 5), size)
        centre, who = open_demo(target)
        try:
            print(f"{size} consultations; goal {GOAL:.0%} in the top 3")
            report(centre, who)
        finally:
            centre.close()


if __name__ == "__main__":
    main()
