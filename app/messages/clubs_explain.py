"""Sentences about why somebody has a place in an offer or none: what each rule asks."""

from __future__ import annotations

from collections.abc import Mapping

from app.messages import N_, Lazy, _

RULES: dict[str, Lazy] = {
    "wished": N_("The person wished for it."),
    "audience": N_("It is for the person's age."),
    "level": N_("Its level is {need}, the person's {have}; one above is allowed."),
    "wants_more": N_("The person has {have} of {want} wished places."),
    "running": N_("It takes place this week."),
    "enough_people": N_("At least {least} people could come at one time."),
    "enough_mentors": N_("{need} mentors are needed, {have} are free at such a time."),
    "can_come": N_("The person can come in {slot}."),
    "reach": N_("{venue} is {km} km away, the person goes {reach} km."),
    "step_free": N_("{venue} has a way without steps."),
    "free_then": N_("The person is nowhere else at that time."),
    "place_left": N_("{people} others are in it, at most {most} may come."),
    "room_holds": N_("Room {room} has {heads} heads in it and holds {capacity}."),
    "enough_adults": N_("{children} other children are in it, its mentors may have {most}."),
    "vetted_mentor": N_("A vetted mentor leads it."),
    "interpreter": N_("An interpreter is there at that time."),
    "captioner": N_("A captioner is there at that time."),
}


def rule_sentence(code: str, *, holds: bool, data: Mapping[str, object]) -> str:
    """Return what a rule asks and whether it holds, as one line."""
    said = str(RULES[code]).format_map(data)
    return (_("Yes: {rule}") if holds else _("No: {rule}")).format(rule=said)
