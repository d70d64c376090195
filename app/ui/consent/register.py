"""The screens and actions of consent."""

from __future__ import annotations

from typing import Any

from app.messages import N_
from app.ui.consent.log_view import ConsentLogView
from app.ui.consent.page_view import ConsentView
from app.ui.consent.stop_view import StopView
from app.ui.consent.talk_view import TalkView
from app.ui.registry import Action, Danger, Screen, registry
from app.ui.screen import ScreenContext

STAFF = ("volunteer", "coordinator", "supporter", "administrator")
IN_CHARGE = ("coordinator", "administrator")

for _action in (
    Action("consent.open", N_("Who can see?"),
           N_("Shows who can see what of this person, and stops it."), "eye"),
    Action("consent.stop", N_("Stop"), N_("Ends what one recipient can see; explained first."),
           "ban", takes_subject=True),
    Action("consent.freeze", N_("Stop everything"),
           N_("Ends everything at once; explained first."), "hand"),
    Action("consent.stop_now", N_("Yes, stop it"), N_("Ends it now; no reason is asked."), "ban",
           danger=Danger.CONFIRM),
    Action("consent.keep", N_("Leave it as it is"), N_("Goes back; nothing changes."), "x"),
    Action("consent.talk", N_("Talk about this"),
           N_("Explains one thing after the other and asks."), "messages-square",
           takes_subject=True),
    Action("consent.answer", N_("Answer"),
           N_("Takes one of three answers; Esc answers nothing."), "check",
           danger=Danger.NEVER_BY_VOICE, takes_subject=True),
    Action("consent.read", N_("Read aloud"), N_("Reads this page aloud, from the beginning."),
           "volume-2"),
    Action("consent.quiet", N_("Be quiet"), N_("Stops reading aloud."), "volume-x"),
    Action("consent.log", N_("The log"), N_("Shows where the log of consents stands."),
           "list-checks", opens=("consent-log", {})),
    Action("consent.verify", N_("Read all again"),
           N_("Reads the whole log and says whether anybody changed it."), "shield-check"),
    Action("consent.verify_new", N_("Read what is new"),
           N_("Reads the log from where it was last in order."), "refresh-cw"),
):  # fmt: skip
    registry.add_action(_action)


def _somebody(context: ScreenContext) -> dict[str, Any]:
    """Return the person of whom most is written."""
    rows = context.services.people.find_people(context.actor, "", limit=6).rows
    service, who = context.services.consent, context.actor
    found = max(rows, key=lambda row: len(service.events(who, row.id)), default=None)
    return {"person": found.id} if found is not None else {}


def _one_consent(context: ScreenContext) -> dict[str, Any]:
    found = _somebody(context)
    if not found:
        return {}
    access = context.services.consent.who_can_see(context.actor, found["person"]).access
    return {**found, "event": access[0].event if access else ""}


def _a_talk(context: ScreenContext) -> dict[str, Any]:
    found = _somebody(context)
    return {**found, "topic": "placement", "at": 2} if found else {}


registry.add_screen(
    Screen("consent", N_("Who can see?"), "people", "eye", lambda c, a: ConsentView(c, **a),
           ("consent.stop", "consent.freeze", "consent.talk", "consent.log"),
           STAFF, order=50, sample=_somebody)
)  # fmt: skip
registry.add_screen(
    Screen("consent-talk", N_("A talk about consent"), "people", "messages-square",
           lambda c, a: TalkView(c, **a), ("consent.answer", "consent.read", "consent.quiet"),
           STAFF, order=51, sample=_a_talk)
)  # fmt: skip
registry.add_screen(
    Screen("consent-stop", N_("Stop a consent"), "people", "ban", lambda c, a: StopView(c, **a),
           ("consent.stop_now", "consent.keep"), STAFF, order=52, sample=_one_consent)
)  # fmt: skip
registry.add_screen(
    Screen("consent-log", N_("The log of consents"), "people", "list-checks",
           lambda c, a: ConsentLogView(c), ("consent.verify", "consent.verify_new"),
           IN_CHARGE, order=53)
)  # fmt: skip
