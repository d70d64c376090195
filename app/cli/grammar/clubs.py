"""Clubs and their timetables over plain files."""

from __future__ import annotations

from app.cli.grammar.clubs_timetable import add_timetables
from app.cli.grammar.kinds import Verbs
from app.messages import _


def add_verbs(verbs: Verbs) -> None:
    """Add them."""
    clubs = verbs.group("clubs", _("plan clubs and curriculum timetables from files"))
    add_timetables(clubs)
