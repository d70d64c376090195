"""What an examiner finds who only has the finished window: the tree, the Tab key and the pixels.

The audit inside the program knows the program; this one knows nothing of it and so finds what the
program believes of itself wrongly. Rule names end with the WCAG 2.2 criterion they stand for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tools.desktop.hands import Hands
from tools.desktop.pictures import Pixels, take_picture
from tools.desktop.tree import Node

_FIELDS = {"text", "entry", "password text", "spin button", "combo box", "slider"}
_PRESSED = {
    *("push button", "button", "toggle button", "check box", "radio button", "link"),
    *("menu item", "check menu item", "radio menu item"),
}
_ITEMS = {"list item", "cell", "tree item", "column header", "row header", "page tab"}
_WITHOUT_MEANING = {"filler", "panel", "unknown", "invalid", "client", "section", ""}
_WINDOWS = {"frame", "dialog", "window", "alert", "application"}
_READ_AS_TEXT = {"label", "push button", "button", "check box", "radio button", "list item", "cell"}
_JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_LATIN_WORD = re.compile(r"[A-Za-z]{3,}")
# What somebody's mail or home page is called has no language.
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+")
# Systems and services are called so in Japanese as well.
_PROPER = re.compile(r"\b(Android|iPhone|iPad|iOS|Windows|macOS|Mac|Chromebook|LINE|Wi-Fi)\b")
_CODE_WORD = re.compile(r"[a-z]+(_[a-z0-9]+)+|[a-z]+([A-Z][a-z0-9]+)+|Q[A-Z]\w+")
_MNEMONIC = re.compile(r"[（(]&?[A-Za-z0-9][)）]\s*(\.{3}|…)?$|&[A-Za-z]")
_SMALLEST_PX = 24
_WANTED_PX = 44
_LOWEST_CONTRAST = 4.5
_INK_SHARE = 0.006  # of a text's box; less than this is dust
_NOTHING_WRITTEN = 1.15  # a ratio so low is a shade of the ground, not ink
_RING_REACH_PX = 8
_FEWEST_CHANGED_PIXELS = 40


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with one control."""

    rule: str
    role: str
    name: str
    id: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.rule}: {self.role} {self.name!r} #{self.id} {self.detail}".rstrip()


def examine(hands: Hands, *, language: str, tabs: int = 120) -> list[Fault]:
    """Examine the page that is open now: its tree, its pixels and the way Tab takes through it."""
    page = hands.page()
    pixels = Pixels(take_picture(None, hands.desktop.env))
    faults = [*examine_tree(page, language), *examine_pixels(page, pixels)]
    return faults + walk_with_tab(hands, page, tabs)


def examine_tree(page: Node, language: str) -> list[Fault]:
    """Examine names, roles, labels, sizes and places of everything that is showing."""
    faults: list[Fault] = []
    nodes = list(page.walk())
    targets = [node for node in nodes if _is_target(node)]
    for node in nodes:
        faults += _about_names(node, language)
        faults += _about_structure(node)
        if node in targets:
            faults += _about_size(node, targets)
    # A page list may name what the navigation names too; within one group names are unique.
    seen = Counter(
        (node.parent.key if node.parent else None, node.role, node.name)
        for node in nodes
        if node in targets and node.name.strip()
    )
    for (_group, role, name), times in seen.items():
        if times > 1:
            faults.append(Fault("same name twice (2.4.6)", role, name, "", f"{times} times"))
    return faults


def _about_names(node: Node, language: str) -> Iterable[Fault]:
    name = node.name.strip()
    is_control = _takes_focus(node) or node.role in _PRESSED
    if is_control and not name and "labelled-by" not in node.relations:
        yield _fault("control without a name (4.1.2)", node)
    if node.role in ("image", "icon") and not name and not node.description:
        yield _fault("picture without a name (1.1.1)", node)
    if node.parent is not None and node.parent.role == "application" and not name:
        yield _fault("window without a title (2.4.2)", node)
    if not is_control or not name:
        if node.role == "label":
            yield from _about_language(node, language)
        return
    if _MNEMONIC.search(name):
        yield _fault("mnemonic is read aloud (4.1.2)", node)
    if not re.search(r"\w", name):
        yield _fault("name is only signs (1.1.1)", node)
    if _CODE_WORD.fullmatch(name):
        yield _fault("name is code (2.4.6)", node)
    yield from _about_language(node, language)


def _about_language(node: Node, language: str) -> Iterable[Fault]:
    is_japanese = bool(_JAPANESE.search(node.name))
    words = _PROPER.sub("", _ADDRESS.sub("", node.name))
    if language.startswith("ja") and not is_japanese and _LATIN_WORD.search(words):
        yield _fault("English on a Japanese page (3.1.2)", node)


def _about_structure(node: Node) -> Iterable[Fault]:
    if _takes_focus(node) and node.role in _WITHOUT_MEANING:
        yield _fault("takes the focus but has no role (4.1.2)", node)
    if node.role in _PRESSED and _takes_focus(node) and not set(node.actions) - {"SetFocus"}:
        yield _fault("cannot be pressed by voice or switch (2.1.1)", node)
    if _takes_focus(node) and node.role in _FIELDS and "labelled-by" not in node.relations:
        yield _fault("field without a visible label (3.3.2)", node)
    if node.role in ("table", "tree table"):
        heads = [child.name.strip() for child in node.children if child.role == "column header"]
        if not heads or not all(heads):
            yield _fault("table column without a header (1.3.1)", node, str(heads))
    if _takes_focus(node) and not (node.box[2] > 0 and node.box[3] > 0):
        yield _fault("control without a size (1.4.10)", node)


def _about_size(node: Node, targets: list[Node]) -> Iterable[Fault]:
    _, _, width, height = node.box
    if min(width, height) >= _WANTED_PX:
        return
    if min(width, height) < _SMALLEST_PX and any(
        other is not node and _gap(node.box, other.box) < _SMALLEST_PX / 2 for other in targets
    ):
        yield _fault("target below 24 px (2.5.8)", node, f"{width}x{height}")
    else:
        yield _fault("target below 44 px (2.5.5)", node, f"{width}x{height}")


def examine_pixels(page: Node, pixels: Pixels) -> list[Fault]:
    """Examine the contrast of every text as it was painted."""
    faults = []
    for node in page.walk():
        if node.role not in _READ_AS_TEXT or not node.name.strip() or not _is_whole(node):
            continue
        x, y, width, height = node.box
        found = _text_contrast(pixels.box(x + 2, y + 2, max(1, width - 4), max(1, height - 4)))
        if found is not None and found < _LOWEST_CONTRAST:
            faults.append(_fault("too little contrast (1.4.3)", node, f"about {found:.1f}:1"))
    return faults


def _is_whole(node: Node) -> bool:
    """Tell whether all of it can be seen, not only what a scrolled page lets through."""
    x, y, width, height = node.box
    if width <= 0 or height <= 0:
        return False
    holder = node.parent
    while holder is not None:
        left, top, across, down = holder.box
        if across > 0 and down > 0:
            outside = x < left or y < top or x + width > left + across or y + height > top + down
            if outside:
                return False
        holder = holder.parent
    return True


def walk_with_tab(hands: Hands, page: Node, most: int) -> list[Fault]:
    """Press Tab all the way round: everything is reached, seen, in order, and left again."""
    faults: list[Fault] = []
    reached: dict[tuple[str, str], Node] = {}
    before = Pixels(take_picture(None, hands.desktop.env))
    here = _holder(hands.focus())
    start = here.key
    closed = False
    for _ in range(most):
        hands.press("Tab")
        hands.desktop.wait_still(0.08, 1.0)
        now = hands.desktop.tree.focused(hands.application)
        after = Pixels(take_picture(None, hands.desktop.env))
        if now is None:
            faults.append(_fault("focus is lost (2.4.3)", here, "after it, Tab leads nowhere"))
            continue
        now = _holder(now)
        if now.key == here.key:
            faults.append(_fault("Tab does not leave it (2.1.2)", here))
            break
        here = now
        if here.key in reached:
            closed = True
            break
        reached[here.key] = here
        faults += _about_focus(here, before, after)
        before = after
    if not closed:
        return faults
    reached.setdefault(start, page)
    return faults + [
        _fault("Tab does not reach it (2.1.1)", node)
        for node in page.walk()
        if _is_tab_stop(node) and node.key not in reached and not _mate_reached(node, reached)
    ]


def _about_focus(node: Node, before: Pixels, after: Pixels) -> Iterable[Fault]:
    x, y, width, height = node.box
    if x + width <= 0 or y + height <= 0 or x >= after.width or y >= after.height:
        yield _fault("focus is outside the screen (2.4.11)", node, str(node.box))
        return
    around = (
        x - _RING_REACH_PX,
        y - _RING_REACH_PX,
        width + 2 * _RING_REACH_PX,
        height + 2 * _RING_REACH_PX,
    )
    old, new = before.box(*around), after.box(*around)
    changed = sum(1 for one, other in zip(old, new, strict=False) if one != other)
    if changed < _FEWEST_CHANGED_PIXELS:
        yield _fault("focus cannot be seen (2.4.7)", node, f"{changed} pixels change")


def _mate_reached(node: Node, reached: dict[tuple[str, str], Node]) -> bool:
    """Of a group of radio buttons Tab reaches one; arrows do the rest."""
    if node.role != "radio button" or node.parent is None:
        return False
    return any(mate.key in reached for mate in node.parent.walk() if mate.role == node.role)


def _is_tab_stop(node: Node) -> bool:
    return (
        _takes_focus(node)
        and "enabled" in node.states
        and node.role not in _WITHOUT_MEANING
        and node.role not in ("menu item", "menu", "scroll bar", "notification")
    )


def _is_target(node: Node) -> bool:
    is_shown = node.box[2] > 0 and "enabled" in node.states
    pressed = node.role in _PRESSED | _FIELDS | {"list item", "tree item", "page tab"}
    return is_shown and pressed and ("focusable" in node.states or bool(node.actions))


def _takes_focus(node: Node) -> bool:
    if "focusable" not in node.states or node.role in _ITEMS | _WINDOWS:
        return False
    # A box that hands its focus to something inside is not a control itself.
    hands_on = any("focusable" in child.states for one in node.children for child in one.walk())
    return not (node.role in _WITHOUT_MEANING and hands_on)


def _holder(node: Node) -> Node:
    while node.role in _ITEMS and node.parent is not None:
        node = node.parent
    return node


def _gap(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> float:
    """Return how far the middle of one box is from the edge of another, in pixels."""
    x, y = one[0] + one[2] / 2, one[1] + one[3] / 2
    across = max(other[0] - x, 0.0, x - (other[0] + other[2]))
    down = max(other[1] - y, 0.0, y - (other[1] + other[3]))
    return float((across**2 + down**2) ** 0.5)


def _text_contrast(colours: list[tuple[int, int, int]]) -> float | None:
    """Return the contrast of ink and ground; None where nothing is written."""
    counted = Counter(colours)
    if len(colours) < 80 or len(counted) < 2:
        return None
    ground = _luminance(counted.most_common(1)[0][0])
    enough = max(5, len(colours) * _INK_SHARE)
    pixels = 0
    ranked = sorted(((_ratio(_luminance(c), ground), n) for c, n in counted.items()), reverse=True)
    for ratio, times in ranked:
        pixels += times
        if pixels >= enough:
            return ratio if ratio > _NOTHING_WRITTEN else None
    return None


def _luminance(colour: tuple[int, int, int]) -> float:
    """Return the relative luminance as WCAG defines it."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _ratio(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def _fault(rule: str, node: Node, detail: str = "") -> Fault:
    return Fault(rule, node.role, node.name, node.short_id, detail)
