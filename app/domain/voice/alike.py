"""How much two rows of sounds (phones) are alike."""

from __future__ import annotations

from collections.abc import Sequence

# Sounds a recogniser takes for each other; changing one for its neighbour costs half.
_NEIGHBOURS = (
    "AA AO AH", "AE EH", "IH IY", "UH UW", "AH ER", "OW AO", "EY EH", "AY AA", "B P", "D T", "G K",
    "V F", "Z S", "DH TH", "ZH SH", "JH CH", "M N", "N NG", "D DH", "T TH", "V B", "W L", "R ER",
    "AH IH", "AH UH", "AW AO", "OY AO", "Z DH", "S TH", "F TH", "P T", "T K", "B D",
)  # fmt: skip
_NEAR = frozenset(
    frozenset((one, other))
    for group in _NEIGHBOURS
    for one in group.split()
    for other in group.split()
    if one != other
)
HALF = 0.5


def distance(one: Sequence[str], other: Sequence[str]) -> float:
    """Return how many sounds must be put in, left out or changed to make one row the other."""
    before = [float(column) for column in range(len(other) + 1)]
    for row, sound in enumerate(one, 1):
        now = [float(row)]
        for column, against in enumerate(other, 1):
            changed = before[column - 1] + _cost(sound, against)
            now.append(min(changed, before[column] + 1, now[column - 1] + 1))
        before = now
    return before[-1]


def apart(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the distance as a share of the longer row: 0 for the same, at most 1."""
    longer = max(len(one), len(other))
    return distance(one, other) / longer if longer else 0.0


def _cost(sound: str, against: str) -> float:
    if sound == against:
        return 0.0
    return HALF if frozenset((sound, against)) in _NEAR else 1.0
