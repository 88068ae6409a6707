"""The grammar of the search box: text → a raw tree. Nothing that a reader types is an error.

    query   = or-list                       words side by side must all be there
    or-list = and-list { (OR | ИЛИ) and-list }
    and-list= [ - | NOT ] item { item }
    item    = word | word* | wo?d | word~ | "phrase" | ( query ) | field: value
    value   = word | "phrase" | ( query )   each word and phrase in the brackets is a value

A value is one word: of «лице:Румен Радев» the second is a word like others;
«лице:"Румен Радев"» and «лице:(Румен Радев)» name both. «цитат:Радев избори» asks
for what Radev says: the words beside it count where they stand in a quotation of his.
«променена:заглавие» finds articles that were changed so after they were published.
Within brackets another field holds for its own value alone.

A headline that somebody pasted is words: an operator in a line of capitals, a minus before one or
two digits or before a word with a colon, and a date's field before no date stand for themselves.

What cannot be meant is dropped or closed, and each such repair is named, so that the page can say
how the query was taken. The Bulgarian operators are in OPERATORS, the names of fields in FIELDS.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from indexer.search.grammar_words import FIELDS, OPERATORS
from indexer.search.spoken_dates import days_of

Repair = Literal[
    "too-long",
    "too-deep",
    "quote-closed",
    "bracket-closed",
    "bracket-dropped",
    "or-alone",
    "minus-alone",
    "field-empty",
    "date-dropped",
    "change-unknown",
    "wildcard-short",
    "too-many-patterns",
    "too-many-readings",
]

DATES = frozenset({"after", "before", "on"})
A_LINE = 3  # words in capitals alone that are a headline; «БСП ИЛИ ГЕРБ» has two beside ИЛИ
MOST_TOKENS = 64  # longer queries are pasted text: the first words say what is meant
MOST_DEPTH = 12
LONGEST = 2_000  # characters

QUOTES = '"„“”«»'
_TOKEN = re.compile(
    rf"""
    (?P<phrase>[{QUOTES}](?P<inside>[^{QUOTES}]*)(?P<closed>[{QUOTES}]?))
  | (?P<open>\()
  | (?P<close>\))
  | (?P<minus>(?<![^\s(])-(?!\d\d?(?!\d))(?=[^\s\-)]))
  | (?P<field>[^\W\d_]+):
  | (?P<word>[^\s(){QUOTES}:]+:?(?=//)[^\s{QUOTES}]*|[^\s(){QUOTES}:]+)
  | (?P<colon>:)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class RawWord:
    """A word as typed, perhaps with * ? or a final ~."""

    text: str


@dataclass(frozen=True, slots=True)
class RawPhrase:
    """What stood in quotation marks."""

    text: str


@dataclass(frozen=True, slots=True)
class RawField:
    """`field: value`; `field` is one of the values of FIELDS."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class RawAnd:
    """Side by side."""

    nodes: tuple[Raw, ...]


@dataclass(frozen=True, slots=True)
class RawOr:
    """With OR or ИЛИ between."""

    nodes: tuple[Raw, ...]


@dataclass(frozen=True, slots=True)
class RawNot:
    """With a minus or NOT before."""

    node: Raw


Raw = RawWord | RawPhrase | RawField | RawAnd | RawOr | RawNot


@dataclass(frozen=True, slots=True)
class Parsed:
    """The raw tree (None: nothing was asked) and what had to be mended."""

    tree: Raw | None
    repairs: tuple[Repair, ...] = ()


def parse(text: str) -> Parsed:
    """Read what was typed. Never raises; takes time linear in the text, of which LONGEST count."""
    parser = _Parser(text[:LONGEST])
    if len(text) > LONGEST:
        parser.mend("too-long")
    tree = parser.all()
    return Parsed(tree, tuple(dict.fromkeys(parser.repairs)))


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


class _Parser:
    def __init__(self, text: str) -> None:
        self.repairs: list[Repair] = []
        self.tokens = self._tokens(text)
        self.at = 0
        self.depth = 0
        self.within = ""  # the field whose value is being read

    def mend(self, repair: Repair) -> None:
        self.repairs.append(repair)

    def _tokens(self, text: str) -> list[_Token]:
        found: list[_Token] = []
        shouted = _is_shouted(text)
        for match in _TOKEN.finditer(text):
            kind = match.lastgroup or ""
            if match["phrase"] is not None:
                found.append(self._phrase(match))
            elif kind == "word" and match["word"] in OPERATORS and not shouted:
                found.append(_Token(OPERATORS[match["word"]], ""))
            elif kind == "field":
                token = self._field(match["field"], text[match.end() :])
                if token.kind == "word" and found and found[-1].kind == "minus":
                    found.pop()  # it was a dash
                found.append(token)
            elif kind != "colon":
                found.append(_Token(kind, match[0]))
        found = [token for token in found if token.kind != "and"]
        if len(found) > MOST_TOKENS:
            self.mend("too-long")
        return found[:MOST_TOKENS]

    def _phrase(self, match: re.Match[str]) -> _Token:
        if not match["closed"]:
            self.mend("quote-closed")
        return _Token("phrase", match["inside"].strip())

    def _field(self, name: str, rest: str) -> _Token:
        known = FIELDS.get(name.lower())
        if known in DATES and rest[:1].isspace() and not _begins_with_day(rest):
            return _Token("word", name)
        return _Token("field", known) if known else _Token("word", name)

    def _peek(self) -> str:
        return self.tokens[self.at].kind if self.at < len(self.tokens) else ""

    def _next(self) -> _Token:
        self.at += 1
        return self.tokens[self.at - 1]

    def all(self) -> Raw | None:
        """The whole query; a closing bracket that nothing opened is passed over."""
        parts = []
        while self.at < len(self.tokens):
            node = self._any()
            if node is not None:
                parts.append(node)
            if self._peek() == "close":
                self.mend("bracket-dropped")
                self._next()
        return _joined(parts)

    def _any(self) -> Raw | None:
        groups = [self._every()]
        while self._peek() == "or":
            self._next()
            groups.append(self._every())
        meant = tuple(g for g in groups if g is not None)
        if len(meant) < len(groups) and len(groups) > 1:
            self.mend("or-alone")
        return RawOr(meant) if len(meant) > 1 else meant[0] if meant else None

    def _every(self) -> Raw | None:
        parts = []
        while self._peek() not in ("", "or", "close"):
            node = self._item()
            if node is not None:
                parts.append(node)
        return _joined(parts)

    def _item(self) -> Raw | None:
        token = self._next()
        match token.kind:
            case "minus":
                return self._negated()
            case "open":
                return self._group()
            case "field":
                return self._valued(token.text)
            case "phrase" if not token.text:
                return None
            case _ if self.within:
                return RawField(self.within, token.text)
            case "phrase":
                return RawPhrase(token.text)
            case _:
                return RawWord(token.text)

    def _negated(self) -> Raw | None:
        if self._peek() in ("", "or", "close", "minus"):
            self.mend("minus-alone")
            return None
        node = self._item()
        return RawNot(node) if node is not None else None

    def _group(self) -> Raw | None:
        self.depth += 1
        if self.depth > MOST_DEPTH:
            self.mend("too-deep")
            return None
        node = self._any()
        if self._peek() == "close":
            self._next()
        else:
            self.mend("bracket-closed")
        self.depth -= 1
        return node

    def _valued(self, name: str) -> Raw | None:
        """The value of a field; in brackets, of every word there that has no field of its own."""
        if self._peek() not in ("word", "phrase", "open"):
            self.mend("field-empty")
            return None
        outer, self.within = self.within, name
        node = self._item()
        self.within = outer
        if node is None:
            self.mend("field-empty")
        return node


def _is_shouted(text: str) -> bool:
    """Whether a query is a line of capitals, in which an operator is a word like others."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if word not in OPERATORS]
    return len(words) >= A_LINE and not any(word.upper() != word for word in words)


def _begins_with_day(text: str) -> bool:
    word = text.split(maxsplit=1)[:1]
    return bool(word) and days_of(word[0].strip('.,;)"„“«»'), date.today()) is not None


def _joined(parts: list[Raw]) -> Raw | None:
    if len(parts) < 2:
        return parts[0] if parts else None
    return RawAnd(tuple(parts))
