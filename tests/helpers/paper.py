"""Reads a PDF back as people and programs do: with poppler's own tools."""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PIL import Image


def text_of(pdf: bytes, *options: str) -> str:
    """Return the text of all pages; `-raw` gives it in the order it was written."""
    return _run(pdf, "pdftotext", *options, "-enc", "UTF-8", "FILE", "-").decode("utf-8")


def squeezed(text: str) -> str:
    """Return a text without any white space, so that line ends do not matter."""
    return re.sub(r"\s+", "", text)


def pages_of_picture(pdf: bytes, dpi: int = 50) -> list[Image.Image]:
    """Return the pages as grey pictures."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "paper.pdf")
        file.write_bytes(pdf)
        command = ["pdftoppm", "-gray", "-r", str(dpi), str(file), str(Path(folder, "page"))]
        subprocess.run(command, check=True, timeout=60)
        found = sorted(Path(folder).glob("page*.pgm"))
        return [Image.open(io.BytesIO(one.read_bytes())) for one in found]


def facts(pdf: bytes) -> dict[str, str]:
    """Return what pdfinfo says of a file."""
    lines = _run(pdf, "pdfinfo", "-enc", "UTF-8", "FILE").decode("utf-8").splitlines()
    return {key.strip(): value.strip() for key, _colon, value in (x.partition(":") for x in lines)}


@dataclass(frozen=True)
class Word:
    """A word on a page and its place in pt."""

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float


def words_of(pdf: bytes) -> list[Word]:
    """Return the words of a file with their places."""
    found, page = [], 0
    pattern = re.compile(
        r'<page |<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)<'
    )
    for match in pattern.finditer(_run(pdf, "pdftotext", "-bbox", "FILE", "-").decode("utf-8")):
        if match.group(1) is None:
            page += 1
            continue
        left, top, right, bottom = (float(match.group(n)) for n in range(1, 5))
        found.append(Word(page, match.group(5), left, top, right, bottom))
    return found


def fonts_of(pdf: bytes) -> list[str]:
    """Return pdffonts' line for each typeface."""
    return _run(pdf, "pdffonts", "FILE").decode("utf-8").splitlines()[2:]


def _run(pdf: bytes, *command: str) -> bytes:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        words = [file.name if word == "FILE" else word for word in command]
        return subprocess.run(words, check=True, capture_output=True, timeout=60).stdout
