"""The colour scheme as a QPalette: every role in all three groups, no default shines through."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QColor, QPalette

from app.ui.theme.tokens import colour_value

_ROLE: Final = QPalette.ColorRole
_COLOURS: Final = {
    _ROLE.Window: "bg",
    _ROLE.WindowText: "text",
    _ROLE.Base: "field",
    _ROLE.AlternateBase: "surface",
    _ROLE.ToolTipBase: "surface",
    _ROLE.ToolTipText: "text",
    _ROLE.PlaceholderText: "muted",
    _ROLE.Text: "text",
    _ROLE.Button: "surface",
    _ROLE.ButtonText: "text",
    _ROLE.BrightText: "danger",
    _ROLE.Light: "surface",
    _ROLE.Midlight: "hover",
    _ROLE.Mid: "border",
    _ROLE.Dark: "border_strong",
    _ROLE.Shadow: "border_strong",
    _ROLE.Highlight: "accent",
    _ROLE.HighlightedText: "on_accent",
    _ROLE.Accent: "accent",
    _ROLE.Link: "accent",
    _ROLE.LinkVisited: "accent",
}
_DISABLED: Final = {
    _ROLE.WindowText: "disabled_text",
    _ROLE.Text: "disabled_text",
    _ROLE.ButtonText: "disabled_text",
    _ROLE.Base: "disabled_bg",
    _ROLE.Button: "disabled_bg",
}


def scheme_palette(scheme: str) -> QPalette:
    """Return the palette of a scheme."""
    palette = QPalette()
    for group in (
        QPalette.ColorGroup.Active,
        QPalette.ColorGroup.Inactive,
        QPalette.ColorGroup.Disabled,
    ):
        for role, name in _COLOURS.items():
            if group == QPalette.ColorGroup.Disabled:
                name = _DISABLED.get(role, name)
            palette.setColor(group, role, QColor(colour_value(scheme, name)))
    return palette
