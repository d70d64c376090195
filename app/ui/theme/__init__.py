"""The look: tokens, modes, colours, type, space, icons."""

from app.ui.theme.modes import Modes
from app.ui.theme.theme import Ring, RubySpan, Theme, theme

__all__ = ["Modes", "Ring", "RubySpan", "Theme", "theme"]
