"""Sentences about consent, its log and the files it is proved with."""

from __future__ import annotations

from app.messages import N_, Lazy

CONSENT: dict[str, tuple[Lazy, Lazy | None]] = {
    "json.not_utf8": (
        N_("The file is no UTF-8 text from byte {at} on."),
        N_("Save it as UTF-8."),
    ),
    "json.not_json": (
        N_("The file is no JSON document: line {line}, place {at}."),
        N_("Compare brackets, commas and quotation marks there."),
    ),
    "json.too_deep": (
        N_("The file nests lists and objects too deep."),
        N_("Write it flatter."),
    ),
    "json.key_twice": (
        N_("The file has a key twice in one object."),
        N_("Leave one of the two."),
    ),
    "json.number_too_large": (
        N_("The file has a number that is too large."),
        N_("Write it as text."),
    ),
    "json.no_number": (
        N_("NaN and Infinity are no numbers of JSON."),
        N_("Leave them out, or write null."),
    ),
    "json.half_a_pair": (
        N_("The file has half of a character (a lone surrogate)."),
        N_("Write the whole character."),
    ),
    "merkle.no_object": (
        N_("The file holds no proof."),
        N_("Write one object: leafIdx, treeSize, root, leafHash, proof; or two sizes, two roots."),
    ),
    "merkle.missing": (
        N_("The proof has no {key}."),
        N_("Write one object: leafIdx, treeSize, root, leafHash, proof; or two sizes, two roots."),
    ),
    "merkle.no_size": (
        N_("{key} is no whole number from 0 to 2^64 - 1."),
        N_("Write it without quotation marks, point or sign."),
    ),
    "merkle.no_path": (
        N_("{key} is no list of hashes."),
        N_("Write a list of base64 texts, or null."),
    ),
    "merkle.no_base64": (
        N_("{key} is no hash in base64."),
        N_("Write the 32 bytes of the hash in base64."),
    ),
    "consent.bad_request": (
        N_("The request cannot be read as it is."),
        N_("Mend the places named and ask again."),
    ),
    "consent.no_object": (
        N_("{place} is no object."),
        N_("Write the parts subject, action, resource and context, each in braces."),
    ),
    "consent.no_text": (
        N_("{place} is no text, or is empty."),
        N_("Write a text in quotation marks."),
    ),
    "consent.no_time": (
        N_("{place} is no moment."),
        N_("Write it such as 2026-11-23T09:00:00+09:00."),
    ),
    "consent.no_zone": (
        N_("{place} does not say which clock it means."),
        N_("Put +09:00 or Z at the end."),
    ),
    "consent.no_categories": (
        N_("{place} names no category of data."),
        N_("Write a list with at least one name."),
    ),
    "consent.unknown_action": (
        N_("The action is none that is known."),
        N_("Write provide, use, collect or onward."),
    ),
    "consent.type_recipient": (
        N_("The subject has to be a recipient."),
        N_("Write “recipient” as its type."),
    ),
    "consent.type_person": (
        N_("The resource has to be a person."),
        N_("Write “person” as its type."),
    ),
    "consent.no_purpose": (
        N_("The choice does not say what for."),
        N_("Name a purpose."),
    ),
    "consent.too_long": (
        N_("The name in {column} is longer than 200 characters."),
        N_("Write a short id."),
    ),
    "consent.no_day": (
        N_("The end is no day."),
        N_("Write it such as 2027-03-31."),
    ),
    "consent.until_past": (
        N_("The end is in the past."),
        N_("Name a day to come, or leave it out."),
    ),
    "consent.no_such_event": (
        N_("The ledger has no event {event}."),
        N_("Look it up with `madoguchi consent who-can-see`."),
    ),
    "consent.no_such_log": (
        N_("The ledger has no log {log}."),
        N_("Look at them with `madoguchi consent log head`."),
    ),
    "consent.no_such_size": (
        N_("The log was never of size {size}."),
        N_("Name a size from 1 to {most}."),
    ),
    "consent.not_permitted": (
        N_("The person does not permit all of this for this purpose; nothing was handed over."),
        N_("Look at what she permits, show her the notice and ask her."),
    ),
    "consent.nothing_named": (
        N_("The hand-over names no data."),
        N_("Say which data are to go."),
    ),
    "consent.no_ground": (
        N_("A hand-over without a consent needs the article of law and the reason."),
        N_("Write both."),
    ),
    "consent.no_approver": (
        N_("Nobody else with the right to do so approved the hand-over."),
        N_("Ask a coordinator or an administrator to approve it."),
    ),
    "consent.not_to_tell": (
        N_("{recipient} has nothing to be told about this stop, or has confirmed it already."),
        N_("Look at `madoguchi consent tellings`."),
    ),
    "consent.no_reason": (
        N_("The reason lacks."),
        N_("Write what happened."),
    ),
    "consent.no_gap": (
        N_("Nothing lacks in log {log}."),
        N_("Look with `madoguchi consent log verify`."),
    ),
    "consent.nothing_to_purge": (
        N_("Nothing of this person rests on a consent that was stopped."),
        N_("Write the withdrawal first, or say that the person leaves."),
    ),
    "consent.no_such_role": (
        N_("This role decides for nobody."),
        N_("Write person, parent, guardian, curator, assistant or agent."),
    ),
    "consent.no_such_helper": (
        N_("The helper is not named as role and name."),
        N_("Write writer, reader, interpreter or witness, a colon and the name."),
    ),
    "consent.proxy_no_name": (
        N_("Who decides for the person has no name."),
        N_("Write the name of the proxy."),
    ),
    "consent.proxy_no_evidence": (
        N_("Nothing shows that the proxy may decide."),
        N_("Look at the paper and write which one it is."),
    ),
    "consent.roles_mixed": (
        N_("{name} decides for the person and cannot be the helper as well."),
        N_("Let somebody else write, read or interpret."),
    ),
    "consent.conflict_of_interest": (
        N_("{name} would decide in an own matter."),
        N_("Let somebody decide who neither gets the data nor works at this desk."),
    ),
    "consent.beyond_power": (
        N_("The proxy's right does not reach “{purpose}”."),
        N_("Ask the person herself, or look at the paper again."),
    ),
    "consent.nothing_to_cosign": (
        N_("This event waits for no second signature."),
        N_("Look at it with `madoguchi consent who-can-see`."),
    ),
}
