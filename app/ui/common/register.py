"""The screens and actions every centre needs."""

from __future__ import annotations

import app.ui.shell.actions  # noqa: F401 - registers the actions of every page
from app.messages import N_
from app.ui.common.help_views import KeysView, MenuView, MessagesView, PaletteView
from app.ui.common.scam_view import ScamCardView
from app.ui.common.settings_view import SettingsView
from app.ui.common.setup_view import SetupView
from app.ui.common.sign_in_view import SignInView
from app.ui.common.unlock_view import UnlockView
from app.ui.registry import Action, Danger, Screen, registry

STAFF = ("volunteer", "coordinator", "supporter", "officer", "administrator")

for _action in (
    Action("access.choose", N_("Choose who you are"), N_("Chooses whose PIN is asked."), "user",
           takes_subject=True),
    Action("access.enter", N_("Sign in"), N_("Begins your work."), "log-in"),
    Action("access.unlock", N_("Open"), N_("Opens the records of this centre."), "lock-open"),
    Action("access.create", N_("Set up this centre"), N_("Makes an empty centre here."), "check"),
    Action("access.go_on", N_("I have written it down"), N_("Goes on to your work."),
           "arrow-right"),
    Action("access.save_code", N_("Save the code as a file"),
           N_("Writes the code into a text file to print."), "save"),
    Action("palette.run", N_("Do it"), N_("Does the action you chose."), takes_subject=True),
    Action("scam.done", N_("Done"), N_("Closes the card."), "check"),
    Action("settings.undo_all", N_("As it was before"), N_("Takes all changes of this page back."),
           "undo-2", danger=Danger.UNDOABLE),
):  # fmt: skip
    registry.add_action(_action)

for _screen in (
    Screen("setup", N_("A new centre"), "access", "building", lambda c, a: SetupView(c, **a),
           ("access.create", "access.go_on", "access.save_code"), order=1),
    Screen("unlock", N_("Open the centre"), "access", "key-round",
           lambda c, a: UnlockView(c, **a), ("access.unlock",), order=2),
    Screen("sign-in", N_("Who is here?"), "access", "user", lambda c, a: SignInView(c, **a),
           ("access.choose", "access.enter"), order=3),
    Screen("menu", N_("Menu"), "shell", "menu", lambda c, a: MenuView(c, **a),
           ("shell.go", "shell.lock"), STAFF, "F10", order=90),
    Screen("palette", N_("Find an action"), "shell", "search", lambda c, a: PaletteView(c, **a),
           ("palette.run",), STAFF, "Ctrl+K", order=91),
    Screen("keys", N_("Help and keys"), "shell", "keyboard", lambda c, a: KeysView(c, **a),
           ("app.help",), STAFF, "F1", order=92),
    Screen("messages", N_("Messages so far"), "shell", "history",
           lambda c, a: MessagesView(c, **a), ("shell.repeat",), STAFF, "Shift+F12", order=93),
    Screen("scam-card", N_("Is this a scam?"), "shell", "octagon-alert",
           lambda c, a: ScamCardView(c, **a), ("scam.done",), STAFF, "F9", order=94),
    Screen("settings", N_("Settings"), "settings", "settings", lambda c, a: SettingsView(c, **a),
           ("settings.undo_all", "modes.larger", "modes.smaller"), STAFF, in_navigation=True,
           order=80),
):  # fmt: skip
    registry.add_screen(_screen)
