"""`nursery generate`, `check`, `allocate`, `verify`, `explain` and `compare` over plain files."""

from __future__ import annotations

from argparse import Namespace

from app.cli import nursery_check
from app.cli.call import Call
from app.cli.grammar.kinds import UsageError
from app.cli.output import Output, finding_rows
from app.domain.errors import BadInput, Finding
from app.domain.nursery.inputs import InputFiles, NurseryInput
from app.domain.nursery.rules import METHODS
from app.messages import _
from app.messages.errors import sentence_for
from app.services.nursery import NurseryService, Wanted

REFUSED = 3
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
            return nursery_check.verify(call, service, _read(call, service))
        case "explain":
            return nursery_check.explain(call, service, _read(call, service))
        case _:
            return nursery_check.compare(call, service, _read_if_named(call, service))


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


def _read_if_named(call: Call, service: NurseryService) -> NurseryInput | None:
    named = [call.values.children is not None, call.values.facilities is not None]
    if any(named) and not all(named):
        raise UsageError(_("Name both tables, --children and --facilities, or neither."))
    _require_files(call.values)
    return _read(call, service) if all(named) else None


def _say_warnings(out: Output, given: NurseryInput) -> None:
    for one in given.warnings[:MOST_SHOWN]:
        out.note(f"{one.file} {one.row or ''} {one.column}".strip() + f": {sentence_for(one)}")


def _generate(call: Call, service: NurseryService) -> int:
    values = call.values
    facilities = values.facilities or (ALL_PLACES if values.places else 40)
    made = service.generate(
        values.out, values.children, facilities, values.seed, values.places, is_hard=values.hard
    )
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
