"""`nursery verify`, `explain` and `compare`: what stands behind a result, whoever made it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from app.cli.call import Call
from app.domain.nursery.inputs import NurseryInput
from app.domain.nursery.instance import Instance, Tuple
from app.domain.nursery.results import OverBudget, Verdict, WishOutcome
from app.messages import _
from app.messages.nursery import difference_sentence, reason_sentence
from app.services.nursery import NurseryService, blocking_documents

NO = 4
MOST_SHOWN = 50


def verify(call: Call, service: NurseryService, given: NurseryInput) -> int:
    """Say what is wrong with a result; 4 when it is not feasible and stable."""
    verdict = service.verify(given, call.values.result)
    call.out.document(_verdict_document(given.instance, verdict))
    if verdict.is_feasible and verdict.is_stable:
        call.out.say(_("The result keeps every rule, and no household could do better."))
        return 0
    counts = (
        (_("over the number of seats"), len(verdict.over_budget)),
        (_("not in the family's list"), len(verdict.not_listed)),
        (_("a seat lost"), len(verdict.lost_seat)),
        (_("could do better"), len(verdict.blocking)),
    )
    call.out.table([_("What"), _("Count")], [(name, str(count)) for name, count in counts])
    lines = list(_wrong_lines(given.instance, verdict))
    call.out.say("", *lines[:MOST_SHOWN])
    if len(lines) > MOST_SHOWN:
        call.out.say(_("{count} more; --json lists all.").format(count=len(lines) - MOST_SHOWN))
    return NO


def _wrong_lines(instance: Instance, verdict: Verdict) -> Iterator[str]:
    """Yield one line for each thing that is wrong."""
    for over in verdict.over_budget:
        yield _over_line(instance, over)
    for number in verdict.not_listed:
        one = instance.households[number]
        members = ", ".join(instance.children[child].id for child in one.members)
        yield _("Household {household} ({children}): no combination it wished.").format(
            household=one.id, children=members
        )
    for child in verdict.lost_seat:
        present = instance.nurseries[instance.children[child].present or 0].id
        yield _("Child {child}: has lost its seat at {nursery}.").format(
            child=instance.children[child].id, nursery=present
        )
    for pair in verdict.blocking:
        yield _("Household {household}: {wanted} (position {position}) could be given.").format(
            household=instance.households[pair.household].id,
            wanted=_places(instance, pair.wanted),
            position=pair.position,
        )


def _over_line(instance: Instance, over: OverBudget) -> str:
    # Translators: one line of a check; the ages are numbers such as 0・1.
    sentences = {
        "seats": _("Nursery {nursery}, age {ages}: {used} placed on {budget} seats."),
        "joint": _("Nursery {nursery}, ages {ages} together: {used} placed on {budget} seats."),
        "staff": _("Nursery {nursery}: {used} of {budget} extra staff are needed."),
    }
    return sentences[over.kind].format(
        nursery=instance.nurseries[over.nursery].id, ages="・".join(map(str, over.ages)),
        used=over.used, budget=over.budget,
    )  # fmt: skip


def _places(instance: Instance, places: Tuple) -> str:
    return " + ".join("–" if one is None else instance.nurseries[one].id for one in places)


def _verdict_document(instance: Instance, verdict: Verdict) -> dict[str, object]:
    return {
        "feasible": verdict.is_feasible,
        "stable": verdict.is_stable,
        "over_budget": [
            {
                "nursery": instance.nurseries[one.nursery].id, "kind": one.kind,
                "ages": list(one.ages), "used": one.used, "budget": one.budget,
            }
            for one in verdict.over_budget
        ],
        "not_listed": [
            {
                "household": instance.households[one].id,
                "children": [instance.children[c].id for c in instance.households[one].members],
            }
            for one in verdict.not_listed
        ],
        "lost_seat": [
            {
                "child": instance.children[one].id,
                "nursery": instance.nurseries[instance.children[one].present or 0].id,
            }
            for one in verdict.lost_seat
        ],
        "blocking": blocking_documents(instance, verdict),
    }  # fmt: skip


def explain(call: Call, service: NurseryService, given: NurseryInput) -> int:
    """Say what became of each wish of a child."""
    row, wishes = service.explain(given, call.values.result, call.values.child)
    documents = [_wish_document(given.instance, one) for one in wishes]
    call.out.document({"child": row.child, "result": row.result, "wishes": documents})
    call.out.say(f"{row.child}  {row.result}  {row.nursery}".rstrip())
    for one in wishes:
        nursery = given.instance.nurseries[one.nursery]
        call.out.say(f"{one.rank}. {nursery.name}: {reason_sentence(one.reason)}")
    return 0


def _wish_document(instance: Instance, one: WishOutcome) -> dict[str, object]:
    return {
        "rank": one.rank,
        "nursery": instance.nurseries[one.nursery].id,
        "outcome": one.outcome,
        "reason_code": one.reason.code,
        "numbers": {key: _number(value) for key, value in one.reason.data.items()},
        "sentence": reason_sentence(one.reason),
    }


def _number(value: object) -> object:
    if isinstance(value, Fraction):
        return float(value)
    return list(value) if isinstance(value, tuple) else value


def compare(call: Call, service: NurseryService, given: NurseryInput | None) -> int:
    """Say where two results differ, and the likeliest cause."""
    found = service.compare(call.values.result, call.values.against, given)
    rows = [
        {"child": one.child, "ours": one.ours, "theirs": one.theirs, "cause": one.cause,
         "sentence": difference_sentence(
             one.child, one.ours, one.theirs, one.cause, follows=one.follows)}
        for one in found
    ]  # fmt: skip
    call.out.document(rows)
    call.out.say(*[str(one["sentence"]) for one in rows])
    if not rows:
        call.out.say(_("The two results give the same places."))
    return 0
