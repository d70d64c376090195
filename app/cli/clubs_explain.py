"""`clubs explain`: why somebody has a place in an offer or none, and what it would take."""

from __future__ import annotations

from app.cli.call import Call
from app.domain.errors import BadInput, Finding
from app.messages.clubs_explain import rule_sentence
from app.services.clubs import ClubsService


def explain(call: Call, service: ClubsService) -> int:
    """Say each rule with its numbers; without --offer for every wish."""
    values, out = call.values, call.out
    problem = service.read(values.problem, values.changes)
    for code, key, among in (
        ("clubs.unknown_person", values.participant, problem.participants),
        ("clubs.unknown_offer", values.offer, problem.offers),
    ):
        if key is not None and key not in among:
            raise BadInput(code, (Finding(code, values.problem.name, value=key),))
    plan = service.read_plan(values.plan, problem)
    found = service.explain(problem, plan, values.participant, values.offer)
    offers = [
        {"offer": offer, "has_place": offer in found.places, "rules": [
            {"rule": one.code, "holds": one.holds, **one.data,
             "message": rule_sentence(one.code, holds=one.holds, data=one.data)}
            for one in rules
        ]}
        for offer, rules in found.rules.items()
    ]  # fmt: skip
    out.document(
        {"participant": values.participant, "places": found.places, "offers": offers,
         "would_work_if": found.ways, "took_ms": round(found.took_ms, 2)}
    )  # fmt: skip
    for offer, rules in found.rules.items():
        out.say(offer, *[f"  {rule_sentence(one.code, holds=one.holds, data=one.data)}"
                         for one in rules])  # fmt: skip
    return 0
