"""`serve`: answers the consoles of many centres until it is stopped."""

from __future__ import annotations

from app.cli.call import Call


def run(call: Call) -> int:
    """Serve."""
    call.joins.serve(call.shared, call.values)
    return 0
