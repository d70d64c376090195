"""`nursery generate`, `check`, `allocate`, `verify`, `explain` and `compare` over plain files."""

from __future__ import annotations

from argparse import Namespace
from fractions import Fraction

from app.cli.call import Call
from app.cli.output import Output, finding_rows
from app.domain.errors import BadInput, Finding
from app.domain.nursery.inputs import InputFiles, NurseryInput
from app.domain.nursery.instance import Instance
from app.domain.nursery.results import Verdict, WishOutcome
from app.domain.nursery.rules import METHODS
from app.messages import _
from app.messages.errors import sentence_for
from app.messages.nursery import reason_sentence
from app.services.nursery import NurseryService, Wanted, blocking_documents

NO, REFUSED = 4, 3
MOST_SHOWN = 50
ALL_PLACES = 1221


def run(call: Call) -> int:
    """Run the verb named by `values.part`."""
    service = call.joins.nursery()
    match call.values.part:
        case "generate":
            return _generate(call, service)
        case "check":
            return _check(call, service)
        case "allocate":
            return _allocate(call, service)
        case "verify":
            return _verify(call, service)
        case "explain":
            return _explain(call, service)
        case _:
            return _compare(call, service)


def _files(values: Namespace) -> InputFiles:
    _require_files(values)
    return InputFiles(values.children, values.facilities, values.combinations, values.rules)


def _require_files(values: Namespace) -> None:
    """Refuse the command with every file that is not there."""
    named = (values.children, values.facilities, values.combinations, values.rules)
    asked = (*named, getattr(values, "result", None), getattr(values, "against", None))
    missing = [str(one) for one in asked if one is not None and not one.is_file()]
    if missing:
        found = tuple(Finding("file.not_found", one, data={"file": one}) for one in missing)
        raise BadInput("file.not_found", found, file=missing[0])


def _read(call: Call, service: NurseryService) -> NurseryInput:
    values = call.values
    given = service.read(_files(values), values.method, values.objective)
    _say_warnings(call.out, given)
    return given


def _say_warnings(out: Output, given: NurseryInput) -> None:
    for one in given.warnings[:MOST_SHOWN]:
        out.note(f"{one.file} {one.row or ''} {one.column}".strip() + f": {sentence_for(one)}")


def _generate(call: Call, service: NurseryService) -> int:
    values = call.values
    facilities = values.facilities or (ALL_PLACES if values.places else 40)
    made = service.generate(values.out, values.children, facilities, values.seed, values.places)
    call.out.document({"files": [str(one) for one in made], "seed": values.seed})
    call.out.say(*map(str, made))
    return 0


def _check(call: Call, service: NurseryService) -> int:
    values = call.values
    errors: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()
    try:
        given = service.read(_files(values), values.method, values.objective)
        warnings = given.warnings
        service.market(given)
    except BadInput as error:
        errors = error.findings
        found = error.data.get("warnings", warnings)
        warnings = found if isinstance(found, tuple) else ()
        if not call.out.is_json:
            call.out.error(error)
    call.out.document({"errors": finding_rows(errors), "warnings": finding_rows(warnings)})
    for one in warnings[:MOST_SHOWN]:
        call.out.note(f"{one.file} {one.row or ''} {one.column}".strip() + f": {sentence_for(one)}")
    if errors:
        return REFUSED
    call.out.say(_("The tables can be used."))
    return 0


def _allocate(call: Call, service: NurseryService) -> int:
    values, out = call.values, call.out
    wanted = Wanted(values.prove, values.time_limit, values.encoding)
    report, given = service.allocate(
        _files(values), values.out, wanted, call.progress, (values.method, values.objective)
    )
    _say_warnings(out, given)
    if given.instance.rules.method == METHODS[1]:
        out.note(_("With wish-first a family does better by wishing what it is likely to get."))
    out.document(report)
    proved = report["proved"]
    assert isinstance(proved, dict)
    out.say(
        _("{count} children are newly placed, {first} of them at their first wish.").format(
            count=report["newly_placed"], first=report["first_wish"]
        ),
        _("No household could do better on its own.")
        if not report["blocking_pairs"]
        else _("{count} households could do better: an appeal of theirs would succeed.").format(
            count=report["blocking_households"]
        ),
        _("This is proved to be the one right answer.")
        if all(proved.values())
        else _("It is the best found; that nothing is better is not proved."),
        str(values.out / "result.csv"),
    )
    return 0


def _verify(call: Call, service: NurseryService) -> int:
    given = _read(call, service)
    verdict = service.verify(given, call.values.result)
    is_good = verdict.is_feasible and verdict.is_stable
    call.out.document(_verdict_document(given.instance, verdict))
    if is_good:
        call.out.say(_("The result keeps every rule, and no household could do better."))
        return 0
    counts = (
        (_("over the number of seats"), len(verdict.over_budget)),
        (_("not in the family's list"), len(verdict.not_listed)),
        (_("a seat lost"), len(verdict.lost_seat)),
        (_("could do better"), len(verdict.blocking)),
    )
    call.out.table([_("What"), _("Count")], [(name, str(count)) for name, count in counts])
    return NO


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


def _explain(call: Call, service: NurseryService) -> int:
    given = _read(call, service)
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


def _compare(call: Call, service: NurseryService) -> int:
    values = call.values
    _require_files(values)
    given = _read(call, service) if values.children and values.facilities else None
    found = service.compare(values.result, values.against, given)
    causes = {
        "hand_error": _("the other result breaks a rule here"),
        "tie": _("a tie was decided another way"),
        "rule": _("another rule, or what follows from another change"),
        "unknown": _("not known without the tables"),
    }
    rows = [
        {"child": one.child, "ours": one.ours, "theirs": one.theirs, "cause": one.cause,
         "sentence": _("Child {child}: {ours} here, {theirs} there; {cause}.").format(
             child=one.child, ours=one.ours or _("no place"), theirs=one.theirs or _("no place"),
             cause=causes[one.cause])}
        for one in found
    ]  # fmt: skip
    call.out.document(rows)
    call.out.say(*[str(one["sentence"]) for one in rows])
    if not rows:
        call.out.say(_("The two results give the same places."))
    return 0
