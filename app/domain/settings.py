"""Every setting, declared once: key, kind, default, bounds; and how older values are brought up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.modes import LANGUAGES, SCHEMES
from app.domain.scan.settings import SWITCH_MODES, SWITCHES


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. `kind` is `int`, `bool`, `choice` or `text`; `scope` is `centre` or `operator`."""

    key: str
    kind: str
    default: str
    scope: str = "centre"
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = 0

    def accepts(self, value: str) -> bool:
        """Tell whether a stored or typed value fits."""
        if self.kind == "int":
            return value.isascii() and value.isdigit() and self.least <= int(value) <= self.most
        if self.kind == "bool":
            return value in ("0", "1")
        if self.kind == "choice":
            return value in self.choices
        return len(value) <= self.most


SETTINGS: dict[str, Setting] = {
    one.key: one
    for one in (
        Setting("modes.text_percent", "int", "100", "operator", least=100, most=300),
        Setting("modes.scheme", "choice", "light", "operator", choices=SCHEMES),
        Setting("modes.language", "choice", "ja", "operator", choices=LANGUAGES),
        Setting("modes.furigana", "bool", "0", "operator"),
        Setting("modes.motion", "bool", "0", "operator"),
        Setting("modes.chosen", "bool", "0", "operator"),
        Setting("switch.mode", "choice", "off", "operator", choices=SWITCH_MODES),
        Setting("switch.by", "choice", "keys", "operator", choices=SWITCHES),
        Setting("switch.tenths", "int", "15", "operator", least=5, most=30),
        Setting("switch.bounce_ms", "int", "0", "operator", least=0, most=2000),
        Setting("lock.idle_minutes", "int", "10", least=1, most=120),
        Setting("centre.phone", "text", "", most=40),
    )
}
VERSION_KEY = "settings.version"


def _to_1(values: dict[str, str]) -> dict[str, str]:
    """Version 0 kept the idle time in seconds."""
    upgraded = dict(values)
    seconds = upgraded.pop("lock.idle_seconds", None)
    if seconds is not None and seconds.isdigit():
        upgraded["lock.idle_minutes"] = str(min(120, max(1, round(int(seconds) / 60))))
    return upgraded


UPGRADES: tuple[Callable[[dict[str, str]], dict[str, str]], ...] = (_to_1,)


def upgrade(values: dict[str, str]) -> dict[str, str]:
    """Return stored values of any older version as the newest one keeps them."""
    version = int(values.get(VERSION_KEY, "0"))
    for step in UPGRADES[version:]:
        values = step(values)
    return values | {VERSION_KEY: str(max(version, len(UPGRADES)))}
