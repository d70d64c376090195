"""Names of the steps of long work, as the progress card and the command line show them."""

from __future__ import annotations

from app.messages import N_, Lazy

STEPS: dict[str, Lazy] = {
    "sync.send": N_("Sending"),
    "sync.fetch": N_("Fetching"),
    "sync.histories": N_("Histories"),
    "clubs.timetable": N_("Searching for a timetable"),
    "nursery.place": N_("Giving out the places"),
    "nursery.certain": N_("Looking for what is certain"),
    "nursery.prove": N_("Proving"),
    "nursery.check": N_("Checking the result"),
    "nursery.letters": N_("Making the letters"),
    "nursery.mend": N_("Mending what blocks"),
    "clubs.search": N_("Searching for a better plan"),
    "clubs.repair": N_("Mending the plan"),
    "clubs.feeds": N_("Writing calendars"),
    "demo.people": N_("Inventing people"),
    "demo.consultations": N_("Inventing consultations"),
    "import.check": N_("Looking at the rows"),
    "import.compare": N_("Looking for people who are known already"),
    "import.write": N_("Adding people"),
    "verify": N_("Reading the backup"),
    "export": N_("Copying the records"),
    "check": N_("Checking the copy"),
    "shot.pictures": N_("Taking pictures"),
    "consent.verify": N_("Reading the ledger again"),
    "telework.pairs": N_("Looking at every pair of worker and job"),
    "telework.match": N_("Matching"),
    "audit.cells": N_("Looking at the screens"),
}


def step_name(code: str) -> str:
    """Return the name of a step in the current language."""
    found = STEPS.get(code)
    return str(found) if found is not None else code
