"""One demo centre and one window a module: the desk as a volunteer meets it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.bootstrap.centre import Centre
from app.domain.modes import Modes
from app.domain.people import PersonFields
from app.domain.roles import Actor
from app.ui.console import make_application
from app.ui.shell.window import MainWindow
from tests.helpers.windows import (
    administrator,
    make_centre,
    open_demo,
    press,
    settle,
    window_over,
)


@dataclass
class Desk:
    """The window, the centre under it, and who sits there."""

    window: MainWindow
    centre: Centre
    actor: Actor

    def press(self, *keys: Any) -> None:
        """Press keys where the focus is."""
        for key in keys:
            press(self.window, key)
            self.settle()

    def settle(self) -> None:
        """Let jobs and layout come to rest."""
        settle(self.window)
        # Pages left are freed by the event loop, which does not run between a test's lines.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def show(self, screen: str, **args: Any) -> Any:
        """Open a page and return it."""
        self.window.show_screen(screen, **args)
        self.settle()
        return self.page

    @property
    def page(self) -> Any:
        """The open page."""
        return self.window.view

    def field(self, key: str) -> Any:
        """Return a field of the open page."""
        found = self.page.findChild(QWidget, f"field_{key}")
        assert found is not None, f"no field {key} on {self.window.screen_id}"
        return found

    def begin(self, name: str = "", kana: str = "") -> str:
        """Begin a consultation, of somebody new where a name is given, and open its page."""
        person = None
        if name or kana:
            person = self.person(name, kana)
        one, _changes = self.centre.consultations.begin(self.actor, person)
        self.show("consultation", consultation=one)
        return str(one)

    def person(self, name: str, kana: str, **more: str) -> str:
        """Write somebody's record."""
        fields = PersonFields(name=name, kana=kana, **more)
        person, _changes = self.centre.people.add_person(self.actor, fields)
        return str(person)

    def record(self, one: str) -> Any:
        """Read a consultation from the store."""
        return self.centre.consultations.open_consultation(self.actor, one)


@pytest.fixture(scope="module")
def house(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The window over a small demo centre."""
    make_application()
    folder: Path = tmp_path_factory.mktemp("desk") / "centre"
    make_centre(folder)
    centre = open_demo(folder)
    actor = administrator(centre)
    window = window_over(centre, actor)
    yield Desk(window, centre, actor)
    window.close()
    centre.close()


@pytest.fixture
def desk(house: Desk) -> Desk:
    """The desk at Today, in Japanese and at 100 %."""
    house.window.activateWindow()
    house.window.set_modes(Modes())
    house.show("home")
    return house
