"""What a service changed, so that every open screen can decide whether to look again."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Changes:
    """Areas (one word each, as in the glossary) and the ids that changed in them."""

    ids: frozenset[tuple[str, str]] = field(default_factory=frozenset)

    @staticmethod
    def of(area: str, *ids: str) -> Changes:
        """Return the change of these ids in one area."""
        return Changes(frozenset((area, one) for one in ids))

    def __or__(self, other: Changes) -> Changes:
        return Changes(self.ids | other.ids)

    def touches(self, area: str, one: str | None = None) -> bool:
        """Tell whether an area, or one id in it, is among the changes."""
        return any(a == area and (one is None or i == one) for a, i in self.ids)
