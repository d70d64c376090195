"""Who came today."""

from __future__ import annotations

from app.cli.grammar.kinds import Verbs, number
from app.messages import _


def add_verbs(verbs: Verbs) -> None:
    """Add them."""
    group = verbs.group("attendance", _("how many came today; open on a locked device too"))
    group.add("today", _("say how many came"))
    for name, sentence in (("add", _("add visitors")), ("take", _("take visitors back"))):
        group.add(name, sentence).add_argument(
            "--visitors", metavar="N", type=number(1, 10**6), default=1
        )
