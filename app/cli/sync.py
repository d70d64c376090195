"""`sync simulate`."""

from __future__ import annotations

import time

from app.cli.call import Call
from app.domain.sync.simulate import simulate
from app.messages import _

NO = 4
TELL_EVERY = 500


def run(call: Call) -> int:
    """Run the verb named by `values.part`."""
    values, out = call.values, call.out

    def tell(done: int) -> None:
        if done % TELL_EVERY == 0:
            call.progress.step("sync.histories", done, values.histories)

    start = time.perf_counter()
    found = simulate(values.histories, values.seed, values.mutant, tell)
    seconds = round(time.perf_counter() - start, 3)
    out.document(
        {
            "histories": found.histories, "seed": values.seed, "edits": found.edits,
            "messages": found.messages, "dropped": found.dropped, "duplicated": found.duplicated,
            "crashes": found.crashes, "purges": found.purges, "diverged": found.diverged,
            "lost_acknowledged": found.lost_acknowledged, "purged_alive": found.purged_alive,
            "failing_seeds": found.failing_seeds, "seconds": seconds,
        }
    )  # fmt: skip
    rows = [
        (_("Histories"), found.histories),
        (_("Edits"), found.edits),
        (_("Messages"), found.messages),
        (_("Messages lost on the way"), found.dropped),
        (_("Crashes"), found.crashes),
        (_("Devices that ended differently"), found.diverged),
        (_("Edits lost"), found.lost_acknowledged),
        (_("Purged records left"), found.purged_alive),
    ]
    out.table([_("What"), _("Count")], [(name, str(count)) for name, count in rows])
    if found.failing_seeds:
        seeds = ", ".join(map(str, found.failing_seeds[:10]))
        out.say(_("Histories to look at again, by seed: {seeds}").format(seeds=seeds))
    return 0 if found.is_clean else NO
