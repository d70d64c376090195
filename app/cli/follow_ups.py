"""`follow-ups due`, `all`, `add`, `attempt` and `drop`."""

from __future__ import annotations

from argparse import Namespace

from app.cli.call import Call
from app.cli.joins import SignedInCentre
from app.cli.output import Output
from app.domain.follow_ups import AttemptResult, DueRow
from app.domain.ids import ConsultationId, PersonId
from app.messages import _
from app.messages.follow_up_words import due_badge, due_title, escalation_words, missed_words
from app.messages.times import day_words
from app.services.follow_ups import FollowUpFields, FollowUpPage


def run(call: Call) -> int:
    """Run the verb named by `values.part`."""
    values, out = call.values, call.out
    centre = call.joins.open_centre(call.shared)
    try:
        match values.part:
            case "add":
                return _add(values, centre, out)
            case "attempt":
                return _attempt(values, centre, out)
            case "drop":
                centre.follow_ups.end(centre.who, values.id)
                out.document({"id": values.id})
                out.say(_("The follow-up is dropped."))
                return 0
            case "all":
                page = centre.follow_ups.all_open(centre.who, values.limit, values.offset)
                return _list(page, centre, out)
            case _:
                page = centre.follow_ups.due(centre.who, None, values.limit, values.offset)
                return _list(page, centre, out)
    finally:
        centre.close()


def _list(page: FollowUpPage, centre: SignedInCentre, out: Output) -> int:
    today = centre.follow_ups.today()
    out.document({"total": page.total, "follow_ups": [_as_json(row) for row in page.rows]})
    if not page.rows:
        out.say(_("Nothing is due."))
        return 0
    out.table(
        [_("What"), _("About"), _("Telephone"), _("Due"), _("Calls")],
        [
            [due_title(row), row.follow_up.about, row.phone or "-", due_badge(row, today)[0],
             missed_words(row.missed)]
            for row in page.rows
        ],
    )  # fmt: skip
    return 0


def _add(values: Namespace, centre: SignedInCentre, out: Output) -> int:
    fields = FollowUpFields(values.kind, values.due, values.about, values.every or "")
    consultation = ConsultationId(values.consultation) if values.consultation else None
    made, _changes = centre.follow_ups.add(
        centre.who, PersonId(values.person), fields, consultation
    )
    out.document({"id": made})
    out.say(_("The follow-up is written: {id}").format(id=made))
    return 0


def _attempt(values: Namespace, centre: SignedInCentre, out: Output) -> int:
    tried, _changes = centre.follow_ups.note_attempt(
        centre.who, values.id, AttemptResult(values.result), values.note, values.on
    )
    out.document(
        {
            "id": values.id, "done": tried.is_done, "due_on": tried.due_on.isoformat(),
            "missed": tried.missed, "escalated": tried.is_escalated,
        }
    )  # fmt: skip
    if tried.is_done:
        out.say(_("The follow-up is done."))
    else:
        out.say(_("Next: {day}").format(day=day_words(tried.due_on)))
    if tried.is_escalated:
        out.say(escalation_words(tried.missed))
    return 0


def _as_json(row: DueRow) -> dict[str, object]:
    one = row.follow_up
    return {
        "id": one.id, "kind": one.kind.value, "person": one.person,
        "person_name": row.person_name, "person_kana": row.person_kana, "phone": row.phone,
        "about": one.about, "due_on": one.due_on.isoformat(), "every_days": one.every_days,
        "consultation": one.consultation, "missed": row.missed, "escalated": row.is_escalated,
        "last_try": row.last_try.isoformat() if row.last_try else None,
    }  # fmt: skip
