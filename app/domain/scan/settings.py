"""How somebody works with switches: kept with her other settings, on every seat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

SWITCH_MODES = ("off", "one", "two", "dwell")
SWITCHES = ("keys", "mouse")
KEYS = ("switch.mode", "switch.by", "switch.tenths", "switch.bounce_ms")


@dataclass(frozen=True, slots=True)
class SwitchSettings:
    """Off, one switch, two switches or resting the pointer.

    Attributes:
        mode: one of SWITCH_MODES.
        by: keys (Space, and Enter as the second) or mouse buttons (left, and right as the second).
        seconds: how long each offer stays, or how long the pointer rests.
        bounce_ms: a press so soon after the last one of the same switch does not count.
    """

    mode: str = "off"
    by: str = "keys"
    seconds: float = 1.5
    bounce_ms: int = 0

    @staticmethod
    def of(values: Mapping[str, str]) -> SwitchSettings:
        """Return the settings behind stored values."""
        return SwitchSettings(
            values["switch.mode"],
            values["switch.by"],
            int(values["switch.tenths"]) / 10,
            int(values["switch.bounce_ms"]),
        )
