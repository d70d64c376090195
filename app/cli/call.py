"""One call of a verb: everything its module gets."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass

from app.cli.joins import Joins
from app.cli.options import Globals
from app.cli.output import Output
from app.domain.progress import Progress


@dataclass(frozen=True, slots=True)
class Call:
    """What was typed, what the bootstrap joined, and where the answer goes.

    Each module `app.cli.<verb>` has one `run(call)`, which returns the exit code.
    """

    shared: Globals
    values: Namespace
    joins: Joins
    out: Output
    progress: Progress
