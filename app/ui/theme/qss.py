"""The application's style sheet: boxes of the standard controls only, never a font."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.ui.theme.tokens import shape_px, size_px

if TYPE_CHECKING:
    from app.ui.theme.theme import Theme

_SHEET: Final = """
QLineEdit, QTextEdit {{
  background: {field}; color: {text}; border: {edge}px solid {border_strong};
  border-radius: {radius}px; padding: {pad_y}px {pad_x}px;
  selection-background-color: {accent}; selection-color: {on_accent};
}}
QLineEdit {{ min-height: {line_height}px; }}
QLineEdit:disabled, QTextEdit:disabled,
QLineEdit[unavailable="true"], QTextEdit[unavailable="true"] {{
  background: {disabled_bg}; color: {disabled_text};
  border: {edge}px dashed {disabled_border};
}}
QLineEdit[wrong="true"], QTextEdit[wrong="true"] {{
  border: {wrong}px solid {danger}; padding: {wrong_pad_y}px {wrong_pad_x}px;
}}
QScrollArea, QAbstractScrollArea#scroll_page {{ border: none; background: transparent; }}
QTableView, QListView#rows {{ border: none; background: transparent; outline: none; }}
QScrollBar:vertical {{ background: {bg}; width: {bar}px; border-left: {rule}px solid {border}; }}
QScrollBar::handle:vertical {{
  background: {border}; border-radius: {bar_radius}px; margin: 3px; min-height: {target}px;
}}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0px; width: 0px; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: none; }}
QTextEdit QScrollBar:vertical {{ background: {field}; border: none; }}
QComboBox QAbstractItemView {{ border: {edge}px solid {border_strong}; background: {field}; }}
QToolTip {{
  background: {surface}; color: {text}; border: {edge}px solid {border_strong}; padding: {pad_y}px;
}}
QMenu {{ background: {surface}; color: {text}; border: {edge}px solid {border_strong}; }}
QMenu::item {{ padding: {pad_y}px {pad_x}px; min-height: {line_height}px; }}
QMenu::item:selected {{ background: {accent}; color: {on_accent}; }}
QMenu::item:disabled {{ color: {disabled_text}; }}
"""
_ROLES: Final = (
    "bg", "surface", "field", "text", "border", "border_strong", "accent", "on_accent", "danger",
    "disabled_bg", "disabled_text", "disabled_border",
)  # fmt: skip


def application_sheet(theme: Theme) -> str:
    """Return the sheet for the theme's current scheme and size."""
    colours = {role: theme.color(role).name() for role in _ROLES}
    edge, wrong = theme.field_border(), theme.error_border()
    pad_y, pad_x = theme.space(4), theme.space(12)
    return _SHEET.format(
        **colours,
        edge=edge,
        wrong=wrong,
        pad_y=pad_y,
        pad_x=pad_x,
        # A thicker edge takes its width from the padding: the text must not jump.
        wrong_pad_y=pad_y - (wrong - edge),
        wrong_pad_x=pad_x - (wrong - edge),
        line_height=max(theme.target() - 2 * (edge + pad_y), round(1.3 * theme.em())),
        radius=shape_px("radius_control"),
        rule=theme.rule(),
        bar=size_px("scrollbar_px"),
        bar_radius=5,
        target=theme.target(),
    )
