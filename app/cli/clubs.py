"""`clubs` over plain files; no centre is opened."""

from __future__ import annotations

from app.cli.call import Call
from app.cli.clubs_explain import explain
from app.cli.clubs_export import export
from app.cli.clubs_replan import replan
from app.cli.clubs_timetable import penalty, timetable
from app.domain.clubs.problem import Problem
from app.domain.errors import Refused
from app.messages import _
from app.messages.clubs import broken_sentence
from app.services.clubs import ClubsService

MOST_SHOWN = 50


def run(call: Call) -> int:
    """Run the verb named by `values.part`."""
    service = call.joins.clubs()
    match call.values.part:
        case "plan":
            return _plan(call, service)
        case "export":
            return export(call, service)
        case "replan":
            return replan(call, service)
        case "explain":
            return explain(call, service)
        case "timetable":
            return timetable(call)
        case "penalty":
            return penalty(call)
        case "register":
            return _register(call)
        case "generate":
            return _generate(call, service)
        case _:
            return _check(call, service)


def _generate(call: Call, service: ClubsService) -> int:
    values = call.values
    problem = service.generate(values.out, values.participants, values.offers, values.seed)
    call.out.document({"file": str(values.out), "seed": values.seed, **_size(problem)})
    call.out.say(str(values.out))
    return 0


def _register(call: Call) -> int:
    """Let the centre's registers be what a file says."""
    centre = call.joins.open_centre(call.shared)
    try:
        problem, _changes = centre.clubs_week.take_in(centre.who, call.values.problem.expanduser())
    finally:
        centre.close()
    call.out.document({"file": str(call.values.problem), **_size(problem)})
    call.out.say(_("The registers of the clubs are what the file says."))
    return 0


def _plan(call: Call, service: ClubsService) -> int:
    values, out = call.values, call.out
    problem = service.read(values.problem)
    made = service.plan(problem, values.out, values.seed, values.time_limit, call.progress)
    found = service.check(problem, made.plan)
    out.document(
        {
            "file": str(values.out), "seed": values.seed, "served": made.served,
            "unserved": len(made.plan.unplaced), "sessions": len(made.plan.sessions),
            "mentor_load": made.load, "mentor_load_most": made.load_most,
            "greedy_served": made.greedy_served, "rounds": made.rounds,
            "seconds": round(made.seconds, 2), "cancelled": made.is_cancelled,
            "violations": len(found),
        }
    )  # fmt: skip
    out.say(
        _("{count} people have a place, {rest} have none.").format(
            count=made.served, rest=len(made.plan.unplaced)
        ),
        _("Mentors lead {have} of the {most} meetings they can.").format(
            have=made.load, most=made.load_most
        ),
        str(values.out),
    )
    if made.is_cancelled:
        out.note(_("Stopped early; the best so far was kept."))
    out.say(*[broken_sentence(one) for one in found[:MOST_SHOWN]])
    return Refused.exit_code if found else 0


def _check(call: Call, service: ClubsService) -> int:
    values, out = call.values, call.out
    problem = service.read(values.problem, values.changes)
    plan = service.read_plan(values.plan, problem)
    found = service.check(problem, plan)
    served = {person for one in plan.sessions for person in one.participants}
    out.document(
        {
            "violations": [
                {"rule": one.code.removeprefix("clubs.broken."), "offer": one.offer,
                 "who": one.who, **one.data, "message": broken_sentence(one)}
                for one in found
            ],
            "count": len(found),
            "sessions": len(plan.sessions),
            "served": len(served),
            "unplaced": len(plan.unplaced),
        }
    )  # fmt: skip
    out.say(*[broken_sentence(one) for one in found[:MOST_SHOWN]])
    if len(found) > MOST_SHOWN:
        rest = len(found) - MOST_SHOWN
        out.say(_("… and {count} more; --json lists them all.").format(count=rest))
    if found:
        return Refused.exit_code
    out.say(_("The plan keeps every rule."))
    return 0


def _size(problem: Problem) -> dict[str, object]:
    return {
        "participants": len(problem.participants), "offers": len(problem.offers),
        "mentors": len(problem.mentors), "rooms": len(problem.rooms),
        "venues": len(problem.venues), "slots": len(problem.slots),
    }  # fmt: skip
