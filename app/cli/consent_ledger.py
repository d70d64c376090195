"""`consent give|refuse|withdraw|freeze|decide|who-can-see|log`: the ledger of a centre."""

from __future__ import annotations

import base64
import json
from argparse import Namespace
from datetime import datetime

from app.cli.call import Call
from app.cli.consent_benefits import run_benefits
from app.cli.consent_purge import run_purge
from app.cli.consent_records import run_records
from app.cli.joins import SignedInCentre
from app.cli.output import Output
from app.domain.consent.events import Event, Expression, Scope
from app.domain.consent.ledger import CentreHead, LogHead, Proof
from app.domain.consent.proxies import Proxy
from app.domain.consent.request import Request, read_request
from app.domain.consent.standing import Standing
from app.domain.consent.writing import moment_text
from app.domain.ids import PersonId
from app.domain.progress import Progress
from app.messages import _, ngettext
from app.messages.consent_answers import decision_json
from app.messages.consent_words import (
    finding_sentence,
    gap_sentence,
    scope_words,
    until_words,
    written_sentence,
)
from app.services.consent import Choice

FOUND = 4


def run_in_centre(call: Call) -> int:
    """Run the verb named by `values.part` in the centre."""
    values, out = call.values, call.out
    request: Request | None = None
    if values.part == "decide":
        # A file that cannot be read is said before any key is asked for.
        file = values.request.expanduser()
        request = read_request(call.joins.strict_json(file), str(file))
    centre = call.joins.open_centre(call.shared)
    try:
        if request is not None:
            return _decide(request, centre, out)
        if values.part == "who-can-see":
            return _who_can_see(values, centre, out)
        if values.part == "export":
            return _export(call, centre)
        if values.part == "import":
            return _import(call, centre)
        if values.part == "log":
            return _log(values, centre, out, call.progress)
        if values.part in ("benefits", "received"):
            return run_benefits(values, centre, out)
        if values.part == "cosign":
            return _cosign(values, centre, out)
        if values.part == "purge":
            return run_purge(values, centre, out)
        if values.part in ("disclosures", "tellings", "told"):
            return run_records(values, centre, out)
        return _choose(values, centre, out)
    finally:
        centre.close()


def _choose(values: Namespace, centre: SignedInCentre, out: Output) -> int:
    choice = Choice(
        values.purpose, values.categories, values.recipient, values.until, values.notice,
        conditions=dict(values.conditions), proxy=_proxy(values),
        expression=Expression(
            values.by, values.by_name, values.path, present=tuple(values.present)
        ),
    )  # fmt: skip
    ways = {
        "give": centre.consent.give, "refuse": centre.consent.refuse,
        "withdraw": centre.consent.withdraw, "freeze": centre.consent.freeze,
    }  # fmt: skip
    written = ways[values.part](centre.who, PersonId(values.person), choice)
    event = written.event
    out.document(
        {
            "event": event.id, "person": event.person, "type": event.type.value,
            "log": event.log, "index": event.index, **scope_json(event.scope),
            "until": event.ends and moment_text(event.ends),
            "needs_cosign": event.needs_cosign, "by": event.expression.by,
            "supersedes": list(event.supersedes), "receipt": written.receipt,
            "to_tell": list(written.to_tell), "head": _head_json(written.head),
        }
    )  # fmt: skip
    out.say(written_sentence(event), _("Receipt: {id}").format(id=event.id))
    if event.needs_cosign:
        out.say(_("It counts once a parent or guardian has signed too."))
    if written.to_tell:
        names = _(", ").join(written.to_tell)
        out.say(_("These have the data and have to be told: {names}.").format(names=names))
    return 0


def _proxy(values: Namespace) -> Proxy:
    return Proxy(values.evidence, tuple(values.powers), values.by_until, values.wish)


def _cosign(values: Namespace, centre: SignedInCentre, out: Output) -> int:
    said = Expression(values.by, values.by_name)
    written = centre.consent.cosign(centre.who, values.event, said, _proxy(values))
    out.document({"event": written.event.id, "type": written.event.type.value,
                  "about": written.event.about, "receipt": written.receipt})  # fmt: skip
    out.say(_("Written: the second signature of {name}.").format(name=values.by_name))
    return 0


def _decide(request: Request, centre: SignedInCentre, out: Output) -> int:
    found = centre.consent.decide(centre.who, request)
    reply = decision_json(found, centre.consent.decision_id(request, found))
    out.exact((json.dumps(reply, ensure_ascii=False, indent=2) + "\n").encode("utf-8"))
    return 0


def _export(call: Call, centre: SignedInCentre) -> int:
    files = centre.consent_takeout.export(centre.who, PersonId(call.values.person))
    file = call.values.out.expanduser()
    call.joins.write_archive(file, files)
    events = sum(name.startswith("receipts/") for name in files)
    call.out.document(
        {"file": str(file), "person": call.values.person, "receipts": events,
         "files": sorted(files)}
    )  # fmt: skip
    call.out.say(_("The take-out is ready: {file}").format(file=file))
    return 0


def _import(call: Call, centre: SignedInCentre) -> int:
    files = call.joins.read_archive(call.values.file.expanduser())
    found = centre.consent_takein.take_in(centre.who, files)
    call.out.document(
        {"person": found.person, "events": found.events, "new": found.new,
         "keys": [{"id": one, "known": known} for one, known in found.keys]}
    )  # fmt: skip
    call.out.say(
        ngettext(
            "{count} event was read in; {new} of it was new.",
            "{count} events were read in; {new} of them were new.",
            found.events,
        ).format(count=found.events, new=found.new)
    )
    for one, known in found.keys:
        if not known:
            call.out.say(
                _("It is signed with a key that was not known here: {key}").format(key=one)
            )
    return 0


def _who_can_see(values: Namespace, centre: SignedInCentre, out: Output) -> int:
    found = centre.consent.who_can_see(centre.who, PersonId(values.person))
    out.document(standing_json(values.person, found))
    if found.is_frozen:
        out.say(_("Everything is frozen: nothing goes out."))
    elif not found.access:
        out.say(_("Nobody outside may see anything of this person."))
    if found.access:
        out.table(
            [_("Who"), _("What for"), _("What"), _("Until"), _("Rests on")],
            [
                [*scope_words(one.scope, one.categories, one.without), until_words(one.until),
                 one.event]
                for one in found.access
            ],
        )  # fmt: skip
    for stop in found.stops:
        out.say(written_sentence(stop))
    return 0


def standing_json(person: str, found: Standing) -> dict[str, object]:
    """Return who may see what of a person."""
    return {
        "person": person,
        "frozen": found.is_frozen,
        "access": [
            {"event": one.event, **scope_json(one.scope), "categories": list(one.categories),
             "without": list(one.without), "until": _moment(one.until)}
            for one in found.access
        ],
        "stops": [_event_json(one) for one in found.stops],
        "states": [{"event": one.id, "state": state, **scope_json(one.scope)}
                   for one, state in found.states],
    }  # fmt: skip


def _event_json(event: Event) -> dict[str, object]:
    return {"event": event.id, "type": event.type.value, "at": moment_text(event.at),
            **scope_json(event.scope), "until": _moment(event.ends)}  # fmt: skip


def scope_json(scope: Scope) -> dict[str, object]:
    """Return what a choice is about."""
    return {
        "purpose": scope.purpose, "categories": list(scope.categories),
        "recipient": scope.recipient, "classes": list(scope.classes),
        "conditions": {name: list(one) if isinstance(one, tuple) else one
                       for name, one in scope.conditions.items()},
    }  # fmt: skip


def _log(values: Namespace, centre: SignedInCentre, out: Output, progress: Progress) -> int:
    log = centre.consent_log
    match values.deed:
        case "head":
            return _say_heads(log.head(centre.who, values.log), out)
        case "verify":
            count, heads, findings = log.verify(centre.who, progress, only_new=values.only_new)
            out.document(
                {"events": count, **_heads_json(heads),
                 "findings": [{"code": one.code, "log": one.log, "number": one.number,
                               "event": one.event, "message": finding_sentence(one)}
                              for one in findings],
                 "gaps": [{"log": one.log, "here": one.here, "known": one.known,
                           "accepted": one.event} for one in heads.gaps]}
            )  # fmt: skip
            for gap in heads.gaps:
                out.say(gap_sentence(gap))
            if findings:
                out.say(*map(finding_sentence, findings))
                return FOUND
            sentence = (
                _("What is new in the ledger is whole: {count} events.")
                if values.only_new
                else _("The ledger is whole: {count} events.")
            )
            out.say(sentence.format(count=count))
            return 0
        case "accept-gap":
            written = centre.consent.accept_gap(centre.who, values.log, values.size, values.reason)
            out.document({"event": written.event.id, **written.event.details})
            out.say(_("Written: what lacks in log {log} is lost.").format(log=values.log))
            return 0
        case "prove":
            proof = log.prove(centre.who, values.event)
            found = {"leafIdx": proof.first, "treeSize": proof.size, "root": _b64(proof.root),
                     "leafHash": _b64(proof.first_hash)}  # fmt: skip
        case _:
            proof = log.consistency(centre.who, values.log, values.size)
            found = {"size1": proof.first, "size2": proof.size, "root1": _b64(proof.first_hash),
                     "root2": _b64(proof.root)}  # fmt: skip
    _write_proof(proof, found, out)
    return 0


def _write_proof(proof: Proof, found: dict[str, object], out: Output) -> None:
    """Write a proof as `consent merkle` reads it."""
    reply = {"log": proof.log, **found, "proof": [_b64(one) for one in proof.path]}
    out.exact((json.dumps(reply, indent=2) + "\n").encode("ascii"))


def _say_heads(found: CentreHead, out: Output) -> int:
    out.document(_heads_json(found))
    if not found.heads:
        out.say(_("Nothing is written in the ledger yet."))
        return 0
    out.table(
        [_("Log"), _("Events"), _("Root")],
        [[one.log, str(one.size), one.root.hex()] for one in found.heads],
    )
    return 0


def _heads_json(found: CentreHead) -> dict[str, object]:
    return {"root": _b64(found.root), "logs": [_head_json(one) for one in found.heads]}


def _head_json(head: LogHead) -> dict[str, object]:
    return {"log": head.log, "size": head.size, "root": _b64(head.root), "signed": head.signed}


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment_text(moment)


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
