"""Settings of the centre and of each operator, read with their defaults and checked when written."""

from __future__ import annotations

from app.domain.errors import BadInput, Finding
from app.domain.roles import Actor
from app.domain.settings import SETTINGS, UPGRADES, VERSION_KEY, upgrade
from app.services.ports import UnitOfWorkFactory

CENTRE = "centre"


class SettingsService:
    """Reads and writes what `app.domain.settings` declares; unknown keys are a bug."""

    def __init__(self, unit_of_work: UnitOfWorkFactory) -> None:
        self._unit_of_work = unit_of_work

    def bring_up(self) -> None:
        """Upgrade the stored values of an older program once."""
        with self._unit_of_work() as work:
            stored = work.settings.every(CENTRE)
            if stored.get(VERSION_KEY) == str(len(UPGRADES)):
                return
            for key, value in upgrade(stored).items():
                if stored.get(key) != value:
                    work.settings.put(key, CENTRE, value)
            work.commit()

    def read(self, key: str, who: Actor | None = None) -> str:
        """Return a value; one that no longer fits counts as not set."""
        return self.read_all((key,), who)[key]

    def read_all(self, keys: tuple[str, ...], who: Actor | None = None) -> dict[str, str]:
        """Return several values in one look: the operator's own, else the centre's, else default."""
        found = {}
        with self._unit_of_work() as work:
            for key in keys:
                setting = SETTINGS[key]
                value = None
                if setting.scope == "operator" and who is not None:
                    value = work.settings.get(key, f"operator:{who.operator}")
                if value is None:
                    value = work.settings.get(key, CENTRE)
                fits = value is not None and setting.accepts(value)
                found[key] = value if fits and value is not None else setting.default
        return found

    def write(self, who: Actor, values: dict[str, str], *, for_centre: bool = False) -> None:
        """Keep values; those of the whole centre need an administrator."""
        findings = tuple(
            Finding("settings.value", column=key, value=value)
            for key, value in values.items()
            if not SETTINGS[key].accepts(value)
        )
        if findings:
            raise BadInput("settings.fields", findings)
        if for_centre or any(SETTINGS[key].scope == CENTRE for key in values):
            who.require("administration")
        with self._unit_of_work() as work:
            for key, value in values.items():
                own = SETTINGS[key].scope == "operator" and not for_centre
                work.settings.put(key, f"operator:{who.operator}" if own else CENTRE, value)
            work.audit.add(who.operator, "settings", "settings", "", ",".join(values))
            work.commit()
