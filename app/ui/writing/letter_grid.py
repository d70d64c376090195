"""The letters of one page of the keyboard: two parts of the table side by side, one Tab stop."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app.domain.writing.letters import PAGES
from app.ui.actions import BoundAction
from app.ui.parts.painting import follow_theme
from app.ui.parts.roles import give_role
from app.ui.parts.tab_anchor import TabAnchor
from app.ui.theme import theme
from app.ui.writing.letter_key import LetterKey, key_px

_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
GAP_PX = 6


class LetterGrid(QWidget):
    """Rows of five; each key does an action on its letter. Too wide, the parts stand in one column."""

    def __init__(self, bound: BoundAction) -> None:
        super().__init__()
        self._bound = bound
        self.setObjectName("letters")
        self.setProperty("region", "keyboard")
        give_role(self, QAccessible.Role.Grouping)
        self._page = ""
        self._keys: dict[tuple[int, int], LetterKey] = {}
        self._side_by_side: bool | None = None
        self._anchor = TabAnchor(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow_theme(self._renew)

    @property
    def page(self) -> str:
        """Return the page of letters that is shown."""
        return self._page

    @property
    def keys(self) -> list[LetterKey]:
        """Return the keys in reading order."""
        return [key for _place, key in sorted(self._keys.items(), key=lambda one: one[0])]

    def show_page(self, page: str) -> None:
        """Show other letters; the focus goes to the first of them if it was on a letter."""
        if page == self._page:
            return
        had_focus = any(key.hasFocus() for key in self._keys.values())
        for key in self._keys.values():
            key.setObjectName("")
            key.hide()
            key.deleteLater()
        self._page = page
        self._keys = {}
        self._side_by_side = None
        self._place()
        if had_focus:
            self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def first(self) -> LetterKey:
        """Return the key Tab leads to."""
        return next(
            (key for key in self.keys if key.focusPolicy() == Qt.FocusPolicy.StrongFocus),
            self.keys[0],
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the parts side by side or below each other."""
        super().resizeEvent(event)
        self._place()

    def _renew(self) -> None:
        self._grid.setSpacing(theme().space(GAP_PX))
        self._side_by_side = None
        if self._page:
            self._place()

    def _place(self) -> None:
        """Make the keys, or move them, for the width there is."""
        if not self._page:
            return
        side = key_px() + theme().space(GAP_PX)
        fits = self.width() >= 11 * side
        if fits == self._side_by_side:
            return
        self._side_by_side = fits
        kept = {key.letter: key for key in self._keys.values()}
        self._keys = {}
        for number, block in enumerate(PAGES[self._page]):
            for at, letters in enumerate(block):
                row = at if fits else at + sum(len(one) for one in PAGES[self._page][:number])
                left = number * 6 if fits else 0
                for column, letter in enumerate(letters, left):
                    key = kept.get(letter) or self._made(letter)
                    self._grid.addWidget(key, row, column)
                    self._keys[row, column] = key
                    key.show()
        # The gap between the two parts is as wide as half a key and holds none.
        self._grid.setColumnMinimumWidth(5, side // 2 if fits else 0)
        self._anchor.put_after(self.keys)
        self._one_stop(next((key for key in self.keys if key.hasFocus()), self.keys[0]))
        self.updateGeometry()

    def _made(self, letter: str) -> LetterKey:
        key = LetterKey(self._bound, letter, self)
        key.installEventFilter(self)
        return key

    def _one_stop(self, stop: LetterKey) -> None:
        for key in self._keys.values():
            policy = Qt.FocusPolicy.StrongFocus if key is stop else Qt.FocusPolicy.ClickFocus
            key.setFocusPolicy(policy)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move with the arrow keys; the letter that has the focus is where Tab comes back to."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, LetterKey):
            self._one_stop(watched)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            wanted = self._neighbour(watched, Qt.Key(event.key()))
            if wanted is not None:
                wanted.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _neighbour(self, watched: QObject, pressed: Qt.Key) -> LetterKey | None:
        step = _STEPS.get(pressed)
        place = next((at for at, key in self._keys.items() if key is watched), None)
        if step is None or place is None:
            return None
        row, column = place
        # Over the gap between the parts, and past a short row, to the next letter there is.
        for far in range(1, 12):
            found = self._keys.get((row + step[0] * far, column + step[1] * far))
            if found is not None:
                return found
        return self._keys[place]
