"""Follow-ups and delegations."""

from __future__ import annotations

from app.cli.grammar.kinds import Verbs, add_page, one_of, text
from app.domain.delegations import DelegationBasis
from app.domain.follow_ups import AttemptResult, FollowUpKind
from app.messages import _

KINDS = tuple(one.value for one in FollowUpKind)
RESULTS = tuple(one.value for one in AttemptResult)
BASES = tuple(one.value for one in DelegationBasis)


def add_verbs(verbs: Verbs) -> None:
    """Add them."""
    _add_follow_ups(verbs.group("follow-ups", _("calls, check-ins and errands that are due")))
    _add_delegations(verbs.group("delegations", _("who may speak for whom")))


def _add_follow_ups(group: Verbs) -> None:
    add_page(group.add("due", _("list what is due today")))
    add_page(group.add("all", _("list everything that is open")))
    one = group.add("add", _("write a follow-up"))
    one.add_argument("--person", metavar="ID", type=text, required=True)
    one.add_argument("--kind", metavar="|".join(KINDS), type=one_of(KINDS), default=KINDS[0])
    one.add_argument("--due", metavar="DAY", type=text, required=True, help=_("the day"))
    one.add_argument("--about", metavar="TEXT", type=text, default="", help=_("in a few words"))
    one.add_argument("--every", metavar="DAYS", type=text, help=_("comes again after these days"))
    one.add_argument("--consultation", metavar="ID", type=text)
    tried = group.add("attempt", _("note what came of a try"))
    tried.add_argument("id", metavar="ID", type=text)
    tried.add_argument("--result", metavar="|".join(RESULTS), type=one_of(RESULTS), required=True)
    tried.add_argument("--on", metavar="DAY", type=text, default="", help=_("the other day"))
    tried.add_argument("--note", metavar="TEXT", type=text, default="")
    group.add("drop", _("end a follow-up without another try")).add_argument(
        "id", metavar="ID", type=text
    )


def _add_delegations(group: Verbs) -> None:
    group.add("list", _("list who may speak for a person")).add_argument(
        "person", metavar="ID", type=text
    )
    one = group.add("add", _("write down who may speak for a person"))
    one.add_argument("--person", metavar="ID", type=text, required=True)
    one.add_argument("--name", metavar="NAME", type=text, required=True)
    one.add_argument("--relation", metavar="TEXT", type=text, default="")
    one.add_argument("--phone", metavar="NUMBER", type=text, default="")
    one.add_argument(
        "--scopes", metavar="CODES", type=text, required=True,
        help=_("consultations, device, appointments, procedures; joined with commas"),
    )  # fmt: skip
    one.add_argument("--basis", metavar="|".join(BASES), type=one_of(BASES), default=BASES[0])
    one.add_argument("--start", metavar="DAY", type=text, default="", help=_("else today"))
    one.add_argument("--end", metavar="DAY", type=text, required=True, help=_("the last day"))
    group.add("revoke", _("end a delegation")).add_argument("id", metavar="ID", type=text)
