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
    "signin.no_pin": (
        N_("A PIN is needed to sign in."),
        N_("Give it with --pin-file FILE, or start from a terminal."),
    ),
    "signin.unknown": (
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
    "operators.fields": (
        N_("Some fields are not right yet. Nothing was changed."),
        N_("Mend the fields named here."),
    ),
    "operators.name_missing": (
        N_("There is no name."),
        N_("Write the name the sign-in page shall show."),
    ),
    "operators.name_taken": (
        N_("An operator has this name already."),
        N_("Add something that tells the two apart."),
    ),
    "operators.not_empty": (
        N_("This centre has its operators already."),
        N_("Sign in as an administrator to add another."),
    ),
    "operators.last_administrator": (
        N_("This is the last administrator who can sign in."),
        N_("Give someone else this role first."),
    ),
    "secret.too_short": (
        N_("This is too short: a PIN has 4 digits or more, a passphrase 8 letters or more."),
        N_("Add some."),
    ),
    "secret.one_digit": (
        N_("This PIN is one digit again and again. Others guess it first."),
        N_("Choose digits that differ."),
    ),
    "secret.in_a_row": (
        N_("This PIN counts up or down. Others guess it first."),
        N_("Choose another order."),
    ),
    "secret.repeated": (
        N_("This PIN repeats the same two digits. Others guess it first."),
        N_("Choose digits that differ."),
    ),
    "secret.few_letters": (
        N_("This passphrase is one or two letters again and again. Others guess it first."),
        N_("Use several words that only you put together."),
    ),
    "settings.fields": (
        N_("Some settings cannot have this value. Nothing was changed."),
        N_("Choose one of the values offered."),
    ),
    "settings.value": (
        N_("This setting cannot be {value}."),
        N_("Choose one of the values offered."),
    ),
    "audit.changed": (
        N_("The audit log was changed at row {number}."),
        N_("Keep this centre as it is and tell the administrator."),
    ),
}
