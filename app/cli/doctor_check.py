"""One line of the doctor's answer, and how it asks the programs of the system."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass

LONGEST_WAIT_SECONDS = 4


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, whether it is there, and what to do when it is not.

    `is_needed` tells whether the program cannot do its main job without it.
    """

    name: str
    ok: bool
    message: str
    what_to_do: str = ""
    is_needed: bool = False

    def as_json(self) -> dict[str, object]:
        """Return the line as the JSON answer holds it."""
        return {
            "name": self.name, "ok": self.ok, "message": self.message,
            "what_to_do": self.what_to_do, "needed": self.is_needed,
        }  # fmt: skip


def answer_of(*command: str) -> str | None:
    """Return what a program of the system prints, or None when it is not there or does not answer."""
    path = shutil.which(command[0])
    if path is None:
        return None
    try:
        done = subprocess.run(
            [path, *command[1:]],
            capture_output=True, timeout=LONGEST_WAIT_SECONDS, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None
