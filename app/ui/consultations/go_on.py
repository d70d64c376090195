"""つぎへ: one key leads through the parts of the talk and finishes it at the end."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.messages import N_
from app.ui.actions import BoundAction
from app.ui.consultations.form import PARTS, ConsultationForm
from app.ui.parts.stepper import Stepper

LABELS = (N_("Next: Try"), N_("Next: Sum up"), N_("Finish"))


class GoOn(QObject):
    """Knows the part in which somebody writes, and what comes after it.

    Args:
        form: the form of the talk.
        stepper: shows the part.
        bound: the action of the key; its words tell what comes next.
        missing: returns what is still needed, as sentences by field.
        tell: shows such sentences at their fields and goes to the first.
        finish: closes the consultation.
    """

    def __init__(
        self,
        form: ConsultationForm,
        stepper: Stepper,
        bound: BoundAction,
        missing: Callable[[], dict[str, str]],
        tell: Callable[[dict[str, str]], None],
        finish: Callable[[], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._form, self._stepper, self._bound = form, stepper, bound
        self._missing, self._tell, self._finish = missing, tell, finish
        self._part = 0
        # Once somebody wanted to finish, what is missing elsewhere is filled and finished at once.
        self._is_finishing = False
        self.show()

    def show(self) -> None:
        """Show the part and say on the button what comes next."""
        self._stepper.set_current(self._part)
        self._bound.set_label(LABELS[-1 if self._is_finishing else self._part])

    def entered(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Follow the focus into another part."""
        if now is None or not self._form.isAncestorOf(now):
            return
        if (key := now.property("field_key")) in self._form.values():
            part = self._form.part_of(str(key))
            if part != self._part:
                self._part = part
                self.show()

    def press(self) -> None:
        """Lead to what this part still needs, else to the next part; the last one finishes."""
        if self._part == len(PARTS) - 1 or self._is_finishing:
            self._is_finishing = True
            self._finish()
            return
        here = {
            key: words
            for key, words in self._missing().items()
            if self._form.part_of(key) <= self._part
        }
        if here:
            self._tell(here)
            return
        self._form.clear_errors()
        self._part += 1
        self.show()
        self._form.focus_field(self._begin_of(self._part))

    def _begin_of(self, part: int) -> str:
        """Return the field a part begins with: one that must be filled before one that may."""
        keys = [key for key in self._form.values() if self._form.part_of(key) == part]
        needed = [key for key in self._missing() if key in keys]
        return (needed or keys)[0]
