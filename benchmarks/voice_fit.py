"""Fits the judge of spoken commands and writes resources/voice/en.json.

Only the tuning voices and the tuning sentences are heard here. The threshold is the lowest at
which, each voice judged by weights that never heard it, at most 1 % of the sentences that are no
command and at most 1 % of the commands would do something wrong: well below the goals of 5 and
2 %, because other voices are worse than those it was fitted to.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from app.domain.voice.evidence import Evidence, Judge
from app.speech.english_ears import JUDGE, EnglishEars
from benchmarks.voice_sentences import TUNING as SENTENCES
from benchmarks.voice_sounds import TUNING
from benchmarks.voice_trials import Trial, all_meanings, trials

NAMES = [field.name for field in fields(Evidence)]
RIDGE = 3.0
STEPS = 60
WRONG_WEIGHT = 2.0
MOST_STRANGE, MOST_WRONG = 0.01, 0.01


def main() -> None:
    """Hear, fit, choose the threshold, write."""
    kept = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    rows = read_trials(kept) if kept and kept.exists() else hear()
    if kept and not kept.exists():
        kept.write_text("\n".join(json.dumps(row) for row in rows) + "\n", "utf-8")
    terms, bias = fit(rows)
    threshold = choose(rows)
    document = {"terms": terms, "bias": round(bias, 5), "threshold": threshold}
    JUDGE.write_text(json.dumps(document, indent=1) + "\n", "utf-8")
    print(json.dumps(document, indent=1))


def hear() -> list[dict[str, Any]]:
    """Return all trials of the tuning voices, over the commands of every screen."""
    ears, phrases = EnglishEars(Judge({}, 0.0, 1.0)), all_meanings(None)
    found: list[Trial] = []
    for seed, speaker in enumerate(TUNING):
        found.extend(trials(ears, phrases, speaker, SENTENCES, seed))
        print(speaker.voice, file=sys.stderr, flush=True)
    return [asdict(one) for one in found]


def read_trials(file: Path) -> list[dict[str, Any]]:
    """Return the trials kept from a run before."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def is_right(row: dict[str, Any]) -> bool:
    """Return whether what was heard is what was said."""
    return bool(row["means"]) and row["means"] == row["heard_means"]


def fit(rows: list[dict[str, Any]]) -> tuple[dict[str, tuple[float, float, float]], float]:
    """Return mean, spread and weight of each kind of evidence, and the bias."""
    import numpy

    heard = [row for row in rows if row["evidence"]]
    table = numpy.array([[row["evidence"][name] for name in NAMES] for row in heard], float)
    right = numpy.array([is_right(row) for row in heard], float)
    weight = numpy.where(right > 0, 1.0, WRONG_WEIGHT)
    mean, spread = table.mean(axis=0), table.std(axis=0) + 1e-6
    scaled = numpy.c_[(table - mean) / spread, numpy.ones(len(table))]
    ridge = numpy.r_[numpy.full(len(NAMES), RIDGE), 1e-9]
    values = numpy.zeros(scaled.shape[1])
    for _step in range(STEPS):
        guess = 1 / (1 + numpy.exp(-scaled @ values))
        slope = scaled.T @ (weight * (guess - right)) + ridge * values
        curve = (scaled.T * (weight * guess * (1 - guess))) @ scaled + numpy.diag(ridge)
        values = values - numpy.linalg.solve(curve, slope)
    terms = {
        name: (round(float(m), 5), round(float(s), 5), round(float(v), 5))
        for name, m, s, v in zip(NAMES, mean, spread, values, strict=False)
    }
    return terms, float(values[-1])


def choose(rows: list[dict[str, Any]]) -> float:
    """Return the threshold, each voice judged by weights that never heard it."""
    scored: list[tuple[float, dict[str, Any]]] = []
    for voice in {row["speaker"]["voice"] for row in rows}:
        terms, bias = fit([row for row in rows if row["speaker"]["voice"] != voice])
        judge = Judge(terms, bias, 0.0)
        for row in rows:
            if row["speaker"]["voice"] == voice:
                facts = row["evidence"]
                score = judge.likelihood(Evidence(**facts)) if facts else 0.0
                scored.append((score, row))
    strange = sum(not row["means"] for row in rows)
    plain = len(rows) - strange
    for step in range(20, 99):
        threshold = step / 100
        done = [row for score, row in scored if score >= threshold]
        did_strange = sum(not row["means"] for row in done) / strange
        did_wrong = sum(bool(row["means"]) and not is_right(row) for row in done) / plain
        if did_strange <= MOST_STRANGE and did_wrong <= MOST_WRONG:
            right = sum(is_right(row) for row in done) / plain
            print(f"right {right:.3f} wrong {did_wrong:.3f} strange {did_strange:.3f}")
            return threshold
    return 0.99


if __name__ == "__main__":
    main()
