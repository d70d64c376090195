"""Runs the real command in a process of its own, as a script would."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command answered; the texts are UTF-8 whatever the locale says."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)


def madoguchi(*words: str | Path, stdin: bytes = b"", **env: str) -> Answer:
    """Run `madoguchi` with these words; English unless `LANG` says otherwise, no terminal."""
    surroundings = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG"))}
    done = subprocess.run(
        [sys.executable, "-m", "app", *map(str, words)],
        cwd=ROOT, input=stdin, capture_output=True, timeout=120, check=False,
        env={**surroundings, "LANG": "en_US.UTF-8", **env}, start_new_session=True,
    )  # fmt: skip
    return Answer(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def demo_centre(folder: Path, people: int = 30, consultations: int = 40, seed: int = 1) -> Path:
    """Make a demo centre and return its folder."""
    made = madoguchi(
        "demo", "--people", str(people), "--consultations", str(consultations),
        "--seed", str(seed), "--out", folder,
    )  # fmt: skip
    assert made.code == 0, made.err
    return folder


@dataclass(frozen=True, slots=True)
class OwnCentre:
    """A centre that is no demo, with the files that hold its secrets."""

    folder: Path
    passphrase: Path
    pin: Path
    recovery_code: str
    operator: str = "山田 恵子"

    def words(self) -> tuple[str | Path, ...]:
        """The options that open it and sign its administrator in."""
        return (
            "--centre", self.folder, "--passphrase-file", self.passphrase,
            "--operator", self.operator, "--pin-file", self.pin,
        )  # fmt: skip


def own_centre(place: Path) -> OwnCentre:
    """Make a centre that is no demo, with one administrator."""
    passphrase, pin = place / "passphrase.txt", place / "pin.txt"
    passphrase.write_text("correct horse 窓口\n", "utf-8")
    pin.write_text("8351\n", "utf-8")
    made = madoguchi(
        "centre", "create", "--name", "本町センター", "--operator", "山田 恵子", "--json",
        "--centre", place / "own", "--passphrase-file", passphrase, "--pin-file", pin,
    )  # fmt: skip
    assert made.code == 0, made.err
    return OwnCentre(place / "own", passphrase, pin, made.document["recovery_code"])
