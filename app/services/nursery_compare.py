"""Two results side by side: whose place differs, and the likeliest cause.

The other result is held against the same input three times: as the rules say, with every tie left
as that result decided it, and by the other method. What stays wrong with ties left alone is an
error; what is wrong only in the order of ties is a tie; a result that the other method would find
in order was made by another rule. A child whose own household shows nothing may have been moved by
others: the cause of those whose seats it shares is then its cause too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.domain.nursery.ids import id_key
from app.domain.nursery.instance import Instance
from app.domain.nursery.results import STAYING, Held, ResultRow
from app.domain.nursery.rules import METHODS
from app.solvers.nursery.verify import Check

HAND_ERROR, TIE, RULE, UNKNOWN = CAUSES = ("hand_error", "tie", "rule", "unknown")


@dataclass(frozen=True, slots=True)
class Difference:
    """A child whose place differs between two results; `ours` and `theirs` are nursery ids or "".

    `follows` says that the cause lies with children whose seats it shares, not with its household.
    """

    child: str
    ours: str
    theirs: str
    cause: str
    follows: bool = False


def differences(
    ours: Mapping[str, ResultRow],
    theirs: Mapping[str, ResultRow],
    instance: Instance | None,
    held: Held | None,
) -> tuple[Difference, ...]:
    """Return the children whose places differ, in the order of ids.

    Args:
        ours: child id → row.
        theirs: the same of the other result.
        instance: the input, None when it is not at hand.
        held: what the other result gives, by child of the instance.
    """
    found: list[Difference] = []
    for child in sorted(ours.keys() | theirs.keys(), key=id_key):
        here = place_of(ours.get(child), child, instance)
        there = place_of(theirs.get(child), child, instance)
        if here != there:
            found.append(Difference(child, here, there, UNKNOWN))
    if instance is None or held is None:
        return tuple(found)
    return tuple(_with_causes(found, instance, held))


def place_of(row: ResultRow | None, child: str, instance: Instance | None) -> str:
    """Return the nursery of a row; whoever stays may have left it empty."""
    if row is None:
        return ""
    if row.nursery or row.result != STAYING or instance is None:
        return row.nursery
    index = instance.child_index.get(child)
    present = None if index is None else instance.children[index].present
    return "" if present is None else instance.nurseries[present].id


def _with_causes(
    found: Sequence[Difference], instance: Instance, held: Held
) -> Sequence[Difference]:
    strict = _wrong_households(Check(instance, held))
    lenient = _wrong_households(Check(instance, held, ties_stand=True))
    if strict and not _wrong_households(Check(_by_other_method(instance), held)):
        strict, lenient = set(), set()
    own: list[str] = []
    for one in found:
        index = instance.child_index.get(one.child)
        household = None if index is None else instance.children[index].household
        cause = TIE if household in strict else RULE
        own.append(UNKNOWN if index is None else HAND_ERROR if household in lenient else cause)
    groups = _sharing(found, instance)
    joined: list[Difference] = []
    for one, cause, group in zip(found, own, groups, strict=True):
        around = {other for other, at in zip(own, groups, strict=True) if at == group}
        if cause == RULE and around & {HAND_ERROR, TIE}:
            root = HAND_ERROR if HAND_ERROR in around else TIE
            joined.append(replace(one, cause=root, follows=True))
        else:
            joined.append(replace(one, cause=cause))
    return joined


def _by_other_method(instance: Instance) -> Instance:
    other = next(one for one in METHODS if one != instance.rules.method)
    return replace(instance, rules=replace(instance.rules, method=other))


def _wrong_households(check: Check) -> set[int]:
    """Return the households of whom a result does something that the rules do not allow."""
    verdict = check.verdict()
    children = check.instance.children
    wrong = {one.household for one in verdict.blocking} | set(verdict.not_listed)
    wrong |= {children[child].household for child in verdict.lost_seat}
    wrong |= {children[child].household for one in verdict.blocking for child in one.displaces}
    for over in verdict.over_budget:
        wrong |= {
            child.household
            for child, place in zip(children, check.held, strict=True)
            if place == over.nursery and child.age in over.ages
        }
    return wrong


def _sharing(found: Sequence[Difference], instance: Instance) -> list[int]:
    """Return a group number by difference: children who leave or take seats of one nursery and age.

    Siblings move together, so that their seats belong to one group as well.
    """
    leader: dict[object, object] = {}

    def find(one: object) -> object:
        while leader.setdefault(one, one) != one:
            one = leader[one]
        return one

    for number, one in enumerate(found):
        index = instance.child_index.get(one.child)
        if index is None:
            continue
        child = instance.children[index]
        seats = [(place, child.age) for place in (one.ours, one.theirs) if place]
        for other in (("household", child.household), *seats):
            leader[find(other)] = find(number)
    numbers: dict[object, int] = {}
    return [numbers.setdefault(find(number), len(numbers)) for number in range(len(found))]
