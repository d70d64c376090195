"""The one way out: nothing of a person is handed over but through here (consent.md, 3)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from app.domain.consent.decision import Decision, Reason
from app.domain.consent.events import EventType, Expression, Scope
from app.domain.consent.provision import OtherBasis, Provision, details_of
from app.domain.consent.request import Request, plain
from app.domain.errors import Refused
from app.domain.ids import OperatorId, PersonId
from app.domain.roles import Actor, Role
from app.services.consent import ConsentService
from app.services.consent_ports import Carry, HandOverUnitOfWork, HandOverWork
from app.services.ports import Clock

CENTRE = "centre"
# Who may approve that data leave on a ground that is no consent.
APPROVERS = (Role.COORDINATOR, Role.ADMINISTRATOR)


class ConsentGateService:
    """Decides, writes the record and lets the data go, all in one transaction.

    Failure policy: whatever was prepared is thrown away unless the record is on the disk. Should the
    computer stop between the two, there is a record of something that did not go; never the reverse.
    """

    def __init__(self, unit_of_work: HandOverWork, consent: ConsentService, clock: Clock) -> None:
        self._unit_of_work, self._consent, self._clock = unit_of_work, consent, clock

    def permitted(
        self,
        person: PersonId,
        purpose: str,
        recipient: str,
        categories: Collection[str],
        now: datetime,
    ) -> frozenset[str]:
        """Return the categories that may be shown; whatever is not a clear yes is no."""
        action = "use" if recipient == CENTRE else "provide"
        request = Request(recipient, action, person, tuple(sorted(categories)), purpose, now)
        if not request.categories:
            return frozenset()
        with self._unit_of_work() as work:
            return frozenset(self._consent.decide_in(work, request).permitted)

    def hand_over(self, who: Actor, provision: Provision, carry: Carry) -> str:
        """Let data go to somebody and return the id of the decision.

        Args:
            who: the operator; she needs no further role than the area that asks.
            provision: whose data, which, to whom, what for.
            carry: given the transaction and the id of the decision, writes what the area keeps and
                prepares what goes; it is let go after everything is on the disk.

        Raises:
            Refused: `consent.not_permitted` unless every category may go, `consent.nothing_named`,
                `consent.no_approver`, `consent.no_ground`. Nothing is written then.
        """
        if not provision.categories:
            raise Refused("consent.nothing_named")
        request = _request_of(provision)
        with self._unit_of_work() as work:
            found = self._consent.decide_in(work, request)
            self._require(work, who, provision, found)
            decision = self._consent.decision_id(request, found)
            consents = sorted({one.id for one in found.reasons if one.outcome == "permit"})
            written = self._consent.note(
                work, EventType.PROVIDED, PersonId(provision.person),
                Scope(provision.purpose, tuple(sorted(provision.categories)), provision.to.id),
                about=consents[0] if consents else "",
                expression=Expression(by="", path="", staff=who.operator),
                details=details_of(provision, decision, consents),
            )  # fmt: skip
            work.audit.add(who.operator, "provide", "consent", provision.person, written.event.id)
            out = carry(work, decision)
            try:
                work.commit()
            except BaseException:
                out.discard()
                raise
            self._consent.keep_heads(work)
        out.release()
        return decision

    def _require(
        self, work: HandOverUnitOfWork, who: Actor, provision: Provision, found: Decision
    ) -> None:
        if provision.basis is not None:
            _require_ground(work, who, provision.basis, found)
        elif not found.is_permitted:
            kept = [one.category for one in found.reasons if one.outcome != "permit"]
            raise Refused(
                "consent.not_permitted", categories=kept, outcome=found.outcome,
                recipient=provision.to.name or provision.to.id,
            )  # fmt: skip


def _require_ground(
    work: HandOverUnitOfWork, who: Actor, basis: OtherBasis, found: Decision
) -> None:
    """A ground in law opens what the person did not, but never what a law bars."""
    barred: list[Reason] = [one for one in found.reasons if one.code == "legal_bar"]
    if barred:
        raise Refused(
            "consent.not_permitted", categories=[one.category for one in barred],
            outcome=found.outcome, recipient="",
        )  # fmt: skip
    if not plain(basis.law) or not plain(basis.reason):
        raise Refused("consent.no_ground")
    approver = work.operators.get(OperatorId(basis.approver))
    is_other = approver is not None and approver.id != who.operator and approver.is_active
    if approver is None or not is_other or approver.role not in APPROVERS:
        raise Refused("consent.no_approver")


def _request_of(provision: Provision) -> Request:
    to = provision.to
    return Request(
        to.id, "provide", provision.person, tuple(sorted(provision.categories)),
        provision.purpose, recipient_class=to.recipient_class,
        is_certified=to.certified_until is not None, certified_until=to.certified_until,
    )  # fmt: skip
