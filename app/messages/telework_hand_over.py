"""Words of the hand-over pack, the interview kit, loans and talks after the start."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.telework.hand_over import (
    HandOverPack,
    PlannedNeed,
    RecipientKind,
    interview_kit,
)
from app.domain.telework.inputs import NeedState
from app.domain.telework.results import Explanation
from app.messages import N_, Lazy, _
from app.messages.telework_explain import fact_sentence
from app.messages.telework_vocabulary import NEED_WORDS

RECIPIENTS: dict[RecipientKind, Lazy] = {
    RecipientKind.HELLO_WORK: N_("public employment office"),
    RecipientKind.SUPPORT_CENTRE: N_("support centre for work and living"),
    RecipientKind.REGISTERED: N_("registered placement body"),
}
PLAN: dict[NeedState, Lazy] = {
    NeedState.PROVIDED: N_("{need}: the employer has it ready on the first day."),
    NeedState.BROUGHT: N_("{need}: the worker brings it along."),
    NeedState.SUBSIDISED: N_("{need}: a subsidy of {yen} yen is applied for before the first day."),
}
NOT_ASKED: dict[str, Lazy] = {
    "diagnosis": N_("the name of an illness or disability"),
    "certificate": N_("the certificate and its grade"),
    "medicine": N_("medicines and treatment"),
    "family": N_("family and home"),
    "gap": N_("why there were times without work"),
}
FOLLOW_UP_TITLES: dict[str, Lazy] = {
    "day_1": N_("Talk on the first day of work"),
    "week_1": N_("Talk after one week of work"),
    "week_2": N_("Talk after two weeks of work"),
    "month_1": N_("Talk after one month of work"),
    "month_2": N_("Talk after two months of work"),
    "month_3": N_("Talk after three months of work"),
    "month_6": N_("Talk after six months of work"),
    "month_9": N_("Talk after nine months of work"),
    "month_12": N_("Talk after one year of work"),
}
DECOMPOSITION_HEADINGS: tuple[Lazy, ...] = (
    N_("No."), N_("Task"), N_("Hours a week"), N_("Skills"), N_("Can be shared"),
    N_("Equipment can take it over"),
)  # fmt: skip


def readme_lines(pack: HandOverPack) -> list[str]:
    """Return what the pack is, whom it is for and what is in it."""
    kind = RECIPIENTS[pack.recipient.kind]
    return [
        _("Proposal {id} for {recipient} ({kind})").format(
            id=pack.id, recipient=pack.recipient.name, kind=kind
        ),
        _("The centre prepares; placing people in work is up to you."),
        _("profile.csv holds only what the worker agreed to show you, in her own words."),
        _("plan.txt says who brings what she needs at work. why.txt says why the job fits."),
        _("interview.txt is for the first talk. manifest.json lists the hashes of all files."),
        _("She can stop this at any time. The record of this hand-over is {decision}.").format(
            decision=pack.decision
        ),
    ]


def plan_lines(plan: Sequence[PlannedNeed] | None) -> list[str]:
    """Return who brings what."""
    if plan is None:
        return [_("What has to be there at work is for her to tell.")]
    if not plan:
        return [_("Nothing special has to be there.")]
    return [
        str(PLAN[one.state]).format(need=NEED_WORDS[one.need], yen=f"{one.yen:,}") for one in plan
    ]


def kit_lines(explanation: Explanation) -> list[str]:
    """Return the points of the first talk, and what is not asked."""
    kit = interview_kit(explanation)
    lines = []
    for heading, facts in (
        (_("To settle together:"), kit.to_settle), (_("Known already:"), kit.holds),
    ):  # fmt: skip
        if facts:
            lines += [heading, *("- " + fact_sentence(one) for one in facts)]
    lines.append(_("Not asked, because it has no part in the work:"))
    return lines + [f"- {NOT_ASKED[code]}" for code in kit.not_to_ask]
