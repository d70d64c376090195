"""Joins numbers, switches and dwell to one window: which targets there are, what is drawn over them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.roles import Actor
from app.domain.scan.dwell import Dwell
from app.domain.scan.scanner import Level, Offer, Scanner
from app.domain.scan.settings import KEYS, SwitchSettings
from app.messages import _
from app.ui.a11y.audit.controls import region_name
from app.ui.actions import Handler
from app.ui.announcer import Urgency
from app.ui.reach.layer import Layer, Shown
from app.ui.reach.press import bring_into_sight, press, takes_text
from app.ui.reach.presses import Presses
from app.ui.reach.targets import Target, active_root, layout_of, targets_of
from app.ui.writing.target_field import LastField, can_take

if TYPE_CHECKING:
    from app.ui.shell.window import MainWindow

LOOK_AGAIN_MS = 100
FIRST_STAYS = 1.5


class Reach(QObject):
    """The window by numbers and switches.

    Signals:
        offered: the words of what a scan offers now, for the ear.
    """

    offered = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.settings = SwitchSettings()
        self.scanner = Scanner()
        self._dwell = Dwell()
        self._numbers_shown = False
        self._is_writing = False
        self._targets: list[Target] = []
        self._rest: tuple[Target, float] | None = None
        self._layers: dict[int, Layer] = {}
        self._presses = Presses(self)
        application = self.application()
        self._fields = LastField(application, self) if application is not None else None
        self._looks = QTimer(self)
        self._looks.setInterval(LOOK_AGAIN_MS)
        self._looks.timeout.connect(self.look_again)
        self._steps = QTimer(self)
        self._steps.setSingleShot(True)
        self._steps.timeout.connect(self.step)

    @property
    def numbers_shown(self) -> bool:
        """Tell whether every control shows its number."""
        return self._numbers_shown

    @property
    def targets(self) -> tuple[Target, ...]:
        """Return what can be pressed now; the first is number 1."""
        return tuple(self._targets)

    @property
    def is_scanning(self) -> bool:
        """Tell whether switches choose."""
        return self.settings.mode in ("one", "two")

    # Beginning and end -----------------------------------------------------------------------

    def begin_for(self, actor: Actor) -> None:
        """Take up how somebody works, once she has signed in."""
        service = self._window.context.services.settings
        self.use(SwitchSettings.of(service.read_all(KEYS, actor)))

    def use(self, settings: SwitchSettings) -> None:
        """Work in another way from now on."""
        self.settings = settings
        self._dwell = Dwell(settings.seconds)
        self._rest = None
        self._presses.set_pause(settings.bounce_ms)
        self._run()

    def handlers(self) -> dict[str, Handler]:
        """Return what the actions of numbers and switches do on every page."""
        return {
            "numbers.show": lambda _none: self.switch_numbers(True),
            "numbers.hide": lambda _none: self.switch_numbers(False),
            "numbers.press": lambda number: self.press_number(int(str(number))),
            "scroll.up": lambda _none: self.scroll(-1),
            "scroll.down": lambda _none: self.scroll(1),
            "switch.choose": lambda _none: self._window.go("switch"),
            "writing.show": lambda _none: self.write(None),
        }

    def close(self) -> None:
        """Listen to nothing any more: the window closes."""
        self._looks.stop()
        self._steps.stop()
        self._presses.listen(False)

    def switch_numbers(self, shown: bool) -> None:
        """Show a number on every control, or take them away."""
        if shown != self._numbers_shown:
            self._numbers_shown = shown
            if shown:
                words = _("Say or type the number of what you want. Esc takes the numbers away.")
                self._window.announcer.say(words, Urgency.HINT)
        self._run()

    def _run(self) -> None:
        is_dwelling = self.settings.mode == "dwell"
        is_needed = self._numbers_shown or self.is_scanning or is_dwelling
        self._presses.listen(is_needed or self.settings.bounce_ms > 0)
        if is_needed:
            self._looks.start()
        else:
            self._looks.stop()
        self._steps.stop()
        self._targets = []
        self.scanner.show([])
        self.look_again()

    # What there is ---------------------------------------------------------------------------

    def look_again(self) -> None:
        """Follow the page: other controls get other numbers, and a scan of them begins anew."""
        root = active_root(self._window)
        found = targets_of(root)
        if self.is_scanning:
            found += self._without_control(found, root)
        if found != self._targets:
            self._targets = found
            self._lay_out(root)
        if self.settings.mode == "dwell":
            self._look_at_pointer(root)
        self._draw(root)

    def _without_control(self, found: list[Target], root: QWidget) -> list[Target]:
        """Actions of the page that only a key starts: a switch needs them as well."""
        if root is not self._window:
            return []
        shown = {str(one.widget.property("action_id")) for one in found if one.widget is not None}
        bare = [
            self._window.bound(spec.id)
            for spec in self._window.registry.actions()
            if spec.id not in shown and not spec.takes_subject
        ]
        return [Target(None, bound=one) for one in bare if one.has_handler]

    def _lay_out(self, root: QWidget) -> None:
        numbers = {one: number for number, one in enumerate(self._targets)}
        with_control = [one for one in self._targets if one.widget is not None]
        layout = [
            [[numbers[one] for one in row] for row in group]
            for group in layout_of(with_control, root)
        ]
        bare = [number for one, number in numbers.items() if one.widget is None]
        if bare:
            layout.append([bare[at : at + 5] for at in range(0, len(bare), 5)])
        was_moving = self.scanner.offer.level is not Level.REST
        self.scanner.show(layout if self.is_scanning else [])
        if was_moving and self.is_scanning:
            # Other words stand over the letters after each of them; the rows go on all the same.
            again = self.scanner.begin_in(0) if self._is_writing else self.scanner.begin()
            self._offer(again)

    def _draw(self, root: QWidget) -> None:
        layer = self._layers.get(id(root))
        is_needed = self._numbers_shown or self.is_scanning or self._rest is not None
        if layer is None and is_needed:
            layer = self._cover(root)
        if layer is None:
            return
        if not is_needed:
            layer.hide()
            return
        layer.present(self._shown())

    def _cover(self, root: QWidget) -> Layer:
        key = id(root)
        layer = self._layers[key] = Layer(root)
        root.destroyed.connect(lambda: self._layers.pop(key, None))
        return layer

    def _shown(self) -> Shown:
        numbered = tuple(self._targets) if self._numbers_shown else ()
        numbered = tuple(one for one in numbered if one.widget is not None)
        offer = self.scanner.offer
        if offer.level is Level.REST or not self.is_scanning:
            return Shown(numbered, rest=self._rest)
        chosen = [self._targets[item] for item in offer.items]
        words = self.words_of(offer)
        if offer.level is Level.ITEM:
            bare = chosen[0].widget is None
            return Shown(numbered, (), None if bare else chosen[0], words)
        return Shown(numbered, chosen, None, words)

    def words_of(self, offer: Offer) -> str:
        """Return what an offer is called."""
        if offer.level is Level.REST:
            return _("Press your switch to begin.")
        if offer.level is Level.OUT:
            return _("Back out")
        first = self._targets[offer.items[0]].words()
        if len(offer.items) == 1:
            return first
        last = self._targets[offer.items[-1]].words()
        return _("{first} to {last}").format(first=first, last=last)

    # Numbers ---------------------------------------------------------------------------------

    def press_number(self, number: int) -> None:
        """Press the control of a number; the numbers need not be shown for it."""
        self.look_again()
        numbered = [one for one in self._targets if one.widget is not None]
        if not 1 <= number <= len(numbered):
            words = _("There is no number {number} here. Say one of 1 to {last}.")
            self._window.announcer.say(words.format(number=number, last=len(numbered)))
            return
        target = numbered[number - 1]
        if takes_text(target):
            # What is typed now belongs to the field, digits included.
            self.switch_numbers(False)
        press(target)
        QTimer.singleShot(0, self, self.look_again)

    def scroll(self, pages: int) -> None:
        """Move the page up or down by most of what is seen."""
        view = self._window.view
        if view is None:
            return
        height, content = view.page.viewport().height(), view.page.widget()
        top = -content.y() if content is not None else 0
        wanted = top + round(0.8 * height * pages) + (height if pages > 0 else 0)
        view.page.ensureVisible(0, max(0, wanted), 0, 0)

    # Writing ---------------------------------------------------------------------------------

    def write(self, field: QWidget | None) -> None:
        """Open the keyboard on the screen for a field, or for the one that had the focus last."""
        if active_root(self._window) is not self._window or self._window.screen_id == "write":
            return
        if field is None and self._fields is not None:
            field = self._fields.found_in(self._window.view)
        if field is None or not can_take(field):
            words = _("Go to a field first. Then the keyboard on the screen writes into it.")
            self._window.announcer.say(words, Urgency.URGENT)
            return
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._window.go("write", field=field)

    # Switches --------------------------------------------------------------------------------

    def step(self) -> None:
        """Offer the next one: by the clock with one switch, by the first of two."""
        self._offer(self.scanner.step())

    def choose(self) -> None:
        """Take what is offered: by the only switch, or the second of two."""
        chosen = self.scanner.choose()
        if chosen is not None and chosen < len(self._targets):
            target = self._targets[chosen]
            is_letter = self._is_writing = _is_letter(target)
            if not is_letter:
                self.scanner.rest()
            press(target)
            if takes_text(target) and self.settings.mode != "off":
                self.write(target.widget)
            if is_letter:
                # Who writes goes on writing: the rows of letters are offered again at once.
                self._offer(self.scanner.begin_in(0))
            else:
                self._offer(self.scanner.offer)
            QTimer.singleShot(0, self, self.look_again)
            return
        self._offer(self.scanner.offer)

    def _offer(self, offer: Offer) -> None:
        self._steps.stop()
        if offer.level is not Level.REST:
            self.offered.emit(self.words_of(offer))
            self._bring_into_sight(offer)
            if self.settings.mode == "one":
                stays = FIRST_STAYS if offer.is_first else 1.0
                self._steps.start(round(1000 * self.settings.seconds * stays))
        self._draw(active_root(self._window))

    def _bring_into_sight(self, offer: Offer) -> None:
        """Let the page follow the scan: nobody presses what she cannot see."""
        for item in reversed(offer.items if offer.level is not Level.OUT else ()):
            widget = self._targets[item].widget
            if widget is not None and shiboken6.isValid(widget) and widget.isVisible():
                bring_into_sight(widget)

    # Resting the pointer ---------------------------------------------------------------------

    def _look_at_pointer(self, root: QWidget) -> None:
        at = root.mapFromGlobal(QCursor.pos())
        under = next((one for one in self._targets if one.rectangle(root).contains(at)), None)
        passed, is_press = self._dwell.rest_on(under, time.monotonic())
        self._rest = (under, passed) if under is not None and passed else None
        if is_press and under is not None:
            press(under)
            if takes_text(under):
                self.write(under.widget)

    def belongs(self, watched: QObject) -> bool:
        """Tell whether an event happened in this window, its questions or its open lists."""
        if not isinstance(watched, QWidget):
            return False
        window = watched.window()
        return window is self._window or window is active_root(self._window)

    @staticmethod
    def application() -> QApplication | None:
        """Return the running application."""
        found = QApplication.instance()
        return found if isinstance(found, QApplication) else None


def _is_letter(target: Target) -> bool:
    """Tell whether a press writes, so that the next press will, too."""
    widget = target.widget
    return widget is not None and region_name(widget) == "keyboard"
