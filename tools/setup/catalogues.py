"""Compile every catalogue of sentences whose text changed: `python -m tools.setup.catalogues`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

TRANSLATIONS = Path(__file__).resolve().parents[2] / "translations"


def compile_catalogues(folder: Path = TRANSLATIONS) -> list[Path]:
    """Write each `.mo` that is older than its `.po` and return those written.

    Sentences marked fuzzy are left out: they were guessed, and a guess is not for people.
    """
    written: list[Path] = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns == source.stat().st_mtime_ns:
            continue
        with source.open("rb") as text:
            catalogue = read_po(text, locale=None, domain=source.stem)
        _drop_empty_plurals(catalogue)
        fresh = target.with_suffix(".new")
        with fresh.open("wb") as binary:
            write_mo(binary, catalogue)
        # The time of the source is the mark that this is its compiled form, whichever of the
        # two a version control system touched last.
        stat = source.stat()
        os.utime(fresh, ns=(stat.st_atime_ns, stat.st_mtime_ns))
        fresh.replace(target)
        written.append(target)
    return written


def _drop_empty_plurals(catalogue: Catalog) -> None:
    """Leave out sentences of a count that nobody translated: Babel would write the English ones.

    Easy Japanese then falls back to Japanese for them, as for every other sentence.
    """
    empty = [one for one in catalogue if isinstance(one.string, tuple) and not any(one.string)]
    for one in empty:
        catalogue.delete(one.id, one.context)


if __name__ == "__main__":
    compile_catalogues()
    sys.exit(0)
