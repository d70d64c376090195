"""Consent: plain files that prove something."""

from __future__ import annotations

from pathlib import Path

from app.cli.grammar.kinds import Verbs
from app.messages import _


def add_verbs(verbs: Verbs) -> None:
    """Add them."""
    consent = verbs.group("consent", _("what people agreed to, and proofs of it"))
    for name, sentence in (
        ("canonical", _("write a JSON file in its one canonical form (RFC 8785)")),
        ("merkle", _("check a proof of a log: inclusion or consistency (RFC 9162)")),
    ):
        consent.add(name, sentence).add_argument("file", metavar="FILE", type=Path)
