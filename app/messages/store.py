"""Sentences about the centre's records on disk, their keys and their backups."""

from __future__ import annotations

from app.messages import N_, Lazy

STORE: dict[str, tuple[Lazy, Lazy | None]] = {
    "store.no_centre": (
        N_("There is no centre in this folder."),
        N_("Name another folder with --centre, or create a centre there."),
    ),
    "store.not_a_folder": (
        N_("This is a file, not a folder: {file}"),
        N_("Name the folder of the centre."),
    ),
    "store.folder_not_empty": (
        N_("This folder holds files already."),
        N_("Name a new or empty folder, so that nothing is overwritten."),
    ),
    "store.wrong_key": (
        N_("This passphrase does not open the centre."),
        N_("Type it again, or use the recovery code."),
    ),
    "store.damaged": (
        N_("The centre's records cannot be read to their end. Nothing was changed."),
        N_("Restore the last backup into an empty folder."),
    ),
    "store.keys_damaged": (
        N_("The centre's key file cannot be read."),
        N_("Copy centre.keys.json from a backup, or restore the last backup."),
    ),
    "store.read_only": (
        N_("The centre's folder can only be read, so nothing can be saved there."),
        N_("Allow writing in this folder, or choose another one."),
    ),
    "store.disk_full": (
        N_("The disk is full. What you saved before is safe; this is not saved yet."),
        N_("Make room on the disk and save again."),
    ),
    "store.newer_program": (
        N_("These records were written by a newer version of this program."),
        N_("Install the newer version. Your records stay as they are."),
    ),
    "store.second_console": (
        N_("This centre is open in another window already."),
        N_("Use that window, or close it first."),
    ),
    "store.busy": (
        N_("Another program is writing to the centre now."),
        N_("Wait a moment and do it again."),
    ),
    "store.changed_meanwhile": (
        N_("Somebody changed this record while you were writing: {fields}."),
        N_("Look at the new record, then add your change."),
    ),
    "store.no_such_record": (
        N_("This record is not here."),
        N_("It may have been removed. Search again."),
    ),
    "store.name_missing": (
        N_("The centre has no name."),
        N_("Write the name people know it by."),
    ),
    "store.passphrase_short": (
        N_("The passphrase is too short: it needs {least} characters or more."),
        N_("Use several words that belong together for you only."),
    ),
    "keyring.forbidden": (
        N_("This centre keeps no key in this computer's keyring: several people share it."),
        N_("Open the centre with its passphrase."),
    ),
    "store.no_such_way": (
        N_("This centre cannot be opened in this way."),
        N_("Use its passphrase or its recovery code."),
    ),
    "store.migration_unsound": (
        N_("The records could not be brought to the new version. They are as they were."),
        N_("Go on with the version before and tell the administrator."),
    ),
    "store.disk_trouble": (
        N_("The disk does not answer as it should. What you saved before is safe."),
        N_("Look whether the disk is connected and may be written to."),
    ),
    "keyring.none": (
        N_("This computer has no keyring that may hold the key."),
        N_("Open the centre with its passphrase."),
    ),
    "recovery.length": (
        N_("The recovery code is not complete."),
        N_("Type all groups of digits, in their order."),
    ),
    "recovery.group": (
        N_("One group of the recovery code is not as it was shown."),
        N_("Compare each group with the paper."),
    ),
    "municipality.not_a_key": (
        N_("This is no key of a municipality."),
        N_("Ask the town for the file with its public key."),
    ),
    "backup.damaged": (
        N_("This backup cannot be read to its end."),
        N_("Use another backup. Keep this file, it may be mended."),
    ),
    "backup.not_a_backup": (
        N_("This file is no backup of a centre."),
        N_("Choose a file that Madoguchi wrote as a backup."),
    ),
    "backup.file_taken": (
        N_("A file of this name is there already, and it is no backup."),
        N_("Name another file, so that nothing is overwritten."),
    ),
    "backup.no_file": (
        N_("There is no such backup file."),
        N_("Look at the name and the folder."),
    ),
}
