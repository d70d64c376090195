"""The page and the actions of the keyboard on the screen."""

from __future__ import annotations

from app.messages import N_
from app.ui.registry import Action, Screen, registry
from app.ui.writing.write_view import WriteView

EVERYBODY = ("volunteer", "coordinator", "supporter", "officer", "administrator")
KEYS = (
    ("erase", N_("Erase a letter"), N_("Takes the letter before the place away."), "x"),
    ("mark", N_("Change the mark (ka to ga)"),
     N_("Gives the last kana the next of its marks, or makes it small."), "type"),
    ("katakana", N_("Change to katakana"), N_("Turns the last kana into the other kind."), "languages"),
    ("space", N_("Put in a space"), N_("Writes a space."), "text-cursor-input"),
    ("line", N_("Begin a line"), N_("Writes the end of a line."), "plus"),
    ("left", N_("One letter to the left"), N_("Moves the place where letters go."), "arrow-left"),
    ("right", N_("One letter to the right"), N_("Moves the place where letters go."),
     "arrow-right"),
    ("done", N_("Finish writing"), N_("Goes back to the field. What was written stays there."),
     "check"),
)  # fmt: skip

for _id, _label, _help, _icon in KEYS:
    registry.add_action(Action(f"writing.{_id}", _label, _help, _icon))
registry.add_action(
    Action(
        "writing.letter",
        N_("Write a letter"),
        N_("Puts the letter at the place."),
        takes_subject=True,
    )
)
registry.add_action(
    Action(
        "writing.word",
        N_("Take this word"),
        N_("Puts the word in the place of its kana."),
        takes_subject=True,
    )
)
registry.add_action(
    Action(
        "writing.show",
        N_("Keyboard on the screen"),
        N_("Opens large letters to write into the field you were in."),
        "keyboard",
        "Shift+F7",
    )
)
registry.add_screen(
    Screen(
        "write",
        N_("Keyboard on the screen"),
        "settings",
        "keyboard",
        lambda context, arguments: WriteView(context, **arguments),
        tuple(f"writing.{one[0]}" for one in KEYS),
        (),
        order=91,
    )
)
