"""Pictures of the virtual screen, taken from outside by ImageMagick."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from tools.desktop.processes import ToolMissingError

_PPM_HEAD = re.compile(rb"P6\s+(\d+)\s+(\d+)\s+255\s")


def take_picture(file: Path | None, env: dict[str, str]) -> bytes:
    """Photograph the whole screen: into a PNG file, or as PPM bytes when no file is given."""
    target = "ppm:-" if file is None else f"png:{file}"
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
    try:
        done = subprocess.run(
            ["import", "-silent", "-window", "root", "-depth", "8", target],
            env=env,
            capture_output=True,
            timeout=20,
            check=True,
        )
    except FileNotFoundError as gone:
        raise ToolMissingError("import") from gone
    return done.stdout


class Pixels:
    """The screen as numbers: what colour lies where."""

    def __init__(self, ppm: bytes) -> None:
        """Read a binary PPM (P6, 8 bit) as ImageMagick writes it."""
        head = _PPM_HEAD.match(ppm)
        if head is None:
            raise ValueError("not an 8 bit PPM")
        self.width, self.height = int(head[1]), int(head[2])
        self._data = ppm[head.end() :]

    def box(self, x: int, y: int, width: int, height: int) -> list[tuple[int, int, int]]:
        """Return the colours inside a rectangle, row by row, cut at the edge of the screen."""
        left, top = max(0, x), max(0, y)
        right, bottom = min(self.width, x + width), min(self.height, y + height)
        colours: list[tuple[int, int, int]] = []
        for row in range(top, bottom):
            line = self._data[(row * self.width + left) * 3 : (row * self.width + right) * 3]
            colours += zip(line[0::3], line[1::3], line[2::3], strict=True)
        return colours
