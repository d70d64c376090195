"""Sentences about signing in, roles and the audit log."""

from __future__ import annotations

from app.messages import N_, Lazy

ACCESS: dict[str, tuple[Lazy, Lazy | None]] = {
    "role.not_yours": (
        N_("Your role ({role}) does not see this area: {area}."),
        N_("Ask someone whose role does."),
    ),
    "signin.who": (
        N_("Nobody is signed in."),
        N_("Say who you are: --operator NAME --pin-file FILE."),
    ),
    "signin.no_such_operator": (
        N_("No operator has the name {name}."),
        N_("Type the name as the sign-in page shows it."),
    ),
    "signin.wrong": (
        N_("The PIN is another one. {left} tries are left before a wait."),
        N_("Type it again, slowly."),
    ),
    "signin.wait": (
        N_("Too many tries. Wait {seconds} seconds, then type the PIN again."),
        None,
    ),
    "signin.not_active": (
        N_("This operator does not work here any more."),
        N_("Ask the administrator."),
    ),
    "audit.changed": (
        N_("The audit log was changed at row {number}."),
        N_("Keep this centre as it is and tell the administrator."),
    ),
}
