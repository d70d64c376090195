"""Where a Japanese speech model lies: a folder the centre supplies, never one fetched from a network."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.domain.errors import Unavailable

VARIABLE = "MADOGUCHI_VOICE_MODEL_JA"
# Each line: one of these files has to be there.
PARTS = (
    ("am/final.mdl", "final.mdl"),
    ("conf/mfcc.conf", "mfcc.conf"),
    ("graph/HCLG.fst", "graph/HCLr.fst", "HCLG.fst", "HCLr.fst"),
)


@dataclass(frozen=True, slots=True)
class Places:
    """Where to look, in order: the setting, the variable, the program's data, beside the program."""

    chosen: Path | None
    named: Path | None
    data: Path
    program: Path


def usual_places(chosen: Path | None = None) -> Places:
    """Return the places of this machine; `chosen` is what the centre's setting names."""
    from platformdirs import user_data_path

    variable = os.environ.get(VARIABLE, "").strip()
    is_packed = getattr(sys, "frozen", False)
    program = Path(sys.executable).parent if is_packed else Path(__file__).resolve().parents[2]
    data = user_data_path("Madoguchi", appauthor=False) / "voice" / "models"
    named = Path(variable).expanduser() if variable else None
    return Places(chosen, named, data, program / "models")


def find_model(places: Places) -> Path:
    """Return the first whole model folder.

    A folder that somebody named counts even when it is not whole: then it is told what is missing,
    instead of quietly listening with another.

    Raises:
        Unavailable: `voice.model_incomplete` with folder and missing file, or `voice.no_ears_ja`.
    """
    for named in (places.chosen, places.named):
        if named is not None:
            return _whole(named)
    torn: Path | None = None
    for folder in _candidates(places):
        if not missing(folder):
            return folder
        if torn is None and len(missing(folder)) < len(PARTS):
            torn = folder
    if torn is not None:
        return _whole(torn)
    raise Unavailable("voice.no_ears_ja", folder=str(places.data))


def missing(folder: Path) -> list[str]:
    """Return the files a model folder lacks, each by its first name."""
    return [names[0] for names in PARTS if not any((folder / one).is_file() for one in names)]


def _whole(folder: Path) -> Path:
    """Return a folder, or the one in it: an unpacked archive often has one folder too many."""
    lacks = missing(folder)
    if not lacks:
        return folder
    inner = [one for one in _folders(folder) if not missing(one)]
    if len(inner) == 1:
        return inner[0]
    raise Unavailable("voice.model_incomplete", folder=str(folder), missing=", ".join(lacks))


def _candidates(places: Places) -> Iterator[Path]:
    for place in (places.data, places.program):
        yield place
        yield from _folders(place)


def _folders(place: Path) -> list[Path]:
    try:
        return sorted(one for one in place.iterdir() if one.is_dir())
    except OSError:
        return []
