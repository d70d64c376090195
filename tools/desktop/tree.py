"""The accessibility tree as a screen reader gets it: find, read, press, type, focus.

A `Node` is a picture of one object at one moment; ask again after something happened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tools.desktop.accessibility_bus import AccessibilityBus, NoAnswerError, Question, read_property
from tools.desktop.waiting import TookTooLongError, wait_until

_ACCESSIBLE = "org.a11y.atspi.Accessible"
_ACTION = "org.a11y.atspi.Action"
_COMPONENT = "org.a11y.atspi.Component"
_EDITABLE = "org.a11y.atspi.EditableText"
_SELECTION = "org.a11y.atspi.Selection"
_TABLE = "org.a11y.atspi.Table"
_TEXT = "org.a11y.atspi.Text"
_ROOT = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")

# Bit numbers of the AT-SPI 2 protocol (AtspiStateType, AtspiRelationType).
# fmt: off
_STATES = dict(enumerate((
    "invalid", "active", "armed", "busy", "checked", "collapsed", "defunct", "editable", "enabled",
    "expandable", "expanded", "focusable", "focused", "has-tooltip", "horizontal", "iconified",
    "modal", "multi-line", "multiselectable", "opaque", "pressed", "resizable", "selectable",
    "selected", "sensitive", "showing", "single-line", "stale", "transient", "vertical", "visible",
    "manages-descendants", "indeterminate", "required", "truncated", "animated", "invalid-entry",
    "supports-autocompletion", "selectable-text", "is-default", "visited", "checkable",
    "has-popup", "read-only",
)))
_RELATIONS = dict(enumerate((
    "null", "label-for", "labelled-by", "controller-for", "controlled-by", "member-of",
    "tooltip-for", "node-child-of", "node-parent-of", "extended", "flows-to", "flows-from",
    "subwindow-of", "embeds", "embedded-by", "popup-for", "parent-window-of", "description-for",
    "described-by", "details", "details-for", "error-message", "error-for",
)))
# fmt: on
_HELD_ITEMS = {"list item", "cell", "tree item", "column header", "row header", "page tab"}
_WRITTEN_IN = {"text", "entry", "password text", "document text", "spin button", "paragraph"}


@dataclass(slots=True)
class Node:
    """One accessible object: what it is, is called, says, shows and where it lies (pixels)."""

    owner: str
    path: str
    role: str = ""
    name: str = ""
    description: str = ""
    id: str = ""
    states: frozenset[str] = frozenset()
    box: tuple[int, int, int, int] = (0, 0, 0, 0)
    text: str = ""
    actions: tuple[str, ...] = ()
    relations: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)
    parent: Node | None = field(default=None, repr=False)

    @property
    def short_id(self) -> str:
        """The object name without the names of what holds it."""
        return self.id.rpartition(".")[2]

    @property
    def key(self) -> tuple[str, str]:
        """What the bus calls it; the same object keeps it."""
        return (self.owner, self.path)

    def walk(self) -> Iterator[Node]:
        """Yield this node and everything inside, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def all(
        self,
        *,
        id: str | None = None,
        role: str | None = None,
        name: str | re.Pattern[str] | None = None,
    ) -> list[Node]:
        """Return what fits; a name given as a pattern is searched, as a string compared."""
        return [
            node
            for node in self.walk()
            if (id is None or node.short_id == id)
            and (role is None or node.role == role)
            and (name is None or _fits(name, node.name))
        ]

    def one(self, **wanted: Any) -> Node:
        """Return the first that fits.

        Raises:
            LookupError: nothing fits.
        """
        found = self.all(**wanted)
        if not found:
            raise LookupError(f"nothing with {wanted} in {self.role} {self.name!r}")
        return found[0]

    def words(self) -> str:
        """Return all names and texts inside as one string, as one would read the page."""
        pieces = (part for node in self.walk() for part in (node.name, node.text) if part)
        return "\n".join(dict.fromkeys(pieces))

    def outline(self, depth: int = 0) -> str:
        """Return an indented list for people who look for a fault."""
        states = " ".join(sorted(self.states & {"focused", "checked", "selected", "focusable"}))
        line = f"{'  ' * depth}{self.role} {self.name!r} #{self.short_id} [{states}] {self.box}\n"
        return line + "".join(child.outline(depth + 1) for child in self.children)


class Tree:
    """Questions to the accessibility bus in the words of a test."""

    def __init__(self, bus: AccessibilityBus) -> None:
        self._bus = bus

    # ---- reading

    def application(self, name: str, seconds: float = 30.0) -> Node:
        """Wait for an application of this accessible name that shows a window."""
        return wait_until(
            f"the application {name!r} on the accessibility bus",
            lambda: self._application_now(name),
            seconds,
        )

    def windows(self, application: Node) -> list[Node]:
        """Return the windows of an application that are on the screen, without contents."""
        return [node for node in self._children_of([application]) if "showing" in node.states]

    def snapshot(self, application: Node, *, details: bool = True) -> Node:
        """Return the application with everything that is showing in it.

        Args:
            application: As `application` returned it.
            details: Also actions, relations and written text (twice the questions).
        """
        top = Node(application.owner, application.path, role="application", name=application.name)
        level = [top]
        while level:
            found = [node for node in self._children_of(level) if "showing" in node.states]
            for node in found:
                assert node.parent is not None
                node.parent.children.append(node)
            if details:
                self._add_details(found)
            level = [n for n in found if n.role != "combo box" or "expanded" in n.states]
        return top

    def focused(self, application: Node) -> Node | None:
        """Return the control that has the keyboard; inside a list or table, its current item.

        Qt calls the current item of every view focused, also of views that do not have the
        keyboard, so an item counts only inside a holder that is focused itself.
        """
        windows = self.windows(application)
        active = [window for window in windows if "active" in window.states] or windows
        best: Node | None = None
        holders: set[tuple[str, str]] = set()
        level = active
        while level:
            below: list[Node] = []
            for node in self._children_of(level):
                if "showing" not in node.states:
                    continue
                is_item = node.role in _HELD_ITEMS
                is_held = node.parent is not None and node.parent.key in holders
                if "focused" in node.states and "focusable" in node.states:
                    if not is_item or is_held or node.role == "page tab":
                        best = node
                    is_held = is_held or not is_item
                if is_held:
                    holders.add(node.key)
                if not is_item and node.role != "combo box":
                    below.append(node)
            level = below
        return self._with_details(best)

    def refresh(self, node: Node) -> Node:
        """Return the same object as it is now, without its children.

        Raises:
            NoAnswerError: it no longer exists.
        """
        fresh = Node(node.owner, node.path)
        answers = self._bus.ask_all(_basics(fresh))
        if isinstance(answers[0], NoAnswerError):
            raise answers[0]
        _fill(fresh, answers)
        return self._with_details(fresh) or fresh

    def table(self, node: Node) -> tuple[list[str], list[list[str]]]:
        """Return column headers and cell names of a table, through its Table interface."""
        rows, columns = (
            int(self._bus.ask(read_property(node.owner, node.path, _TABLE, name)))
            for name in ("NRows", "NColumns")
        )
        heads = self._names_of(
            [self._call(node, _TABLE, "GetColumnHeader", "i", column) for column in range(columns)]
        )
        cells = self._names_of(
            [
                self._call(node, _TABLE, "GetAccessibleAt", "ii", row, column)
                for row in range(rows)
                for column in range(columns)
            ]
        )
        return heads, [cells[start : start + columns] for start in range(0, len(cells), columns)]

    # ---- acting, as assistive technology does

    def press(self, node: Node, *names: str) -> None:
        """Carry out the first of these actions the object offers (default: press or toggle).

        Raises:
            LookupError: it offers none of them.
        """
        offered = self._action_names(node)
        for name in names or ("Press", "Toggle", "ShowMenu"):
            if name in offered:
                self._bus.ask(self._call(node, _ACTION, "DoAction", "i", offered.index(name)))
                return
        raise LookupError(f"{node.role} {node.name!r} offers only {offered}")

    def focus(self, node: Node) -> None:
        """Give an object the keyboard."""
        self._bus.ask(self._call(node, _COMPONENT, "GrabFocus"))

    def set_text(self, node: Node, text: str) -> None:
        """Replace what is written in a field, as voice input does."""
        if not self._bus.ask(self._call(node, _EDITABLE, "SetTextContents", "s", text)):
            raise LookupError(f"{node.role} {node.name!r} takes no text")

    def read_text(self, node: Node) -> str:
        """Return what is written in a field or shown by a text."""
        return str(self._bus.ask(self._call(node, _TEXT, "GetText", "ii", 0, -1)))

    def select(self, holder: Node, number: int) -> None:
        """Select a child of a list, table or tab bar by its number from 0."""
        self._bus.ask(self._call(holder, _SELECTION, "SelectChild", "i", number))

    # ---- inside

    def _application_now(self, name: str) -> Node | None:
        try:
            for owner, path in self._bus.ask(Question(*_ROOT, _ACCESSIBLE, "GetChildren")):
                found = self._bus.ask(read_property(owner, path, _ACCESSIBLE, "Name"), 2.0)
                application = Node(owner, path, role="application", name=str(found))
                if found == name and self.windows(application):
                    return application
        except NoAnswerError:
            return None
        return None

    def _children_of(self, parents: list[Node]) -> list[Node]:
        answers = self._bus.ask_all(
            [self._call(parent, _ACCESSIBLE, "GetChildren") for parent in parents]
        )
        found = [
            Node(owner, path, parent=parent)
            for parent, answer in zip(parents, answers, strict=True)
            if not isinstance(answer, NoAnswerError)
            for owner, path in answer
            if not path.endswith("/null")
        ]
        facts = self._bus.ask_all([question for node in found for question in _basics(node)])
        width = len(facts) // len(found) if found else 0
        for place, node in enumerate(found):
            _fill(node, facts[place * width : (place + 1) * width])
        return found

    def _with_details(self, node: Node | None) -> Node | None:
        if node is not None:
            self._add_details([node])
        return node

    def _add_details(self, nodes: list[Node]) -> None:
        known = [node for node in nodes if "focusable" in node.states or node.actions]
        for node, answer in zip(
            known,
            self._bus.ask_all([self._call(node, _ACTION, "GetActions") for node in known]),
            strict=True,
        ):
            node.actions = (
                () if isinstance(answer, NoAnswerError) else tuple(one[0] for one in answer)
            )
        for node, answer in zip(
            nodes,
            self._bus.ask_all([self._call(n, _ACCESSIBLE, "GetRelationSet") for n in nodes]),
            strict=True,
        ):
            if not isinstance(answer, NoAnswerError):
                node.relations = {
                    _RELATIONS.get(kind, str(kind)): tuple((o, p) for o, p in targets)
                    for kind, targets in answer
                }
        written = [node for node in nodes if node.role in _WRITTEN_IN]
        for node, answer in zip(
            written,
            self._bus.ask_all([self._call(n, _TEXT, "GetText", "ii", 0, -1) for n in written]),
            strict=True,
        ):
            node.text = "" if isinstance(answer, NoAnswerError) else str(answer)

    def _action_names(self, node: Node) -> list[str]:
        return [one[0] for one in self._bus.ask(self._call(node, _ACTION, "GetActions"))]

    def _names_of(self, questions: list[Question]) -> list[str]:
        places = self._bus.ask_all(questions)
        asked = [
            Question("", "", "", "") if isinstance(place, NoAnswerError) else _name_of(*place)
            for place in places
        ]
        real = [question for question in asked if question.path]
        answers = iter(self._bus.ask_all(real))
        names = [next(answers) if question.path else "" for question in asked]
        return ["" if isinstance(name, NoAnswerError) else str(name) for name in names]

    @staticmethod
    def _call(
        node: Node, interface: str, member: str, signature: str = "", *values: Any
    ) -> Question:
        return Question(node.owner, node.path, interface, member, signature, values)


def _name_of(owner: str, path: str) -> Question:
    return read_property(owner, path, _ACCESSIBLE, "Name")


def _basics(node: Node) -> list[Question]:
    place = node.key
    return [
        Question(*place, _ACCESSIBLE, "GetRoleName"),
        read_property(*place, _ACCESSIBLE, "Name"),
        read_property(*place, _ACCESSIBLE, "Description"),
        read_property(*place, _ACCESSIBLE, "AccessibleId"),
        Question(*place, _ACCESSIBLE, "GetState"),
        Question(*place, _COMPONENT, "GetExtents", "u", (0,)),
    ]


def _fill(node: Node, answers: list[Any]) -> None:
    role, name, description, identity, bits, box = (
        None if isinstance(answer, NoAnswerError) else answer for answer in answers
    )
    node.role, node.name = role or "", name or ""
    node.description, node.id = description or "", identity or ""
    low, high = bits if bits else (0, 0)
    both = low | (high << 32)
    node.states = frozenset(word for number, word in _STATES.items() if both >> number & 1)
    node.box = tuple(box) if box else (0, 0, 0, 0)


def _fits(wanted: str | re.Pattern[str], name: str) -> bool:
    return bool(wanted.search(name)) if isinstance(wanted, re.Pattern) else wanted == name


__all__ = ["NoAnswerError", "Node", "TookTooLongError", "Tree"]
