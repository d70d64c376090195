"""`telework generate`, `match`, `check` and `explain` over plain files; no centre is opened."""

from __future__ import annotations

from argparse import Namespace

from app.cli import telework_centre
from app.cli.call import Call
from app.cli.output import Output
from app.domain.errors import Refused
from app.domain.progress import Progress
from app.domain.telework.inputs import TeleworkInput
from app.domain.telework.parts import Limits
from app.domain.telework.results import Explanation, Fact
from app.messages import _, ngettext
from app.messages.errors import sentence_for
from app.messages.telework_explain import (
    change_words,
    explain_lines,
    fact_sentence,
    report_lines,
    violation_sentence,
)
from app.messages.telework_hand_over import DECOMPOSITION_HEADINGS, kit_lines
from app.services.telework import TeleworkMatchingService, TeleworkPaths

MOST_SHOWN = 50


def run(call: Call) -> int:
    """Run the verb named by `values.part`."""
    values, joins, out, progress = call.values, call.joins, call.out, call.progress
    if values.part in ("export", "import"):
        return telework_centre.run(call)
    service = joins.telework()
    match values.part:
        case "generate":
            return _generate(values, service, out)
        case "match":
            return _match(values, service, out, progress)
        case "check":
            return _check(values, service, out)
        case "tasks":
            return _tasks(values, service, out)
        case _:
            return _explain(values, service, out)


def _generate(values: Namespace, service: TeleworkMatchingService, out: Output) -> int:
    made = service.generate(values.out, values.workers, values.jobs, values.seed)
    out.document({"files": [str(one) for one in made], "seed": values.seed})
    out.say(*map(str, made))
    return 0


def _read(values: Namespace, service: TeleworkMatchingService, out: Output) -> TeleworkInput:
    paths = TeleworkPaths(
        values.workers, values.jobs, getattr(values, "coaches", None), values.skills
    )
    given = service.read(paths)
    for one in given.warnings[:MOST_SHOWN]:
        out.note(f"{one.file} {one.row or ''}".strip() + f": {sentence_for(one)}")
    return given


def _match(
    values: Namespace, service: TeleworkMatchingService, out: Output, progress: Progress
) -> int:
    given = _read(values, service, out)
    limits = Limits(values.redesign_budget, values.subsidy_budget, values.share_tasks)
    matching = service.match(given, values.method, values.seed, progress, limits)
    document = service.write(values.out, matching, values.encoding)
    out.document(document)
    out.say(*report_lines(matching.report))
    return 0


def _check(values: Namespace, service: TeleworkMatchingService, out: Output) -> int:
    found = service.check(_read(values, service, out), values.matching)
    out.document(
        {
            "violations": [
                {"rule": one.rule, "worker": one.worker, "job": one.job, "detail": one.detail,
                 "message": violation_sentence(one)}
                for one in found.violations
            ],
            "unmet_needs": sum(one.rule == "need" for one in found.violations),
            "wrong_scores": found.wrong_scores,
            "blocking_pairs": found.blocking_pairs,
            "blocking": [{"worker": worker, "job": job} for worker, job in found.blocking],
            "placed": found.placed,
            "fit": found.fit / 100,
        }
    )  # fmt: skip
    out.say(*[violation_sentence(one) for one in found.violations[:MOST_SHOWN]])
    if not found.violations:
        out.say(_("Every placement keeps every rule."))
    if found.wrong_scores:
        out.say(
            ngettext(
                "{count} score is not the one written.",
                "{count} scores are not the ones written.",
                found.wrong_scores,
            ).format(count=found.wrong_scores)
        )
    out.say(
        ngettext(
            "{count} pair would rather have each other.",
            "{count} pairs would rather have each other.",
            found.blocking_pairs,
        ).format(count=found.blocking_pairs)
    )
    if found.violations or (values.stable and found.blocking_pairs):
        return Refused.exit_code
    return 0


def _tasks(values: Namespace, service: TeleworkMatchingService, out: Output) -> int:
    given = _read(values, service, out)
    headings = [str(one) for one in DECOMPOSITION_HEADINGS]
    count = service.task_sheet(given, values.job, headings, values.out, values.encoding)
    out.document({"file": str(values.out), "job": values.job, "pieces": count})
    out.say(str(values.out))
    return 0


def _explain(values: Namespace, service: TeleworkMatchingService, out: Output) -> int:
    given = _read(values, service, out)
    found = service.explain(given, values.worker, values.job)
    out.document(_as_json(found, given))
    out.say(*explain_lines(found, given.vocabulary))
    if values.interview:
        out.say("", *kit_lines(found))
    return 0


def _as_json(found: Explanation, given: TeleworkInput) -> dict[str, object]:
    def facts(some: tuple[Fact, ...], *, is_change: bool = False) -> list[dict[str, object]]:
        say = change_words if is_change else fact_sentence
        return [
            {"code": one.code, **one.data, "message": say(one, given.vocabulary)} for one in some
        ]

    terms = found.terms
    return {
        "worker": found.worker,
        "job": found.job,
        "fits": found.is_possible,
        "satisfied": facts(found.satisfied),
        "unsatisfied": facts(found.unsatisfied),
        "would_fit_if": facts(found.would_fit_if, is_change=True),
        "terms": {
            "required": terms.required / 100, "desired": terms.desired / 100,
            "hours": terms.hours / 100, "interests": terms.interests / 100,
        },
        "score": terms.score / 100,
        "lines": explain_lines(found, given.vocabulary),
        "interview": kit_lines(found),
    }  # fmt: skip
