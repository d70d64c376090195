"""`delegations list`, `add` and `revoke`."""

from __future__ import annotations

from argparse import Namespace

from app.cli.call import Call
from app.cli.joins import SignedInCentre
from app.cli.output import Output
from app.domain.delegations import DelegationFields
from app.domain.ids import PersonId
from app.messages import _
from app.messages.follow_up_words import delegation_badge, delegation_line


def run(call: Call) -> int:
    """Run the verb named by `values.part`."""
    values, out = call.values, call.out
    centre = call.joins.open_centre(call.shared)
    try:
        match values.part:
            case "add":
                return _add(values, centre, out)
            case "revoke":
                centre.delegations.revoke(centre.who, values.id)
                out.document({"id": values.id})
                out.say(_("This delegation is ended."))
                return 0
            case _:
                return _list(values, centre, out)
    finally:
        centre.close()


def _add(values: Namespace, centre: SignedInCentre, out: Output) -> int:
    fields = DelegationFields(
        name=values.name, relation=values.relation, phone=values.phone, scopes=values.scopes,
        basis=values.basis, starts_on=values.start, ends_on=values.end,
    )  # fmt: skip
    made, _changes = centre.delegations.add(centre.who, PersonId(values.person), fields)
    out.document({"id": made})
    out.say(_("The delegation is written: {id}").format(id=made))
    return 0


def _list(values: Namespace, centre: SignedInCentre, out: Output) -> int:
    today = centre.delegations.today()
    found = centre.delegations.of_person(centre.who, PersonId(values.person))
    out.document(
        [
            {
                "id": one.id, "name": one.name, "relation": one.relation, "phone": one.phone,
                "scopes": list(one.scopes), "basis": one.basis.value,
                "starts_on": one.starts_on.isoformat(), "ends_on": one.ends_on.isoformat(),
                "holds": one.holds_on(today),
            }
            for one in found
        ]
    )  # fmt: skip
    if not found:
        out.say(_("Nobody is written down who may speak for her."))
        return 0
    out.table(
        [_("Name"), _("Relation"), _("May do"), _("Status")],
        [
            [one.name, one.relation, delegation_line(one, today), delegation_badge(one, today)[0]]
            for one in found
        ],
    )
    return 0
