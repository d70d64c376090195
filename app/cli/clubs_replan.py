"""`clubs replan`: a published plan mended, with every difference in words."""

from __future__ import annotations

from app.cli.call import Call
from app.domain.errors import Refused
from app.messages import _, ngettext
from app.messages.clubs import broken_sentence
from app.messages.clubs_moves import move_sentence
from app.services.clubs import ClubsService


def replan(call: Call, service: ClubsService) -> int:
    """Mend the plan, write it and say what is different and who has to be told."""
    values, out = call.values, call.out
    done = service.replan(
        values.problem, values.plan, values.changes, values.out, values.seed, call.progress,
        wider=values.wider,
    )  # fmt: skip
    made, found = done.made, done.difference
    sentences = [move_sentence(one, done.problem) for one in found.moves]
    out.document(
        {
            "file": str(values.out), "seed": values.seed,
            "kind": "wider" if values.wider else "narrow",
            "served": made.served, "served_before": made.served_before,
            "unserved": len(made.plan.unplaced), "sessions": len(made.plan.sessions),
            "hit": list(made.hit),
            "changes": [
                {"change": one.code, "offer": one.offer, "before": list(one.before),
                 "after": list(one.after), "participant": one.who or None, "message": sentence}
                for one, sentence in zip(found.moves, sentences, strict=True)
            ],
            "notify": {"participants": list(found.people), "mentors": list(found.mentors)},
            "seconds": round(made.seconds, 2), "cancelled": made.is_cancelled,
            "violations": len(done.violations),
        }
    )  # fmt: skip
    out.say(*sentences)
    out.say(
        _("{count} people have a place; before, {before} had one.").format(
            count=made.served, before=made.served_before
        ),
        ngettext(
            "{count} person has to be told.", "{count} people have to be told.", len(found.people)
        ).format(count=len(found.people)),
        str(values.out),
    )
    if made.is_cancelled:
        out.note(_("Stopped early; the best so far was kept."))
    out.say(*[broken_sentence(one) for one in done.violations])
    return Refused.exit_code if done.violations else 0
