"""A week looked at, damaged, mended and taken back, with keys alone on the real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from app.bootstrap.centre import Centre
from app.domain.clubs.check import check_plan
from app.ui.clubs.cell import BoardCell
from app.ui.shell.window import MainWindow
from tests.helpers.windows import CTRL, ENTER, ESC, TAB, administrator, press, settle, walk_tab

LEFT, RIGHT, UP, DOWN = Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down
HOME, END = Qt.Key.Key_Home, Qt.Key.Key_End


def cell() -> BoardCell:
    """Return the cell that has the focus."""
    focus = QApplication.focusWidget()
    assert isinstance(focus, BoardCell), focus
    return focus


def to_action(window: MainWindow, name: str) -> None:
    """Go to an action's button with Tab."""
    for _step in range(60):
        focus = QApplication.focusWidget()
        if focus is not None and focus.objectName() == f"action_{name}":
            return
        press(window, TAB)
    raise AssertionError(f"Tab never came to {name}")


@pytest.fixture
def board(window: MainWindow) -> MainWindow:
    window.go("clubs")
    settle(window)
    return window


def test_the_board_begins_at_what_is_wrong(board: MainWindow) -> None:
    assert cell().state.kind == "trouble"


def test_arrows_reach_every_cell_and_each_says_one_sentence(board: MainWindow) -> None:
    press(board, HOME, *[UP] * 20)
    seen: dict[str, str] = {}
    while True:
        press(board, HOME)
        while cell().objectName() not in seen:
            here = cell()
            seen[here.objectName()] = QAccessible.queryAccessibleInterface(here).text(
                QAccessible.Text.Name
            )
            press(board, RIGHT)
        row = cell().objectName()
        press(board, HOME, DOWN)
        if cell().objectName() in seen and cell().objectName().split("_")[1] == row.split("_")[1]:
            break
    # The second session of a day stands below the first; Down from the first reaches it.
    for line in board.view._board._cells:  # type: ignore[union-attr]
        for place in line:
            place[0].setFocus()
            for expected in place:
                assert QApplication.focusWidget() is expected
                seen[expected.objectName()] = expected.accessibleName()
                press(board, DOWN)
    every = [one.objectName() for one in board.view.findChildren(BoardCell) if one.objectName()]  # type: ignore[union-attr]
    assert set(every) == set(seen)
    assert all(seen.values())
    assert len(set(seen.values())) == len(seen)


def test_a_week_is_damaged_and_mended_by_keys(board: MainWindow, centre: Centre) -> None:
    who = administrator(centre)
    before = centre.clubs_week.board(who)
    well = next(
        one for one in before.week.plan.sessions if one.offer not in before.broken and one.mentors
    )
    board.go("clubs-session", offer=well.offer)
    settle(board)
    to_action(board, "clubs_mentor_away")
    press(board, ENTER)
    assert well.offer in centre.clubs_week.board(who).broken
    press(board, (Qt.Key.Key_M, CTRL))
    assert board.screen_id == "clubs-mend"
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "action_clubs_take"
    press(board, ENTER)
    after = centre.clubs_week.board(who)
    assert after.broken == {}
    # Reasons for those without a place are found when somebody looks; they are not kept.
    codes = {one.code for one in check_plan(after.week.problem, after.week.plan)}
    assert codes <= {"clubs.broken.no_reason"}
    unhurt = {one.offer: one for one in after.week.plan.sessions}
    for one in before.week.plan.sessions:
        if one.offer != well.offer and one.offer not in before.broken:
            if set(one.mentors) & set(well.mentors):
                continue
            assert (one.slot, one.room) == (unhurt[one.offer].slot, unhurt[one.offer].room)
    press(board, (Qt.Key.Key_Z, CTRL))
    assert centre.clubs_week.board(who).week.plan == before.week.plan


def test_leaving_the_proposal_changes_nothing(board: MainWindow, centre: Centre) -> None:
    who = administrator(centre)
    before = centre.clubs_week.board(who).week
    press(board, (Qt.Key.Key_M, CTRL))
    assert board.screen_id == "clubs-mend"
    press(board, ESC)
    assert board.screen_id == "clubs"
    assert centre.clubs_week.board(who).week == before


def test_looking_further_is_reached_by_keys(board: MainWindow) -> None:
    press(board, (Qt.Key.Key_M, CTRL))
    to_action(board, "clubs_wider")
    press(board, ENTER)
    assert board.screen_id == "clubs-mend"


def test_a_closed_room_is_noted_and_taken_back(board: MainWindow, centre: Centre) -> None:
    who = administrator(centre)
    press(board, ENTER)
    assert board.screen_id == "clubs-session"
    to_action(board, "clubs_room_closed")
    press(board, ENTER)
    assert centre.clubs_week.board(who).week.closed
    press(board, (Qt.Key.Key_Z, CTRL))
    assert not centre.clubs_week.board(who).week.closed


@pytest.mark.parametrize("screen", ["clubs", "clubs-mend"])
def test_tab_walks_the_page_and_closes_the_circle(window: MainWindow, screen: str) -> None:
    window.go(screen)
    settle(window)
    walk_tab(window)
