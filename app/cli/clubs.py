"""`clubs timetable` and `clubs penalty` over plain files; no centre is opened."""

from __future__ import annotations

from app.cli.call import Call
from app.cli.clubs_timetable import penalty, timetable


def run(call: Call) -> int:
    """Run the verb named by `values.part`."""
    if call.values.part == "penalty":
        return penalty(call)
    return timetable(call)
