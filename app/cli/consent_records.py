"""`consent disclosures|tellings|told`: what went to others, and who knows of a stop."""

from __future__ import annotations

from argparse import Namespace

from app.cli.joins import SignedInCentre
from app.cli.output import Output
from app.domain.consent.provision import Provided, Telling
from app.domain.consent.writing import moment_text
from app.domain.ids import PersonId
from app.messages import _
from app.messages.consent_records import RELATIONS, TOLD, basis_words, recipient_words
from app.messages.times import moment_words


def run_records(values: Namespace, centre: SignedInCentre, out: Output) -> int:
    """Run the verb named by `values.part`."""
    match values.part:
        case "disclosures":
            return _disclosures(values, centre, out)
        case "tellings":
            return _tellings(values, centre, out)
        case _:
            return _told(values, centre, out)


def _disclosures(values: Namespace, centre: SignedInCentre, out: Output) -> int:
    found = centre.consent_records.provided(centre.who, PersonId(values.person))
    out.document({"person": values.person, "disclosures": [provided_json(one) for one in found]})
    if not found:
        out.say(_("Nothing of this person went to anybody."))
        return 0
    out.table(
        [_("When"), _("Who"), _("What for"), _("What"), _("Rests on")],
        [
            [moment_words(one.at), recipient_words(one), one.purpose,
             _(", ").join(one.categories), basis_words(one)]
            for one in found
        ],
    )  # fmt: skip
    return 0


def provided_json(one: Provided) -> dict[str, object]:
    """Return the record of one provision (Act, arts. 29 and 30)."""
    to, basis = one.to, one.basis
    return {
        "event": one.event, "at": moment_text(one.at), "recipient": to.id, "name": to.name,
        "representative": to.representative, "address": to.address,
        "relation": to.relation.value, "relation_name": str(RELATIONS[to.relation]),
        "purpose": one.purpose, "categories": list(one.categories), "way": one.way,
        "decision": one.decision, "consents": list(one.consents), "benefit": one.benefit,
        "basis": None if basis is None else
        {"law": basis.law, "reason": basis.reason, "approver": basis.approver},
        "kept_until": one.kept_until.isoformat(),
    }  # fmt: skip


def _tellings(values: Namespace, centre: SignedInCentre, out: Output) -> int:
    found = centre.consent_records.tellings(centre.who, PersonId(values.person))
    out.document({"person": values.person, "tellings": [telling_json(one) for one in found]})
    if not found:
        out.say(_("Nobody has to be told of a stop."))
        return 0
    out.table(
        [_("Stopped"), _("Who"), _("State"), _("Event")],
        [
            [
                moment_words(one.stopped_at),
                one.name or one.recipient,
                str(TOLD[one.state]),
                one.stop,
            ]
            for one in found
        ],
    )
    return 0


def telling_json(one: Telling) -> dict[str, object]:
    """Return who has to know of a stop and whether it does."""
    return {
        "event": one.stop, "stopped_at": moment_text(one.stopped_at), "recipient": one.recipient,
        "name": one.name, "state": one.state.value,
        "told_at": one.told_at and moment_text(one.told_at),
        "confirmed_at": one.confirmed_at and moment_text(one.confirmed_at),
    }  # fmt: skip


def _told(values: Namespace, centre: SignedInCentre, out: Output) -> int:
    records = centre.consent_records
    note = records.note_confirmed if values.is_confirmed else records.note_told
    written = note(centre.who, values.event, values.recipient, values.way)
    event = written.event
    out.document(
        {"event": event.id, "type": event.type.value, "about": event.about,
         "recipient": event.scope.recipient, "receipt": written.receipt}
    )  # fmt: skip
    out.say(
        _("Written: {recipient} has confirmed it.").format(recipient=values.recipient)
        if values.is_confirmed
        else _("Written: {recipient} was told.").format(recipient=values.recipient)
    )
    return 0
