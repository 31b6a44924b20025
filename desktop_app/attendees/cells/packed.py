"""Long sequences whose items lie packed in parts, and are made when somebody looks at them."""

from abc import abstractmethod
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import TypeVar, overload

Item = TypeVar("Item")


class Packed(Sequence[Item]):
    """Items of parts with these sizes. Those of the `keep` parts that were opened last stay made."""

    def __init__(self, sizes: Iterable[int], *, keep: int) -> None:
        *self.starts, self._size = accumulate(sizes, initial=0)
        self._keep = keep
        self._open: OrderedDict[int, Sequence[Item]] = OrderedDict()

    @abstractmethod
    def unpacked(self, part: int) -> Sequence[Item]:
        """Return the items of a part, by its place."""

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> list[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | list[Item]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(self._size))]
        at = index + self._size if index < 0 else index
        if not 0 <= at < self._size:
            raise IndexError(index)
        part = bisect_right(self.starts, at) - 1
        opened = self._open.get(part)
        if opened is None:
            opened = self._open[part] = self.unpacked(part)
            if len(self._open) > self._keep:
                self._open.popitem(last=False)
        return opened[at - self.starts[part]]

    def __iter__(self) -> Iterator[Item]:
        for part in range(len(self.starts)):
            yield from self.unpacked(part)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(mine == theirs for mine, theirs in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._size})"
