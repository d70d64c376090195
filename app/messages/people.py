"""Sentences about what is typed or imported about a person."""

from __future__ import annotations

from app.messages import N_, Lazy

PEOPLE: dict[str, tuple[Lazy, Lazy | None]] = {}
