"""Runs one command: reads the words, calls the verb, and turns every end into an exit code.

0 fine · 1 our bug · 2 usage · 3 input refused · 4 the answer is no ·
5 unavailable (key, disk, device).
"""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence

from app import __version__
from app.cli.interrupts import watch_for_interrupts
from app.cli.joins import Joins
from app.cli.options import Globals, UsageError, language_in, parse, wants_json
from app.cli.output import ConsoleProgress, Output, standard_output
from app.domain.errors import Cancelled, MadoguchiError, Unavailable
from app.messages import _, set_language

USAGE = 2


def run(argv: Sequence[str], joins: Joins, default_language: str) -> int:
    """Run a command and return its exit code; unexpected exceptions pass through."""
    watch_for_interrupts()
    set_language(language_in(argv) or default_language)
    out = standard_output(wants_json(argv))
    try:
        code = _run(argv, joins, out)
        out.flush()
        return code
    except BrokenPipeError:
        # Whoever read the answer had enough of it; the work itself is done.
        _drop_standard_output()
        return 0


def _run(argv: Sequence[str], joins: Joins, out: Output) -> int:
    try:
        shared, values = parse(argv)
        if values.version:
            out.document({"version": __version__})
            out.say(f"madoguchi {__version__}")
            return 0
        if values.verb is None:
            raise UsageError(_("Name what to do, for example `open` or `people find`."))
        return _verb(shared, values, joins, out)
    except UsageError as error:
        out.plain_error("cli.usage", str(error))
        return USAGE
    except MadoguchiError as error:
        out.error(error)
        return error.exit_code
    except Cancelled:
        out.plain_error("cli.cancelled", _("Stopped. Nothing was changed."))
        return Unavailable.exit_code
    except BrokenPipeError:
        raise
    except OSError as error:
        out.error(
            Unavailable("file.cannot_use", file=error.filename or "", reason=error.errno or 0)
        )
        return Unavailable.exit_code


def _verb(shared: Globals, values: Namespace, joins: Joins, out: Output) -> int:
    """Call the verb; its module is loaded only now, so that no verb pays for another."""
    progress = ConsoleProgress(sys.stderr)
    match values.verb:
        case "open":
            return joins.open_window(shared, values)
        case "screens" | "shot" | "audit":
            from app.cli import screens

            return screens.run(shared, values, joins, out, progress)
        case "people":
            from app.cli import people

            return people.run(shared, values, joins, out, progress)
        case "consultations":
            from app.cli import consultations

            return consultations.run(shared, values, joins, out)
        case "telework":
            from app.cli import telework

            return telework.run(values, joins, out, progress)
        case "consent":
            from app.cli import consent

            return consent.run(values, joins, out)
        case "demo":
            from app.cli import demo

            return demo.run(values, joins, out, progress)
        case "doctor":
            from app.cli import doctor

            return doctor.run(shared, joins, out)
        case "backup":
            from app.cli import backup

            return backup.run(shared, values, joins, out, progress)
        case "centre":
            from app.cli import centre

            return centre.run(shared, values, joins, out, progress)
        case _:
            from app.cli import log

            return log.run(shared, values, joins, out)


def _drop_standard_output() -> None:
    """Let the interpreter flush into nothing when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
