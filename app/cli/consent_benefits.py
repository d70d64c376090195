"""`consent benefits` and `consent received`: what came back for data."""

from __future__ import annotations

from argparse import Namespace

from app.cli.joins import SignedInCentre
from app.cli.output import Output
from app.domain.consent.benefits import Benefit, sums_of
from app.domain.consent.writing import moment_text
from app.domain.ids import PersonId
from app.messages import _
from app.messages.consent_records import BENEFITS
from app.messages.times import moment_words


def run_benefits(values: Namespace, centre: SignedInCentre, out: Output) -> int:
    """Run the verb named by `values.part`."""
    records = centre.consent_records
    if values.part == "received":
        written = records.note_received(centre.who, values.event, values.what, values.yen)
        out.document({"event": written.event.id, "about": written.event.about,
                      "receipt": written.receipt})  # fmt: skip
        out.say(_("Written: {what} came.").format(what=values.what))
        return 0
    found = records.benefits(centre.who, PersonId(values.person))
    promised, received = sums_of(found)
    out.document(
        {"person": values.person, "benefits": [_json(one) for one in found],
         "promised_yen": promised, "received_yen": received}
    )  # fmt: skip
    out.table(
        [_("When"), _("Who"), _("Promised"), _("Received"), _("State")],
        [
            [moment_words(one.at), one.recipient, one.promised or "-",
             _(", ").join(one.received) or "-", str(BENEFITS[one.state])]
            for one in found
        ],
    )  # fmt: skip
    out.say(
        _("Promised: {promised} yen. Received: {received} yen.").format(
            promised=f"{promised:,}", received=f"{received:,}"
        )
    )
    return 0


def _json(one: Benefit) -> dict[str, object]:
    return {
        "event": one.event, "at": moment_text(one.at), "recipient": one.recipient,
        "purpose": one.purpose, "promised": one.promised, "promised_yen": one.promised_yen,
        "due": one.due and one.due.isoformat(), "received": list(one.received),
        "received_yen": one.received_yen, "state": one.state.value,
    }  # fmt: skip
