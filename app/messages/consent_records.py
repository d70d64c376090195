"""Words of what went to others: relation, ground, and who knows of a stop."""

from __future__ import annotations

from app.domain.consent.benefits import BenefitState
from app.domain.consent.provision import Provided, Relation, Told
from app.messages.catalogue import N_, Lazy, _

RELATIONS: dict[Relation, Lazy] = {
    # How a recipient stands to the centre (Act on the Protection of Personal Information, art. 27).
    Relation.THIRD_PARTY: N_("third party"),
    Relation.ENTRUSTED: N_("works for the centre"),
    Relation.SUCCESSION: N_("takes over from the centre"),
    Relation.JOINT_USE: N_("uses it together with the centre"),
}
TOLD: dict[Told, Lazy] = {
    Told.OPEN: N_("Not told yet"),
    Told.TOLD: N_("Told"),
    Told.CONFIRMED: N_("Told and confirmed"),
}

BENEFITS: dict[BenefitState, Lazy] = {
    BenefitState.NOTHING_PROMISED: N_("Nothing promised"),
    BenefitState.OPEN: N_("Not here yet"),
    BenefitState.LATE: N_("Late"),
    BenefitState.PARTLY: N_("Partly here"),
    BenefitState.RECEIVED: N_("Here"),
}


def recipient_words(one: Provided) -> str:
    """Return who got something: the name, and who stands for it."""
    name = one.to.name or one.to.id
    if not one.to.representative:
        return name
    return _("{name} ({representative})").format(name=name, representative=one.to.representative)


def basis_words(one: Provided) -> str:
    """Return the ground on which something went."""
    if one.basis is None:
        return _("Your yes")
    return _("{law}: {reason}").format(law=one.basis.law, reason=one.basis.reason)
