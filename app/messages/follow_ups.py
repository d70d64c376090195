"""Sentences about follow-ups, delegations, pictures and mergings."""

from __future__ import annotations

from app.messages import N_, Lazy

FOLLOW_UPS: dict[str, tuple[Lazy, Lazy | None]] = {
    "follow_ups.fields": (
        N_("Some fields are not right yet. Nothing was written."),
        N_("Mend the marked fields, then go on."),
    ),
    "follow_ups.day_missing": (
        N_("The day is empty."),
        N_("Write the day on which it is due."),
    ),
    "follow_ups.day_past": (
        N_("This day is over."),
        N_("Write today or a later day."),
    ),
    "follow_ups.every_days": (
        N_("Write how many days lie between, from 1 to {limit}."),
        N_("Leave it empty if it is done once."),
    ),
    "follow_ups.not_open": (
        N_("This follow-up is done already."),
        N_("Write a new one if there is more to do."),
    ),
    "delegations.fields": (
        N_("Some fields are not right yet. Nothing was written."),
        N_("Mend the marked fields, then go on."),
    ),
    "delegations.name_missing": (
        N_("The name is empty."),
        N_("Write who may speak for her."),
    ),
    "delegations.scope_missing": (
        N_("Nothing is chosen."),
        N_("Choose what this person may do for her."),
    ),
    "delegations.end_missing": (
        N_("The last day is empty."),
        N_("Write until when it holds. It can be written anew later."),
    ),
    "delegations.end_before": (
        N_("The last day lies before the first one or before today."),
        N_("Write a later day."),
    ),
    "delegations.too_long": (
        N_("This holds for more than {limit} years."),
        N_("Write an earlier last day. It can be written anew later."),
    ),
    "attachments.fields": (
        N_("Some fields are not right yet. Nothing was written."),
        N_("Mend the marked fields, then go on."),
    ),
    "attachments.no_picture": (
        N_("This file is no picture the program can read: {file}"),
        N_("Use a photo in JPEG, PNG or WebP."),
    ),
    "attachments.too_large": (
        N_("This file has more than {limit} MB."),
        N_("Take a smaller picture."),
    ),
    "attachments.too_many": (
        N_("This consultation has {limit} pictures already."),
        N_("Remove one that is no longer needed."),
    ),
    "people.merge_itself": (
        N_("This is one and the same record."),
        N_("Choose another record."),
    ),
    "people.merge_work_profile": (
        N_("The record that would go has a telework profile, which cannot move."),
        N_("Keep that record and let the other one go."),
    ),
    "people.not_merged": (
        N_("These records are two already."),
        None,
    ),
}
