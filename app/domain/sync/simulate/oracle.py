"""What must be true at the end of a history, told from its edits alone and not from the merge."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.sync.fields import candidates_of
from app.domain.sync.records import Key, Record, Value


@dataclass(slots=True)
class FieldStory:
    """All edits of one field, as they were made.

    `edits` are (stamp, value); `replaced` the stamps that some editor saw and changed; `sum` the
    changes of a counter; `added` the stamps by which an element of a set came in.
    """

    kind: str
    edits: list[tuple[str, Value]] = field(default_factory=list)
    replaced: set[str] = field(default_factory=set)
    sum: int = 0
    added: dict[str, set[str]] = field(default_factory=dict)
    removed: dict[str, set[str]] = field(default_factory=dict)
    out_of_order: int = 0


class Oracle:
    """Follows the edits of a history."""

    def __init__(self) -> None:
        self._stories: dict[tuple[Key, str], FieldStory] = {}
        self.edits = 0

    def note(
        self, before: Record | None, after: Record, names: list[str], kinds: dict[str, str]
    ) -> None:
        """Note that somebody who saw `before` made `after` by editing these fields."""
        for name in names:
            story = self._stories.setdefault((after.key, name), FieldStory(kinds[name]))
            was = None if before is None or name not in before.fields else before.state(name)
            now = after.state(name)
            self.edits += 1
            story.edits.append((now.clock, now.value))
            if was is not None and now.clock <= was.clock:
                story.out_of_order += 1
            if story.kind == "strict" and was is not None:
                story.replaced |= candidates_of(was).keys()
            if story.kind == "counter":
                story.sum += _number(now.value) - (0 if was is None else _number(was.value))
            if story.kind == "set":
                self._note_set(story, _elements(was.value) if was else set(), now.clock,
                               _elements(now.value), before, name)  # fmt: skip

    def _note_set(
        self, story: FieldStory, was: set[str], clock: str, now: set[str],
        before: Record | None, name: str,
    ) -> None:  # fmt: skip
        for element in now - was:
            story.added.setdefault(element, set()).add(clock)
        for element in was - now:
            assert before is not None
            more = before.state(name).more
            dots = [before.state(name).clock] if more is None else more["dots"][element]
            story.removed.setdefault(element, set()).update(dots)  # type: ignore[arg-type]

    def lost(self, key: Key, record: Record | None) -> int:
        """Return how many fields of a record do not hold what their edits say."""
        count = 0
        for (one, name), story in self._stories.items():
            if one != key:
                continue
            count += story.out_of_order
            if record is None or name not in record.fields or not _holds(story, record, name):
                count += 1
        return count


def _holds(story: FieldStory, record: Record, name: str) -> bool:
    state = record.state(name)
    if story.kind == "lww":
        return (state.clock, state.value) == max(story.edits, key=lambda one: one[0])
    if story.kind == "append":
        return (state.clock, state.value) == min(story.edits, key=lambda one: one[0])
    if story.kind == "strict":
        alive = {clock: value for clock, value in story.edits if clock not in story.replaced}
        return candidates_of(state) == alive
    if story.kind == "counter":
        return state.value == story.sum
    if story.kind == "set":
        alive_elements = {
            element
            for element, dots in story.added.items()
            if dots - story.removed.get(element, set())
        }
        return _elements(state.value) == alive_elements
    return True


def _number(value: Value) -> int:
    assert isinstance(value, int)
    return value


def _elements(value: Value) -> set[str]:
    assert isinstance(value, list)
    return set(value)
