"""The audit log in words: what was done, to what."""

from __future__ import annotations

from app.messages import N_, Lazy

VERBS: dict[str, Lazy] = {
    "look": N_("looked at"),
    "add": N_("wrote new"),
    "change": N_("changed"),
    "remove": N_("removed"),
    "restore": N_("brought back"),
    "import": N_("imported"),
    "begin": N_("began"),
    "close": N_("closed"),
    "reopen": N_("opened again"),
    "discard": N_("put away"),
    "search": N_("searched"),
    "sign-in": N_("signed in"),
    "sign-in-wrong": N_("typed another PIN"),
    "sign-out": N_("signed out"),
    "secret": N_("set a new PIN"),
    "activate": N_("let sign in"),
    "deactivate": N_("shut out"),
    "settings": N_("changed settings"),
    "export": N_("took a copy"),
    "print": N_("printed"),
    "attempt": N_("noted a try"),
    "attach": N_("added a picture"),
    "merge": N_("made one record of two"),
    "unmerge": N_("made two records again"),
    "modes": N_("remembered the look"),
    "calculate": N_("calculated"),
    "what-if": N_("tried out"),
    "compare": N_("compared"),
    "submit": N_("asked to release"),
    "withdraw": N_("took back"),
    "approve": N_("released"),
    "archive": N_("archived"),
    "given": N_("wrote a yes"),
    "deferred": N_("left a consent for later"),
    "refused": N_("wrote a no"),
    "withdrawn": N_("wrote a withdrawal"),
    "frozen": N_("froze everything"),
    "provide": N_("handed over"),
    "gap_accepted": N_("signed that entries are lost"),
    "purge": N_("erased for ever"),
    "cosigned": N_("wrote a second signature"),
    "received": N_("wrote what came back"),
    "told": N_("told a recipient of a stop"),
    "confirmed": N_("noted that a recipient confirmed"),
}
AREAS: dict[str, Lazy] = {
    "people": N_("a person"),
    "consultations": N_("a consultation"),
    "telework": N_("a telework record"),
    "follow_ups": N_("a follow-up"),
    "delegations": N_("a delegation"),
    "consent": N_("a consent"),
    "settings": N_("settings"),
    "administration": N_("staff"),
    "audit": N_("this log"),
    "nursery": N_("a nursery round"),
    "clubs": N_("the clubs"),
}


def verb_word(code: str) -> str:
    """Return what was done; the code itself where it has no word."""
    found = VERBS.get(code)
    return str(found) if found is not None else code


def area_word(code: str) -> str:
    """Return what it was done to."""
    found = AREAS.get(code)
    return str(found) if found is not None else code
