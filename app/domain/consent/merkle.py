"""The tree of hashes over an append-only log, and its two proofs (RFC 9162, section 2.1).

Sizes and indices are whole numbers from 0; hashes are 32 bytes of SHA-256. Building keeps only the
roots of the perfect subtrees of what was added, so that a million leaves need no memory to speak of.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

HASH_BYTES = 32
_LEAF, _NODE = b"\x00", b"\x01"
EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """Return the hash of one entry of the log."""
    return sha256(_LEAF + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of a node over its two children."""
    return sha256(_NODE + left + right).digest()


class GrowingRoot:
    """The root of a log that only grows: add leaf hashes, ask for the root at any time."""

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self._size = 0
        # One root for each 1 of the size in binary, the largest subtree first.
        self._peaks: list[bytes] = []
        for one in leaves:
            self.add(one)

    @classmethod
    def resumed(cls, size: int, peaks: bytes) -> GrowingRoot:
        """Go on from what `peaks` returned at that size."""
        made = cls()
        made._size = size
        made._peaks = [peaks[at : at + HASH_BYTES] for at in range(0, len(peaks), HASH_BYTES)]
        return made

    @property
    def size(self) -> int:
        """Return how many leaves were added."""
        return self._size

    @property
    def peaks(self) -> bytes:
        """Return what is needed to go on: one hash for each 1 of the size in binary."""
        return b"".join(self._peaks)

    def add(self, leaf: bytes) -> None:
        """Add one leaf hash."""
        carried, size = leaf, self._size
        while size & 1:
            carried = node_hash(self._peaks.pop(), carried)
            size >>= 1
        self._peaks.append(carried)
        self._size += 1

    def root(self) -> bytes:
        """Return the root over everything added; of nothing it is the hash of nothing."""
        if not self._peaks:
            return EMPTY_ROOT
        root = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            root = node_hash(peak, root)
        return root


class Tree:
    """All hashes over some leaves, for many proofs of inclusion at once."""

    def __init__(self, leaves: Sequence[bytes]) -> None:
        self._levels: list[list[bytes]] = [list(leaves)]
        while len(self._levels[-1]) > 1:
            below = self._levels[-1]
            level = [node_hash(below[at], below[at + 1]) for at in range(0, len(below) - 1, 2)]
            # A node without a sibling is itself the node above.
            self._levels.append([*level, *below[len(below) - len(below) % 2 :]])

    @property
    def size(self) -> int:
        """Return how many leaves there are."""
        return len(self._levels[0])

    def path(self, index: int) -> tuple[bytes, ...]:
        """Return the path that proves the leaf at `index`, from the leaf up.

        Raises:
            IndexError: there is no such leaf.
        """
        if not 0 <= index < self.size:
            raise IndexError(index)
        found = []
        for level in self._levels[:-1]:
            sibling = index ^ 1
            if sibling < len(level):
                found.append(level[sibling])
            index >>= 1
        return tuple(found)


def root_of(leaves: Sequence[bytes]) -> bytes:
    """Return the root over leaf hashes."""
    return GrowingRoot(leaves).root()


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """Return the path that proves the leaf at `index`, from the leaf up.

    Raises:
        IndexError: there is no such leaf.
    """
    if not 0 <= index < len(leaves):
        raise IndexError(index)
    return _path(leaves, index)


def _path(leaves: Sequence[bytes], index: int) -> list[bytes]:
    if len(leaves) == 1:
        return []
    split = _split(len(leaves))
    if index < split:
        return [*_path(leaves[:split], index), root_of(leaves[split:])]
    return [*_path(leaves[split:], index - split), root_of(leaves[:split])]


def consistency_proof(leaves: Sequence[bytes], size: int) -> list[bytes]:
    """Return the proof that the first `size` leaves begin the log that all of them are.

    Raises:
        ValueError: the size is 0 or larger than the log.
    """
    if not 0 < size <= len(leaves):
        raise ValueError(size)
    return _subproof(leaves, size, is_whole=True)


def _subproof(leaves: Sequence[bytes], size: int, *, is_whole: bool) -> list[bytes]:
    if size == len(leaves):
        return [] if is_whole else [root_of(leaves)]
    split = _split(len(leaves))
    if size <= split:
        inner = _subproof(leaves[:split], size, is_whole=is_whole)
        return [*inner, root_of(leaves[split:])]
    inner = _subproof(leaves[split:], size - split, is_whole=False)
    return [*inner, root_of(leaves[:split])]


def _split(size: int) -> int:
    """Return the largest power of two below a size of two or more."""
    return 1 << ((size - 1).bit_length() - 1)


def includes(index: int, size: int, leaf: bytes, path: Sequence[bytes], root: bytes) -> bool:
    """Tell whether a path proves that a leaf stands at `index` of the log of this size and root."""
    if not 0 <= index < size or len(leaf) != HASH_BYTES:
        return False
    here, last, found = index, size - 1, leaf
    for one in path:
        if last == 0:
            return False
        if here & 1 or here == last:
            found = node_hash(one, found)
            here, last = _past_left_edge(here, last)
        else:
            found = node_hash(found, one)
        here, last = here >> 1, last >> 1
    return last == 0 and found == root


def is_consistent(
    first: int, second: int, first_root: bytes, second_root: bytes, path: Sequence[bytes]
) -> bool:
    """Tell whether a path proves that the log of size `first` begins the log of size `second`.

    Two logs of one size are consistent when they are the same, and only with an empty path. Nothing
    can be proved about a longer log from the empty one.
    """
    if first == second:
        return not path and first_root == second_root
    if not 0 < first < second or not path:
        return False
    here, last = first - 1, second - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    # A first size that is a power of two is itself the subtree the path starts from.
    start, rest = (first_root, path) if first & (first - 1) == 0 else (path[0], path[1:])
    old = new = start
    for one in rest:
        if last == 0:
            return False
        if here & 1 or here == last:
            old, new = node_hash(one, old), node_hash(one, new)
            here, last = _past_left_edge(here, last)
        else:
            new = node_hash(new, one)
        here, last = here >> 1, last >> 1
    return last == 0 and old == first_root and new == second_root


def _past_left_edge(here: int, last: int) -> tuple[int, int]:
    """Climb to where the node is a right child again; levels without a sibling have no hash."""
    while not here & 1 and here:
        here, last = here >> 1, last >> 1
    return here, last
