"""Runs one command: reads the words, calls the verb, and turns every end into an exit code.

0 fine · 1 our bug · 2 usage · 3 input refused · 4 the answer is no ·
5 unavailable (key, disk, device).
"""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from importlib import import_module

from app import __version__
from app.cli.call import Call
from app.cli.interrupts import watch_for_interrupts
from app.cli.joins import Joins
from app.cli.options import Globals, UsageError, language_in, parse, wants_json
from app.cli.output import ConsoleProgress, Output, standard_output
from app.domain.errors import Cancelled, MadoguchiError, Unavailable
from app.messages import _, set_language

USAGE = 2
# A verb is run by the module of its name; these share one.
MODULES = {"follow-ups": "follow_ups", "shot": "screens", "audit": "screens"}


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
    if values.verb == "open":
        return joins.open_window(shared, values)
    module = import_module(f"app.cli.{MODULES.get(values.verb, values.verb)}")
    code: int = module.run(Call(shared, values, joins, out, ConsoleProgress(sys.stderr)))
    return code


def _drop_standard_output() -> None:
    """Let the interpreter flush into nothing when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
