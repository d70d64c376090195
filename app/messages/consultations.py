"""Sentences about what is written in a consultation."""

from __future__ import annotations

from app.messages import N_, Lazy

CONSULTATIONS: dict[str, tuple[Lazy, Lazy | None]] = {}
