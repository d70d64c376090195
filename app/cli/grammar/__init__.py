"""The grammar of the command line: each area adds its verbs in a module of its own."""

from __future__ import annotations

from app.cli.grammar import (
    attendance,
    care,
    clubs,
    consent,
    desk,
    nursery,
    records,
    sync,
    telework,
    voice,
    window,
)
from app.cli.grammar.kinds import Verbs


def add_every_verb(verbs: Verbs) -> None:
    """Add the verbs of all areas, in the order `--help` shows them."""
    window.add_verbs(verbs)
    records.add_verbs(verbs)
    desk.add_verbs(verbs)
    attendance.add_verbs(verbs)
    nursery.add_verbs(verbs)
    telework.add_verbs(verbs)
    clubs.add_verbs(verbs)
    consent.add_verbs(verbs)
    sync.add_verbs(verbs)
    voice.add_verbs(verbs)
    care.add_verbs(verbs)
