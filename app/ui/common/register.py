"""The screens and actions that belong to everybody: sign-in, help, settings, administration."""

from __future__ import annotations

from typing import Any

import app.ui.shell.actions  # noqa: F401 - registers the actions of every page
from app.messages import N_, NP_
from app.ui.common.audit_log_view import AuditLogView
from app.ui.common.backup_view import BackupView
from app.ui.common.keys_view import KeysView
from app.ui.common.menu_view import MenuView
from app.ui.common.messages_view import MessagesView
from app.ui.common.operator_edit_view import OperatorEditView
from app.ui.common.operators_view import OperatorsView
from app.ui.common.palette_view import PaletteView
from app.ui.common.recovery_view import RecoveryView
from app.ui.common.scam_view import ScamView
from app.ui.common.settings_view import SettingsView
from app.ui.common.setup_view import SetupView
from app.ui.common.sign_in_view import SignInView
from app.ui.common.unlock_view import UnlockView
from app.ui.registry import Action, Danger, Screen, registry
from app.ui.screen import ScreenContext

EVERYBODY = ("volunteer", "coordinator", "supporter", "officer", "administrator")
ADMINISTRATOR = ("administrator",)
# Not a code of any centre: the picture of the page needs one that fits.
SAMPLE_CODE = "012342 023454 034566 045678 056790 067902 079014 090126"

for _action in (
    Action("access.choose", N_("Choose who you are"), N_("Takes this person; the PIN is next."),
           "user", takes_subject=True),
    Action("access.enter", N_("Sign in"), N_("Signs you in with the PIN."), "log-in"),
    Action("access.unlock", N_("Open"), N_("Opens the encrypted centre."), "lock-open"),
    Action("access.create", N_("Set up this centre"),
           N_("Makes the centre and shows its recovery code."), "check"),
    Action("access.save_code", N_("Save as a file"), N_("Writes the code into a text file."),
           "file-down"),
    Action("access.print_code", N_("Print"), N_("Prints the code in large figures."), "printer"),
    Action("access.go_on", N_("I have written it down"), N_("Goes on. The code is not shown again."),
           "check"),
    Action("settings.change_pin", N_("Change the PIN"), N_("Takes the new PIN."), "key-round",
           danger=Danger.NEVER_BY_VOICE),
    Action("operators.open", N_("Open this member of staff"), N_("Shows role and PIN."), "user",
           takes_subject=True),
    Action("operators.new", N_("Add someone"), N_("Writes a new member of staff."), "user-plus"),
    Action("operators.save", NP_("staff", "Save"), N_("Keeps name, role and PIN."), "save",
           danger=Danger.NEVER_BY_VOICE),
    Action("operators.switch", N_("Has left"), N_("Decides whether this person may sign in."),
           "user-x", danger=Danger.CONFIRM, undo="shell.undo"),
    Action("backup.create", N_("Make a backup"), N_("Writes one encrypted file."), "save"),
    Action("backup.verify", N_("Check the file"), N_("Reads a backup to its end."),
           "shield-check"),
    Action("backup.choose", N_("Choose another place"), N_("Opens the list of folders."),
           "folder-open"),
    Action("backup.stop", N_("Stop the backup"), N_("Stops. No file is kept."), "x"),
    Action("backup.new_code", N_("New recovery code"),
           N_("Makes a new code. The one before opens nothing any more."), "rotate-ccw",
           danger=Danger.NEVER_BY_VOICE),
    Action("backup.change_passphrase", N_("Change the passphrase"),
           N_("The centre opens with the new one."), "key-round", danger=Danger.NEVER_BY_VOICE),
    Action("audit.verify", N_("Check the log"), N_("Looks whether any row was changed."),
           "shield-check"),
    Action("audit.export", N_("Copy to a file"), N_("Writes all rows into a CSV file."),
           "file-down"),
    Action("audit.open", N_("Open what was looked at"),
           N_("Shows the record of this row. This look is written down too."), takes_subject=True),
    Action("messages.say", N_("Say this message"), N_("Says this message again."), "speech",
           takes_subject=True),
    Action("audit.newer", N_("Newer rows"), N_("Shows the page before."), "arrow-up"),
    Action("audit.older", N_("Older rows"), N_("Shows the next page."), "arrow-down"),
    Action("palette.run", N_("Do this"), N_("Starts the action or opens the page."),
           takes_subject=True),
    Action("scam.done", N_("Done, next step"), N_("Marks this step and goes to the next."),
           "check", danger=Danger.UNDOABLE, undo="shell.undo"),
    Action("scam.again", N_("From the beginning"), N_("Starts for another person."),
           "rotate-ccw", danger=Danger.UNDOABLE, undo="shell.undo"),
):  # fmt: skip
    registry.add_action(_action)


def _first_operator(context: ScreenContext) -> dict[str, Any]:
    tiles = context.services.operators.tiles()
    return {"operator": tiles[-1].id} if tiles else {}


for _screen in (
    Screen("setup", N_("A new centre"), "access", "building", lambda c, a: SetupView(c, **a),
           ("access.create",), order=1),
    Screen("unlock", N_("Open the centre"), "access", "lock-open", lambda c, a: UnlockView(c, **a),
           ("access.unlock",), order=2),
    Screen("recovery-code", N_("Recovery code"), "access", "key-round",
           lambda c, a: RecoveryView(c, **a),
           ("access.save_code", "access.print_code", "access.go_on"), order=3,
           sample=lambda _context: {"code": SAMPLE_CODE}),
    Screen("sign-in", N_("Who is here?"), "access", "log-in", lambda c, a: SignInView(c, **a),
           ("access.choose", "access.enter"), order=4),
    Screen("settings", N_("Settings"), "settings", "settings", lambda c, a: SettingsView(c, **a),
           ("settings.change_pin", "shell.go"), in_navigation=True, order=90),
    Screen("operators", N_("Staff"), "administration", "user-check",
           lambda c, a: OperatorsView(c, **a), ("operators.open", "operators.new"),
           ADMINISTRATOR, order=91),
    Screen("operator-edit", N_("Member of staff"), "administration", "user-plus",
           lambda c, a: OperatorEditView(c, **a), ("operators.save", "operators.switch"),
           ADMINISTRATOR, order=92, sample=_first_operator),
    Screen("backup", N_("Backup and keys"), "administration", "hard-drive",
           lambda c, a: BackupView(c, **a),
           ("backup.create", "backup.verify", "backup.choose", "backup.stop",
            "backup.change_passphrase", "backup.new_code"),
           ADMINISTRATOR, order=93),
    Screen("audit-log", N_("Audit log"), "administration", "list-checks",
           lambda c, a: AuditLogView(c, **a),
           ("audit.open", "audit.verify", "audit.export", "audit.newer", "audit.older"),
           ADMINISTRATOR, order=94),
    Screen("messages", N_("Messages so far"), "shell", "history",
           lambda c, a: MessagesView(c, **a), ("shell.repeat", "messages.say"), EVERYBODY, "Shift+F12", order=95),
    Screen("menu", N_("Menu"), "shell", "menu", lambda c, a: MenuView(c, **a),
           ("shell.go", "shell.palette", "shell.where", "shell.repeat", "modes.larger",
            "modes.smaller", "voice.listen", "numbers.show", "switch.choose", "shell.lock"), EVERYBODY, "F10", order=96),
    Screen("palette", N_("Find an action"), "shell", "search", lambda c, a: PaletteView(c, **a),
           ("palette.run",), EVERYBODY, "Ctrl+K", order=97),
    Screen("keys", N_("Help and keys"), "shell", "circle-help", lambda c, a: KeysView(c, **a),
           ("palette.run",), shortcut="F1", order=98),
    Screen("scam-card", N_("Is this a scam?"), "shell", "octagon-alert",
           lambda c, a: ScamView(c, **a), ("scam.done", "scam.again", "shell.back"),
           shortcut="F9", order=99),
):  # fmt: skip
    registry.add_screen(_screen)
