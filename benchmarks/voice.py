"""How well spoken English commands are understood, by noise, speaker and scope; the whole curve.

Goals at 20 dB of pink noise, voices and sentences never used for tuning: of ordinary sentences at
most 5 % executed, of commands at most 2 % taken for another; right at least 75 % of all commands
and 90 % of the twelve of one screen. What falls below the threshold asks "did you mean".

Words: `python -m benchmarks.voice [--json FILE]`. About eight minutes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from app.domain.voice.evidence import Evidence, Judge
from app.speech.english_ears import EnglishEars, read_judge
from benchmarks.voice_sentences import JUDGING as SENTENCES
from benchmarks.voice_sounds import IN_MORE_NOISE, JUDGING, Speaker
from benchmarks.voice_trials import Trial, all_meanings, trials

TWELVE = (
    "begin a consultation", "find a person", "open this consultation", "open this person",
    "check again", "show all of them", "go back", "read", "stop", "help", "show numbers", "menu",
)  # fmt: skip
CURVE = [step / 20 for step in range(1, 20)]
SEED = 1_000


def share(judge: Judge, found: Sequence[Trial], threshold: float) -> dict[str, float]:
    """Return the shares of right, wrong and of sentences that were executed."""
    commands = [one for one in found if one.means]
    strange = [one for one in found if not one.means]
    done = {id(one) for one in found if score(judge, one) >= threshold}
    right = sum(id(one) in done and one.heard_means == one.means for one in commands)
    wrong = sum(id(one) in done and one.heard_means != one.means for one in commands)
    executed = sum(id(one) in done for one in strange)
    return {
        "right": right / max(1, len(commands)),
        "wrong": wrong / max(1, len(commands)),
        "executed": executed / max(1, len(strange)),
    }


def score(judge: Judge, one: Trial) -> float:
    """Return how likely the phrase was said."""
    return judge.likelihood(Evidence(**one.evidence)) if one.evidence else 0.0


def line(name: str, found: dict[str, float]) -> str:
    """Return one printed row."""
    parts = "  ".join(f"{key} {100 * value:5.1f} %" for key, value in found.items())
    return f"{name:34} {parts}"


def hear(
    ears: EnglishEars, phrases: dict[str, str], speakers: Iterable[Speaker]
) -> dict[str, list[Trial]]:
    """Return the trials of each speaker."""
    return {
        f"{one.voice} {one.noise_db:.0f} dB": list(trials(ears, phrases, one, SENTENCES, SEED + n))
        for n, one in enumerate(speakers)
    }


def report(name: str, judge: Judge, by_speaker: dict[str, list[Trial]]) -> dict[str, object]:
    """Print a scope: its speakers, then all together, then the whole curve."""
    print(f"\n{name}, threshold {judge.threshold}")
    rows = {who: share(judge, found, judge.threshold) for who, found in by_speaker.items()}
    together = [one for found in by_speaker.values() for one in found]
    rows["all speakers"] = share(judge, together, judge.threshold)
    for who, found in rows.items():
        print(line(who, found), flush=True)
    curve = {f"{step:.2f}": share(judge, together, step) for step in CURVE}
    for step, found in curve.items():
        print(line(f"  curve at {step}", found))
    return {"threshold": judge.threshold, "by_speaker": rows, "curve": curve}


def main() -> None:
    """Judge all scopes and noises and print, and with `--json FILE` write, the figures."""
    judge = read_judge()
    ears = EnglishEars(judge)
    everything = all_meanings(None)
    twelve = {phrase: everything[phrase] for phrase in TWELVE}
    document = {
        "twelve": report("twelve of a screen", judge, hear(ears, twelve, JUDGING)),
        "all commands": report("all commands", judge, hear(ears, everything, JUDGING)),
        "noise": report("all commands, more noise", judge, hear(ears, everything, IN_MORE_NOISE)),
    }
    if "--json" in sys.argv:
        file = Path(sys.argv[sys.argv.index("--json") + 1])
        file.write_text(json.dumps(document, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
