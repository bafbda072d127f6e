"""Many keys, so many at a time: a database takes no list without an end."""

from collections.abc import Collection, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def batches(values: Collection[T], size: int = 2000) -> Iterator[list[T]]:
    rest = iter(values)
    while some := list(islice(rest, size)):
        yield some
