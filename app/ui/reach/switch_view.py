"""The page on which somebody chooses how she works without keyboard and mouse."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.scan.settings import KEYS, SwitchSettings
from app.messages import N_, _
from app.ui.a11y.forms import Form
from app.ui.desk_view import DeskView
from app.ui.screen import ScreenContext

MODES = (
    ("off", N_("Keys and mouse"), N_("No switch is used.")),
    ("one", N_("One switch"), N_("The frame moves by itself. Press when it is there.")),
    ("two", N_("Two switches"), N_("The first moves the frame, the second presses.")),
    ("dwell", N_("Rest the pointer"), N_("Where the pointer rests, it presses by itself.")),
)
SWITCHES = (
    ("keys", N_("Keys"), N_("Space is the first switch, Enter the second.")),
    ("mouse", N_("Mouse buttons"), N_("Left is the first switch, right the second.")),
)
TENTHS = (("5", "0.5"), ("10", "1"), ("15", "1.5"), ("20", "2"), ("25", "2.5"), ("30", "3"))
PAUSES = (("0", "0"), ("200", "0.2"), ("400", "0.4"), ("700", "0.7"), ("1000", "1"))


class SwitchView(DeskView):
    """Every choice works at once and can be taken back."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context, N_("Switch and pointer"))
        self.crumbs = N_("Everything here also works with one press")
        stop = context.bind("switch.stop", lambda _none: self._stop())
        self.header_actions = [(stop, "secondary")]
        self._stop_action = stop
        self._form = Form()
        self._form.choices("mode", N_("How do you press?"), list(MODES), columns=2)
        self._form.choices("by", N_("What is your switch?"), list(SWITCHES), columns=2)
        # Two choices of one page never have one name: it may be said aloud.
        seconds, apart = N_("{count} s"), N_("{count} s apart")
        self._form.choices(
            "tenths",
            N_("How long each thing stays"),
            [(key, seconds.format(count=shown)) for key, shown in TENTHS],
            N_("Also how long the pointer rests. The first of a row stays half as long again."),
            columns=3,
        )
        self._form.choices(
            "bounce_ms",
            N_("A second press so soon does not count"),
            [(key, apart.format(count=shown)) for key, shown in PAUSES],
            N_("For hands that tremble. It holds for every key and button."),
            columns=3,
        )
        self._form.changed.connect(self._on_changed)
        self.page.column.addWidget(self._form)
        self._show(context.window.reach.settings)

    def first_focus(self) -> QWidget | None:
        """Begin at how somebody presses."""
        self._form.focus_field("mode")
        return self.window().focusWidget()

    def refresh(self) -> None:
        """Show the settings as they are, whoever changed them."""
        self._show(self.context.window.reach.settings)

    def _show(self, settings: SwitchSettings) -> None:
        self._form.set_values(
            {
                "mode": settings.mode,
                "by": settings.by,
                "tenths": str(round(settings.seconds * 10)),
                "bounce_ms": str(settings.bounce_ms),
            }
        )
        is_off = settings.mode == "off"
        self._stop_action.set_available(not is_off, N_("No switch is used now.") if is_off else "")

    def _on_changed(self) -> None:
        values = self._form.values()
        stored = {f"switch.{key}": value for key, value in values.items() if value}
        after = {**_stored(self.context.window.reach.settings), **stored}
        self._use(SwitchSettings.of(after), is_new=True)

    def _stop(self) -> None:
        settings = self.context.window.reach.settings
        stored = {**_stored(settings), "switch.mode": "off"}
        self._use(SwitchSettings.of(stored), is_new=True)

    def _use(self, settings: SwitchSettings, *, is_new: bool) -> None:
        before = self.context.window.reach.settings
        if settings == before:
            return
        self.context.window.reach.use(settings)
        self._show(settings)
        service, who = self.context.services.settings, self.context.actor
        self.context.run("switch", lambda: service.write(who, _stored(settings)))
        if is_new:
            self.context.say_with_undo(
                _("It works this way now."), lambda: self._use(before, is_new=False)
            )


def _stored(settings: SwitchSettings) -> dict[str, str]:
    values = (
        settings.mode,
        settings.by,
        str(round(settings.seconds * 10)),
        str(settings.bounce_ms),
    )
    return dict(zip(KEYS, values, strict=True))
