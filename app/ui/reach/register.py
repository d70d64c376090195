"""The actions and the page of numbers and switches."""

from __future__ import annotations

from app.messages import N_
from app.ui.reach.switch_view import SwitchView
from app.ui.registry import Action, Screen, registry

EVERYBODY = ("volunteer", "coordinator", "supporter", "officer", "administrator")

for _action in (
    Action("numbers.show", N_("Show numbers"),
           N_("Puts a number on everything that can be pressed. Type or say the number."),
           "list-ordered", "Shift+F1"),
    Action("numbers.hide", N_("Hide numbers"), N_("Takes the numbers away."), "x"),
    Action("numbers.press", N_("Press a number"), N_("Presses what has this number."),
           takes_subject=True),
    Action("voice.listen", N_("Speak a command"),
           N_("Listens once. The microphone is off again afterwards."), "mic", "Shift+F4"),
    Action("scroll.up", N_("Move up"), N_("Shows what is above."), "arrow-up"),
    Action("scroll.down", N_("Move down"), N_("Shows what is below."), "arrow-down"),
    Action("switch.choose", N_("Switch and pointer"),
           N_("Opens the settings for one or two switches and for resting the pointer."), "zap"),
    Action("switch.stop", N_("Stop using a switch"),
           N_("Goes back to keys and mouse."), "x"),
):  # fmt: skip
    registry.add_action(_action)

registry.add_screen(
    Screen(
        "switch",
        N_("Switch and pointer"),
        "settings",
        "zap",
        lambda context, arguments: SwitchView(context, **arguments),
        ("switch.stop",),
        EVERYBODY,
        order=90,
    )
)
