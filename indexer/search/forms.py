"""What the index knows of a query's words, asked for all of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from indexer import bulgarian
from indexer.search import syntax
from indexer.search.lexicon import Lexicon
from indexer.search.slips import TWO_SLIPS, cost

COMMONER = 50  # times as many articles as the reading of a wrong keyboard
MOST_READINGS = 3
MOST_SHIFTED = 3  # words of a wrong keyboard that are compared with misspelt ones
MOST_READ = 32  # words of a query that may be read otherwise than typed: 1.5 ms each


class Forms:
    """The words of a raw tree: how often each is known, and what it may mean.

    Attributes:
        dropped: whether there were more than MOST_READ words to be read.
    """

    def __init__(self, raw: syntax.Raw | None, lexicon: Lexicon, *, literal: bool) -> None:
        tokens = {t.text: t for text in _texts(raw) for t in bulgarian.tokens(text)}
        self._known = lexicon.known(tokens) if tokens else {}
        wanted = () if literal else (*self._doubtful(tokens.values()), *_joined(raw))
        read = tuple(dict.fromkeys(wanted))
        self.dropped = len(read) > MOST_READ
        self._readings = bulgarian.all_readings(read[:MOST_READ], lexicon.known)
        self._misspelt = set(self._slips(lexicon))

    def known(self, form: str) -> int:
        """In how many articles a token of the query stands; 0 for what is none of its tokens."""
        return self._known.get(form, 0)

    def readings(self, word: str) -> list[bulgarian.Reading]:
        """The readings that the index knows of a word, the literal one first if it does."""
        found = [r for r in self._readings.get(word, ()) if r.hits]
        if word in self._misspelt:
            found = [r for r in found if not r.kind.startswith("keyboard")]
        literal = [r for r in found if r.kind == "literal"]
        others = [r for r in found if r.kind != "literal"]
        if literal:
            others = [r for r in others if r.kind == "transliteration"][:1]
        return (literal + others)[:MOST_READINGS]

    def may_be_read(self, token: bulgarian.Token) -> bool:
        """Whether a word may be meant otherwise: Latin letters, or Cyrillic that no article has."""
        return token.script != "number" and (
            token.script != "cyrillic" or not self.known(token.text)
        )

    def _slips(self, lexicon: Lexicon) -> Iterator[str]:
        """Words that a slip of one letter explains better than a wrong keyboard: «пресидент» is
        «президент», though its keys give «president», which some articles have.
        """
        shifted = {
            word: found[0].hits
            for word, several in self._readings.items()
            if (found := [r for r in several if r.hits]) and found[0].kind.startswith("keyboard")
        }
        for word, hits in list(shifted.items())[:MOST_SHIFTED]:
            near = lexicon.similar(word)[:1]
            if not near or cost(word, near[0]) >= TWO_SLIPS:
                continue
            if lexicon.known(near)[near[0]] >= COMMONER * hits:
                yield word

    def _doubtful(self, tokens: Iterable[bulgarian.Token]) -> Iterator[str]:
        return (token.text for token in tokens if self.may_be_read(token))


def _texts(raw: syntax.Raw | None) -> Iterator[str]:
    """What was typed of words and phrases; values of fields are no words of the index."""
    match raw:
        case syntax.RawAnd(nodes) | syntax.RawOr(nodes):
            for node in nodes:
                yield from _texts(node)
        case syntax.RawNot(node):
            yield from _texts(node)
        case syntax.RawWord(text) | syntax.RawPhrase(text):
            yield text


def _joined(raw: syntax.Raw | None) -> Iterator[str]:
    """Words that are several tokens, or none: perhaps one word of a wrong keyboard («gj;fh»)."""
    match raw:
        case syntax.RawAnd(nodes) | syntax.RawOr(nodes):
            for node in nodes:
                yield from _joined(node)
        case syntax.RawNot(node):
            yield from _joined(node)
        case syntax.RawWord(text) if len(list(bulgarian.tokens(text))) != 1:
            yield text
