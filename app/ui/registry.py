"""The one registry of screens and actions.

Menus, buttons, palette, shortcuts, key sheet, audit, pictures and (later) voice and switch are all
made from what is registered here. A screen's module registers itself when it is imported by
`app.ui.screens`; nothing else may offer something to click.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from app.messages import Lazy

if TYPE_CHECKING:
    from app.ui.screen import ScreenContext, ScreenView


class Danger(IntEnum):
    """How carefully an action is started (voice.md, Risk)."""

    LOOK = 0  # changes nothing
    UNDOABLE = 1  # done at once, can be undone
    CONFIRM = 2  # asked back first
    NEVER_BY_VOICE = 3  # asked back, and never by voice alone


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do, in every channel.

    `id` is `<area>.<verb>`; `undo` is the id of the action that takes it back; `takes_subject`
    says that it needs a row or record (`people.open` with a person's id). `opens` is the page, and
    what it is opened with, to which the action leads from every page that gives it no other meaning;
    `anywhere` is what it does there instead of opening a page.
    """

    id: str
    label: Lazy
    help: Lazy
    icon: str = ""
    shortcut: str = ""
    phrases: tuple[Lazy, ...] = ()
    danger: Danger = Danger.LOOK
    undo: str = ""
    takes_subject: bool = False
    opens: tuple[str, Mapping[str, Any]] | None = None
    anywhere: Callable[[ScreenContext], None] | None = None


@dataclass(frozen=True, slots=True)
class Screen:
    """One page of the program.

    `roles` empty means: for everybody, also before anybody signed in. `area` decides the right to see it. `sample`
    gives arguments that show the page with real content, for pictures and audits.
    `open_when_locked`: it stays open on a device that had no contact for too long.
    """

    id: str
    title: Lazy
    area: str
    icon: str
    build: Callable[[ScreenContext, dict[str, Any]], ScreenView]
    actions: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    shortcut: str = ""
    in_navigation: bool = False
    order: int = 100
    sample: Callable[[ScreenContext], dict[str, Any]] | None = None
    open_when_locked: bool = False


class Registry:
    """All screens and actions, in the order they were registered."""

    def __init__(self) -> None:
        self._screens: dict[str, Screen] = {}
        self._actions: dict[str, Action] = {}

    def add_action(self, action: Action) -> Action:
        """Register an action; a second one with the same id or shortcut is a bug."""
        if action.id in self._actions:
            raise ValueError(f"action {action.id} is registered twice")
        for other in self._actions.values():
            if action.shortcut and other.shortcut == action.shortcut:
                raise ValueError(f"{action.shortcut} belongs to {other.id} and {action.id}")
        self._actions[action.id] = action
        return action

    def add_screen(self, screen: Screen) -> Screen:
        """Register a screen; its actions may be registered by another area, see `check`."""
        if screen.id in self._screens:
            raise ValueError(f"screen {screen.id} is registered twice")
        self._screens[screen.id] = screen
        return screen

    def check(self) -> None:
        """Raise ValueError for a screen that names an action nobody registered."""
        for screen in self._screens.values():
            unknown = [one for one in screen.actions if one not in self._actions]
            unknown += [
                a.undo for a in self._actions.values() if a.undo not in self._actions | {"": 0}
            ]
            if unknown:
                raise ValueError(f"screen {screen.id} names unknown actions {unknown}")

    def screen(self, screen_id: str) -> Screen:
        """Return a screen; KeyError when there is none of this id."""
        return self._screens[screen_id]

    def action(self, action_id: str) -> Action:
        """Return an action; KeyError when there is none of this id."""
        return self._actions[action_id]

    def screens(self) -> tuple[Screen, ...]:
        """Return every screen in navigation order."""
        return tuple(sorted(self._screens.values(), key=lambda s: (s.order, s.id)))

    def actions(self) -> tuple[Action, ...]:
        """Return every action."""
        return tuple(self._actions.values())

    def navigation(self, areas: Iterable[str]) -> tuple[Screen, ...]:
        """Return the pages the side navigation lists for somebody who may see these areas."""
        allowed = set(areas)
        return tuple(s for s in self.screens() if s.in_navigation and s.area in allowed)


registry = Registry()
