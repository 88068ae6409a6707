"""What may be a field's value, where it was found, and why it was taken or not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from indexer.article import Origin

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Proposal(Generic[T]):
    """One value that a field may have.

    Attributes:
        where: in the page's own words: a selector, a property's name, a place in the text.
        against: why it was not taken; empty for the one that was, and for those behind it.
    """

    value: T
    origin: Origin
    where: str
    against: str = ""


@dataclass(frozen=True, slots=True)
class Verdict(Generic[T]):
    """A field's value, and everything that was proposed for it, in the order of belief."""

    chosen: Proposal[T] | None = None
    proposals: tuple[Proposal[T], ...] = ()

    @property
    def value(self) -> T | None:
        """What was chosen; None when nothing was."""
        return self.chosen.value if self.chosen else None


def first_plausible(
    proposals: Iterable[Proposal[T]], against: Callable[[T], str], *, thorough: bool = False
) -> Verdict[T]:
    """The first value that nothing speaks against.

    Args:
        against: why a value cannot be the field's; empty when it can.
        thorough: look at those behind the chosen one too, for `--why`.
    """
    seen: list[Proposal[T]] = []
    chosen: Proposal[T] | None = None
    for proposal in proposals:
        if not proposal.value or any(_same(proposal, other) for other in seen):
            continue
        why = against(proposal.value)
        judged = replace(proposal, against=why or ("a better one was found" if chosen else ""))
        seen.append(judged)
        if chosen is None and not why:
            chosen = judged
            if not thorough:
                break
    return Verdict(chosen, tuple(seen))


def _same(one: Proposal[T], other: Proposal[T]) -> bool:
    return (one.value, one.origin, one.where) == (other.value, other.origin, other.where)
