"""`attendance today`, `add` and `take`; a device that is locked does them too."""

from __future__ import annotations

from app.cli.call import Call
from app.messages import _, ngettext


def run(call: Call) -> int:
    """Run the verb named by `values.part`."""
    values, out = call.values, call.out
    centre = call.joins.open_centre(call.shared, may_be_locked=True)
    try:
        if values.part == "today":
            tally = centre.attendance.today()
        else:
            count = values.visitors if values.part == "add" else -values.visitors
            tally = centre.attendance.count(centre.who, count)
    finally:
        centre.close()
    out.document({"day": tally.day.isoformat(), "visitors": tally.visitors})
    if tally.visitors:
        said = ngettext("{count} person came today.", "{count} people came today.", tally.visitors)
        out.say(said.format(count=tally.visitors))
    else:
        out.say(_("Nobody was counted today."))
    return 0
