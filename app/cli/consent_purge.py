"""`consent purge`: erase for ever what rests on nothing any more."""

from __future__ import annotations

from argparse import Namespace

from app.cli.joins import SignedInCentre
from app.cli.output import Output
from app.domain.ids import PersonId
from app.messages import _


def run_purge(values: Namespace, centre: SignedInCentre, out: Output) -> int:
    """Erase and say how many records went."""
    found = centre.consent_purge.purge(
        centre.who, PersonId(values.person), is_leaving=values.is_leaving
    )
    out.document(
        {"person": values.person, "causes": [one.value for one in found.causes],
         "purged": dict(sorted(found.counts.items()))}
    )  # fmt: skip
    total = sum(found.counts.values())
    out.say(_("Erased for ever: {count} records.").format(count=total))
    return 0
