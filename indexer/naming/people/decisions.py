"""What editors decided about persons: a file of lines that people read and write.

    Светослав Вуцов = Светльо Вуцов; С. Вуцов    one person, shown under the first name
    Иван Иванов != Иван Петров Иванов            two people, whatever the rules say
    -Васил Левски                                no person here (a stadium)

`#` begins a remark. A line that cannot be meant is passed over and named with its number; so is one
that says the contrary of a line before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Literal, NamedTuple

from indexer.naming.people.keys import key

__all__ = ["NO_DECISIONS", "Broken", "Decision", "Decisions", "parsed"]

Kind = Literal["merge", "apart", "hide"]
LONGEST = 200  # characters of a name


class Decision(NamedTuple):
    """One line: `names` in its order; of a merge the first is the form that is shown."""

    kind: Kind
    names: tuple[str, ...]

    def line(self) -> str:
        """As it stands in the file."""
        if self.kind == "hide":
            return f"-{self.names[0]}"
        if self.kind == "apart":
            return " != ".join(self.names)
        return f"{self.names[0]} = {'; '.join(self.names[1:])}".rstrip(" =")


class Broken(NamedTuple):
    """A line that is passed over, its number from 1, and why."""

    number: int
    line: str
    why: str


@dataclass(frozen=True)
class Decisions:
    """All lines that hold.

    Attributes:
        made: in the file's order.
        broken: what was passed over.
    """

    made: tuple[Decision, ...] = ()
    broken: tuple[Broken, ...] = field(default=(), compare=False)

    @cached_property
    def shown(self) -> Mapping[str, str]:
        """Key → the form that the person is shown under."""
        found = {}
        for decision in self.made:
            if decision.kind == "merge":
                found[self.who(key(decision.names[0]))] = decision.names[0]
        return MappingProxyType(found)

    @cached_property
    def _merged(self) -> dict[str, str]:
        found = {}
        for decision in self.made:
            if decision.kind == "merge":
                first, *others = map(key, decision.names)
                found.update({other: first for other in others if other != first})
        return found

    @cached_property
    def hidden(self) -> frozenset[str]:
        """Keys of what is no person."""
        return frozenset(key(d.names[0]) for d in self.made if d.kind == "hide")

    @cached_property
    def apart(self) -> frozenset[tuple[str, str]]:
        """Pairs of keys that are two people, both ways round."""
        pairs = [tuple(map(key, d.names)) for d in self.made if d.kind == "apart"]
        return frozenset(p for a, b in pairs for p in ((a, b), (b, a)))

    @classmethod
    def of_lines(cls, lines: Iterable[str]) -> Decisions:
        """The decisions of lines that held once, each for itself."""
        found = (_decision(line) for line in lines)
        return cls(tuple(each for each in found if isinstance(each, Decision)))

    def who(self, key_: str) -> str:
        """The key of the person that a key was merged into; itself where it was not."""
        while key_ in self._merged:
            key_ = self._merged[key_]
        return key_

    def keys(self) -> Iterator[str]:
        """The keys of all names that are decided about."""
        return (key(name) for decision in self.made for name in decision.names)


NO_DECISIONS = Decisions()


def parsed(lines: Iterable[str]) -> Decisions:
    """The decisions of a file's lines."""
    made: list[Decision] = []
    broken: list[Broken] = []
    merged: dict[str, str] = {}
    state = _State(merged, set(), set())
    for number, line in enumerate(lines, 1):
        text = line.partition("#")[0].strip()
        if not text:
            continue
        found = _decision(text)
        why = found if isinstance(found, str) else state.refuses(found)
        if why:
            broken.append(Broken(number, text, why))
        elif isinstance(found, Decision):
            state.take(found)
            made.append(found)
    return Decisions(tuple(made), tuple(broken))


def _decision(text: str) -> Decision | str:
    """What a line decides, or why it cannot be meant."""
    if text.startswith("-"):
        found = Decision("hide", (" ".join(text[1:].split()),))
    elif "!=" in text:
        found = Decision("apart", tuple(" ".join(name.split()) for name in text.split("!=")))
    elif "=" in text:
        shown, _, rest = text.partition("=")
        names = [shown, *(name for name in rest.split(";") if name.strip())]
        found = Decision("merge", tuple(" ".join(name.split()) for name in names))
    else:
        return "neither «=» nor «!=» nor a «-» before a name"
    if any(not key(name) for name in found.names):
        return "a name is missing"
    if any(len(name) > LONGEST or "=" in name for name in found.names):
        return "a name is too long or has «=» in it"
    if found.kind == "apart" and len(found.names) != 2:
        return "«!=» stands between two names"
    return found


@dataclass(slots=True)
class _State:
    """What the lines before have decided."""

    merged: dict[str, str]
    hidden: set[str]
    apart: set[frozenset[str]]

    def refuses(self, decision: Decision) -> str:
        """Why a line contradicts those before it; empty where it does not."""
        keys = [key(name) for name in decision.names]
        if decision.kind == "hide":
            return "the same name is merged above" if self._is_merged(keys[0]) else ""
        ends = [self._end(each) for each in keys]
        if decision.kind == "apart":
            return "both names are one person above" if ends[0] == ends[1] else ""
        if any(each in self.hidden for each in keys):
            return "a name of it is hidden above"
        for name, own, end in zip(decision.names[1:], keys[1:], ends[1:], strict=True):
            if own != keys[0] and end == ends[0] and own not in self.merged:
                return f"a circle: «{decision.names[0]}» is merged into «{name}» above"
            if own in self.merged and end != ends[0]:
                return f"«{name}» is merged into another person above"
            if frozenset((keys[0], own)) in self.apart:
                return f"«{name}» is another person above"
        return ""

    def take(self, decision: Decision) -> None:
        """Remember a line."""
        keys = [key(name) for name in decision.names]
        if decision.kind == "hide":
            self.hidden.add(keys[0])
        elif decision.kind == "apart":
            self.apart.add(frozenset(keys))
        else:
            self.merged.update({k: keys[0] for k in keys[1:] if k != keys[0]})

    def _is_merged(self, key_: str) -> bool:
        return key_ in self.merged or key_ in self.merged.values()

    def _end(self, key_: str) -> str:
        while key_ in self.merged:
            key_ = self.merged[key_]
        return key_
