"""`sync simulate`: the rules of synchronisation against a network that misbehaves."""

from __future__ import annotations

from app.cli.call import Call
from app.cli.sync_device import run_device_verb
from app.messages import _

NO = 4


def run(call: Call) -> int:
    """Run the verb named by `values.part`."""
    if call.values.part == "simulate":
        return _simulate(call)
    centre = call.joins.open_centre(call.shared, may_be_locked=True)
    try:
        run_device_verb(call, centre)
    finally:
        centre.close()
    return 0


def _simulate(call: Call) -> int:
    from app.domain.sync.simulate.run import simulate

    values, out = call.values, call.out
    found = simulate(values.histories, values.seed, values.mutant, call.progress)
    out.document(found.as_json())
    counts = found.counts
    rows = [
        (_("Histories"), found.histories),
        (_("Edits"), counts["edits"]),
        (_("Messages sent"), counts["messages"]),
        (_("Messages lost on the way"), counts["dropped"]),
        (_("Crashes"), counts["crashes"]),
        (_("Devices that ended differently"), counts["diverged"]),
        (_("Edits lost"), counts["lost_acknowledged"]),
        (_("Purged records left"), counts["purged_alive"]),
    ]
    out.table([_("What"), _("Count")], [(name, str(count)) for name, count in rows])
    if found.failing_seeds:
        seeds = ", ".join(map(str, found.failing_seeds[:10]))
        out.say(_("Histories to look at again, by seed: {seeds}").format(seeds=seeds))
    return 0 if found.is_sound else NO
