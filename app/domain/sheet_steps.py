"""The numbered steps of a take-home sheet, from what the volunteer wrote down while trying."""

from __future__ import annotations

import re

from app.domain.names import tidy_line

# What people put before a step: 1. １） ① ・ - →. A digit after the sign belongs to the step: 10:30, 1.5.
_MARK = re.compile(
    r"^\s*(?:[(（]?[0-9０-９]{1,2}(?:[.．:：](?![0-9０-９])|[)）、])|[①-⑳]|[・･•\-*→⇒](?!\d))\s*"
)
_SENTENCE_END = re.compile(r"(?<=。)")
# The beginning of a sentence that says what to do when the steps do not work.
_IF_NOT = re.compile(
    r"^(?:もし[、,]?\s*)?(?:それでも\s*)?"
    r"(?:(?:だめ|ダメ|駄目)(?:な\s*(?:とき|時|場合)は|なら(?:ば)?|だったら)"
    r"|(?:でき|出来|うまく\s*いか)(?:ない\s*(?:とき|時|場合)は|なければ|なかったら)"
    r"|if\s+(?:it|this|that)\s+(?:does\s+not|doesn't|did\s+not|didn't)\s+work|if\s+not\b)"
    r"[、,:：\s]*",
    re.IGNORECASE,
)

# The beginning of a sentence about one trouble: 送れないときは、「許可」を押す.
_TROUBLE = re.compile(
    r"^[^。、「」]{1,14}?(?:ない|ません)\s*(?:とき|時|場合)(?:に)?は[、,:：\s]*(?=\S)"
)


def trouble_of(text: str) -> str:
    """Return the words before what is to be done in one trouble (送れないときは); empty without them."""
    found = _TROUBLE.match(text)
    return found.group() if found else ""


def steps_of(text: str) -> tuple[tuple[str, ...], str]:
    """Return the steps and, apart, what to do when they do not work (empty where nothing says so).

    A last step about a trouble (送れないときは、…) is such a line, too, and keeps its beginning; in the
    middle it stays a step, because its place among the others matters.
    """
    steps: list[str] = []
    if_not: list[str] = []
    for line in text.splitlines():
        rest = tidy_line(_MARK.sub("", line))
        while rest:
            found = _IF_NOT.match(rest)
            if found and found.end() < len(rest):
                # Whatever else stands in this line is about the same case.
                if_not.append(rest[found.end() :])
                break
            piece, *more = _SENTENCE_END.split(rest, maxsplit=1)
            steps.append(piece.strip())
            rest = more[0].strip() if more else ""
    if not if_not and len(steps) > 1 and trouble_of(steps[-1]):
        if_not.append(steps.pop())
    return tuple(steps), " ".join(if_not)
