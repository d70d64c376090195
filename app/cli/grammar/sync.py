"""Synchronisation."""

from __future__ import annotations

from app.cli.grammar.kinds import Verbs, number, one_of
from app.domain.sync.simulate.names import MUTANT_NAMES
from app.messages import _


def add_verbs(verbs: Verbs) -> None:
    """Add them."""
    sync = verbs.group("sync", _("bring several computers together"))
    simulate = sync.add(
        "simulate", _("try the protocol on a bad network; anything lost ends with 4")
    )
    simulate.add_argument("--histories", metavar="N", type=number(1, 10**7), default=2000)
    simulate.add_argument("--seed", metavar="S", type=number(0, 2**31), default=1)
    simulate.add_argument(
        "--mutant", metavar="|".join(MUTANT_NAMES), type=one_of(MUTANT_NAMES),
        help=_("break one rule of the protocol, to see that it is noticed"),
    )  # fmt: skip
