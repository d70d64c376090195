"""Sentences of the command line about secrets and this computer."""

from __future__ import annotations

from app.messages import N_, Lazy

COMMAND_LINE: dict[str, tuple[Lazy, Lazy | None]] = {
    "unlock.no_secret": (
        N_("The centre is locked, and there is nobody here to ask for the passphrase."),
        N_("Give it with --passphrase-file FILE, or start from a terminal."),
    ),
    "unlock.file_unreadable": (
        N_("The file with the secret cannot be read: {file}"),
        N_("Look at the name and who may read it."),
    ),
    "unlock.file_empty": (
        N_("The file with the secret is empty or too long: {file}"),
        N_("Write the secret into its first line."),
    ),
    "unlock.not_the_same": (
        N_("The two were not the same. Nothing was changed."),
        N_("Start again and type it twice."),
    ),
    "unlock.demo_login_unreadable": (
        N_("The file demo-login.txt of this demo centre cannot be read."),
        N_("Make a new demo centre, or name operator and passphrase yourself."),
    ),
    "display.none": (
        N_("There is no screen to open a window on."),
        N_("Start it from the desktop. Commands without a window work here: --help."),
    ),
}
