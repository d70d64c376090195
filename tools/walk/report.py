"""What the walk tells: one plain line a step, and a numbered picture of it."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TextIO

from tools.desktop.session import Desktop


class Report:
    """Prints each step as it is done and keeps its picture."""

    def __init__(self, out: Path, stream: TextIO = sys.stdout) -> None:
        self.out = out
        self._stream = stream
        self._number = 0
        self._begun = time.monotonic()
        self._done = self._mark_for("✔", "[ok]")
        self._stopped = self._mark_for("✘", "[stopped]")

    def done(self, desktop: Desktop, sentence: str, slug: str) -> None:
        """Tell that a step is done and photograph where it led."""
        self._number += 1
        desktop.wait_still()
        desktop.picture(self.out / f"{self._number:02d}-{slug}.png")
        self._say(f"{self._done} {sentence}")

    def stopped(self, desktop: Desktop | None, why: str) -> None:
        """Tell that the walk cannot go on, with a picture of the place when there is one."""
        if desktop is not None and "DISPLAY" in desktop.env:
            desktop.picture(self.out / f"{self._number + 1:02d}-stopped.png")
        self._say(f"{self._stopped} {why}")

    def end(self) -> None:
        """Tell how many steps were walked and where the pictures are."""
        seconds = time.monotonic() - self._begun
        self._say(f"{self._number} steps in {seconds:.0f} s; pictures in {self.out}/")

    def _say(self, line: str) -> None:
        # A terminal without UTF-8 shows what it can instead of stopping the walk.
        encoding = self._stream.encoding or "ascii"
        print(line.encode(encoding, "replace").decode(encoding), file=self._stream, flush=True)

    def _mark_for(self, sign: str, plain: str) -> str:
        try:
            sign.encode(self._stream.encoding or "ascii")
        except UnicodeEncodeError:
            return plain
        return sign
