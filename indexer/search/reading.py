"""How a query's words are understood: raw tree + what the index knows → a tree of terms.

    «putin»      no article has it in Latin: Путин
    «6oygu»      shlyokavica: Шойгу
    «ракети*»    a prefix        «ракета~»   one letter away
    «лице:Радев» every person of the archive with that name

The literal reading always stands first and weighs most; the others are added beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import islice, product

from indexer import bulgarian
from indexer.search import syntax, tree
from indexer.search.closeness import together
from indexer.search.forms import Forms
from indexer.search.grammar_words import CHANGES
from indexer.search.lexicon import Lexicon
from indexer.search.query import FACETS, Query
from indexer.search.results import Understood, Word
from indexer.search.spoken_dates import days_of

MOST_COMBINED = 8  # ways to take a phrase some of whose forms belong to two words
BESIDE_LITERAL = 0.05  # weight of another reading where the literal one has hits of its own
LESSER = 0.5  # weight of each next reading against the one before it
MOST_PATTERNS = 4  # words with * ? or ~: each is compared with very many words of the index
SHORTEST_PREFIX = 2  # letters before a *; fewer would match a large part of all words
_WILD = re.compile(r"[*?]")
_IS_WILD = re.compile(r"\*|(?<=\w)\?+(?=\w)")  # «?!» and «?» at an end are punctuation
_FUZZY = re.compile(r"~([12]?)$")


def understand(query: Query, lexicon: Lexicon) -> tuple[tree.Node, Understood]:
    """The tree for a query's words, and how they were read."""
    parsed = syntax.parse(query.words)
    forms = Forms(parsed.tree, lexicon, literal=query.literal)
    reader = _Reader(lexicon, forms, literal=query.literal)
    if forms.dropped:
        reader.repairs.append("too-many-readings")
    node = reader.node(parsed.tree) if parsed.tree is not None else None
    told = tuple(dict.fromkeys((*parsed.repairs, *reader.repairs)))
    understood = Understood(reader.said(query.words), tuple(dict.fromkeys(reader.words)), told)
    return node or tree.Everything(), understood


@dataclass
class _Reader:
    lexicon: Lexicon
    forms: Forms
    literal: bool
    words: list[Word] = field(default_factory=list)
    repairs: list[syntax.Repair] = field(default_factory=list)
    patterns: int = 0

    def said(self, typed: str) -> str:
        """The query in one line, other readings in the place of what was typed."""
        text = " ".join(typed.split())
        for word in self.words:
            shape = rf"(?<!\w){re.escape(word.typed)}(?!\w)"
            text = re.sub(shape, partial(_cased, word.taken), text, flags=re.IGNORECASE)
        return text

    def node(self, raw: syntax.Raw) -> tree.Node | None:
        match raw:
            case syntax.RawAnd(nodes):
                return self._all(nodes)
            case syntax.RawOr(nodes):
                found = [n for n in map(self.node, nodes) if n is not None]
                return tree.Or(tuple(found)) if found else None
            case syntax.RawNot(inner):
                node = self.node(inner)
                return tree.Not(node) if node is not None else None
            case syntax.RawField(name, text):
                return self._field(name, text)
            case syntax.RawPhrase(text):
                return self._phrase(text)
            case syntax.RawWord(text):
                return self._word(text)

    def _all(self, nodes: tuple[syntax.Raw, ...]) -> tree.Node | None:
        heavy = tuple(n for n in nodes if not self._is_light(n))
        meant = [n for n in map(self.node, _with_content(heavy) or nodes) if n is not None]
        meant += self._said(nodes, meant)
        if not meant:
            return None
        return meant[0] if len(meant) == 1 else together(tuple(meant))

    def _said(self, nodes: tuple[syntax.Raw, ...], meant: list[tree.Node]) -> list[tree.Quoted]:
        """Beside «цитат:Радев»: each word asked for stands in a quotation of his."""
        asked = [n for n in nodes if isinstance(n, syntax.RawField) and n.field == "quote"]
        stems = [
            leaf.stems
            for node in meant
            for leaf in tree.positive(node)
            if isinstance(leaf, tree.Term) and not leaf.title
        ]
        return [
            tree.Quoted(self.lexicon.values("person", field.text), each)
            for field in asked
            for each in stems
        ]

    def _is_light(self, node: syntax.Raw) -> bool:
        light = self.lexicon.wording.light
        return isinstance(node, syntax.RawWord) and node.text.lower() in light

    def _word(self, text: str) -> tree.Node | None:
        fuzzy = _FUZZY.search(text)
        if fuzzy:
            node = self._fuzzy(text[: fuzzy.start()], int(fuzzy[1] or 1))
            return self._afforded(node)
        bare = text.rstrip("?!.…")
        if _IS_WILD.search(bare):
            return self._afforded(self._wild(bare))
        found = list(bulgarian.tokens(text))
        if len(found) == 1:
            return self._term(found[0])
        return self._joined(text, found)

    def _afforded(self, node: tree.Node | None) -> tree.Node | None:
        """A pattern while the query's budget lasts; those beyond it are dropped and named."""
        if not isinstance(node, tree.Prefix | tree.Wildcard | tree.Fuzzy):
            return node
        self.patterns += 1
        if self.patterns <= MOST_PATTERNS:
            return node
        self.repairs.append("too-many-patterns")
        return None

    def _joined(self, text: str, found: list[bulgarian.Token]) -> tree.Node | None:
        """Several tokens without a space: a phrase, or one word of a wrong keyboard («gj;fh»)."""
        if not self.literal:
            readings = [r for r in self.forms.readings(text) if r.kind.startswith("keyboard")]
            if readings:
                self._tell(text, readings)
                return tree.Term(readings[0].text, bulgarian.stems(readings[0].text))
        if not found:
            return None
        stems = islice(product(*(bulgarian.stems(t.text) for t in found)), MOST_COMBINED)
        phrases = tuple(tree.Phrase(words, exact=False) for words in stems)
        return phrases[0] if len(phrases) == 1 else tree.Or(phrases)

    def _term(self, token: bulgarian.Token) -> tree.Node:
        literal = tree.Term(token.text, bulgarian.stems(token.text))
        if self.literal or not self.forms.may_be_read(token):
            return literal
        readings = self.forms.readings(token.text)
        self._tell(token.text, readings)
        return _beside(literal, readings)

    def _tell(self, typed: str, readings: list[bulgarian.Reading]) -> None:
        if readings and readings[0].kind != "literal":
            self.words.append(Word(typed, readings[0].text, readings[0].kind))

    def _fuzzy(self, text: str, distance: int) -> tree.Node | None:
        form = "".join(t.text for t in bulgarian.tokens(text))
        return tree.Fuzzy(form, distance) if form else None

    def _wild(self, text: str) -> tree.Node | None:
        pattern = "*".join(_folded(part) for part in text.lower().split("*"))
        head = _WILD.split(pattern)[0]
        if len(head) < SHORTEST_PREFIX:
            self.repairs.append("wildcard-short")
            return self._word(_WILD.sub("", text)) if _WILD.sub("", text) else None
        if pattern == head + "*":
            return tree.Prefix(head)
        return tree.Wildcard(pattern)

    def _phrase(self, text: str) -> tree.Node | None:
        found = [self._as_indexed(t) for t in bulgarian.tokens(text)]
        if len(found) == 1:
            return tree.Phrase((found[0],))
        return tree.Phrase(tuple(found)) if found else None

    def _as_indexed(self, token: bulgarian.Token) -> str:
        """Quoted words are literal, but a Latin one that no article has is read as Cyrillic."""
        if self.literal or token.script != "latin" or self.forms.known(token.text):
            return token.text
        readings = self.forms.readings(token.text)
        self._tell(token.text, readings)
        return readings[0].text if readings else token.text

    def _field(self, name: str, text: str) -> tree.Node | None:
        if name in FACETS:
            return tree.Value(name, self.lexicon.values(name, text) or (text,))
        if name == "quote":
            persons = self.lexicon.values("person", text)
            said = tuple(s for t in bulgarian.tokens(text) for s in bulgarian.stems(t.text))
            return tree.Quoted(persons) if persons else tree.Quoted((), said)
        if name == "title":
            words = [bulgarian.stems(t.text) for t in bulgarian.tokens(text)]
            terms = tuple(tree.Term("", stems, title=True) for stems in words)
            return tree.And(terms) if terms else None
        if name == "changed":
            return self._changed(text)
        period = days_of(text, date.today())
        if period is None:
            self.repairs.append("date-dropped")
            return None
        if name == "on":
            return tree.Published(period.first, period.last)
        if name == "after":
            return tree.Published(period.first, None)
        return tree.Published(None, period.last)

    def _changed(self, text: str) -> tree.Node:
        """A change that nobody knows is any, and said."""
        kinds = CHANGES.get(text.lower())
        if kinds is None:
            self.repairs.append("change-unknown")
        return tree.Changed(kinds or CHANGES["да"])


def _cased(taken: str, typed: re.Match[str]) -> str:
    """A reading with the capital letter that was typed: «Putin» is Путин."""
    return taken.capitalize() if typed[0][:1].isupper() else taken


def _with_content(nodes: tuple[syntax.Raw, ...]) -> tuple[syntax.Raw, ...]:
    """The nodes if any of them asks for something; only negations and fields would lose a word."""
    asks = any(isinstance(n, syntax.RawWord | syntax.RawPhrase | syntax.RawOr) for n in nodes)
    return nodes if asks else ()


def _folded(part: str) -> str:
    return "?".join(bulgarian.fold(piece) for piece in part.split("?"))


def _beside(literal: tree.Term, readings: list[bulgarian.Reading]) -> tree.Node:
    has_hits = bool(readings) and readings[0].kind == "literal"
    weight = BESIDE_LITERAL if has_hits else 1.0
    nodes: list[tree.Node] = [literal] if has_hits or not readings else []
    for reading in readings:
        if reading.kind != "literal":
            term = tree.Term(reading.text, bulgarian.stems(reading.text))
            nodes.append(term if weight == 1.0 else tree.Weighted(term, weight))
            weight *= LESSER
    return nodes[0] if len(nodes) == 1 else tree.Or(tuple(nodes))
