"""Whose words a quotation is, by what stands behind it, before it, and beside it.

„…“, каза министърът на отбраната Иван Колев    behind: the verb, then who
„…“, допълни той · „…“, разказва майката         a pronoun; an office, found with its name elsewhere
Иван Колев заяви: „…“ · според Колев „…“         before
„…“ „…“                                          the speaker goes on
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from indexer.matched import small
from indexer.naming.quotations.marks import Stretch
from indexer.naming.quotations.reading import (
    ARTICLES,
    Word,
    gender_of,
    is_office,
    is_saying,
    lemmas,
    words_of,
)

__all__ = ["Cue", "Place", "Scene"]

BEHIND = 260  # characters behind a quotation in which who said it is looked for
ACCORDING = 120  # characters before a name in which «според» counts
HEADING = 90  # characters of «Кирил Петров - син:» before a quotation
AHEAD = 320  # characters before
_SENTENCE_END = re.compile(r"[.!?…][“”\"»)]*(?=\s+[„\"“«]?[–-]?\s?[A-ZА-Я„\"“«–-])|\n")
_TAKEN_UP = re.compile(r"[.,;\s–-]*(?=(?:Това|Така|Тези думи|Думите)\b)")
_PRONOUNS = {"той": "m", "тя": "f", "те": "p", "то": "n"}
_NOT_SUBJECT_TEXT = (
    "на за с със пред от по към до при след преди срещу в във чрез между без относно"
)
_NOT_SUBJECT = frozenset(_NOT_SUBJECT_TEXT.split())
_OF = frozenset(("на", "за", "с", "със", "пред"))
_KIN_TEXT = (
    "майка баща син дъщеря брат сестра съпруг съпруга жена мъж вдовица вдовец дядо баба "
    "леля чичо вуйчо говорител говорителка говорителя адвокат адвокатка защитник приятел "
    "приятелка колега"
)
_KIN = frozenset(_KIN_TEXT.split())
REACH = 4  # words behind «на» that may belong to one noun: «на майка им Мая»
_ACCORDING = re.compile(
    r"(?:^|[\s,–-])(?:според|по (?:думите|мнението|данни) на|в думите на|цитира думите на)\s+$",
    re.IGNORECASE,
)
_HIS_WORDS = re.compile(
    r"\b(?:по думите|според|по мнението) (?P<who>му|ѝ|й|него|нея|им|тях)\b", re.IGNORECASE
)


class Place(NamedTuple):
    """A mention of a person: where it is, and the number of the person."""

    start: int
    end: int
    who: int


class Cue(NamedTuple):
    """What a quotation's surroundings say of its speaker.

    Attributes:
        who: the number of a person, None where none is named.
        pronoun: «m», «f», «p» where only a pronoun stands, or an office tells it.
        office: the words for somebody unnamed.
        is_said: whether a verb of saying stands there.
    """

    who: int | None = None
    pronoun: str = ""
    office: str = ""
    is_said: bool = False


NOTHING = Cue()


class Scene:
    """A text with its stretches and the mentions of its persons.

    Args:
        text: the whole text.
        stretches: outermost ones, by their beginnings.
        places: mentions, by their beginnings.
        women, men: numbers of those persons whose names tell it.
    """

    def __init__(
        self,
        text: str,
        stretches: Sequence[Stretch],
        places: Sequence[Place],
        women: frozenset[int] = frozenset(),
        men: frozenset[int] = frozenset(),
    ) -> None:
        self.text = text
        self.women, self.men = women, men
        self._starts = [s.start for s in stretches]
        self._stretches = stretches
        self._places = places
        self._place_starts = [p.start for p in places]

    def behind(self, stretch: Stretch) -> Cue:
        """What the sentence says behind a stretch; or the next one: «Това каза …»."""
        at = self._past_mark(stretch.end)
        taken_up = _TAKEN_UP.match(self.text, at)
        at = taken_up.end() if taken_up else at
        end = self._sentence_end(at, self._next_start(stretch, at))
        return self._cue(at, end, behind=True)

    def before(self, stretch: Stretch) -> Cue:
        """What the sentence says before a stretch."""
        at = self._before_mark(stretch.start)
        start = self._sentence_start(at)
        return self._cue(start, at, behind=False)

    def places_in(self, start: int, end: int) -> Sequence[Place]:
        """The mentions that begin between two places of the text."""
        first = bisect_left(self._place_starts, start)
        beyond = bisect_left(self._place_starts, end)
        return self._places[first:beyond]

    def _past_mark(self, at: int) -> int:
        while at < len(self.text) and self.text[at] in "“”\"»«’' ":
            at += 1
        return at

    def _before_mark(self, at: int) -> int:
        while at > 0 and self.text[at - 1] in '„“”"«» \n\t-–—':
            at -= 1
        return at

    def _next_start(self, stretch: Stretch, at: int) -> int:
        after = bisect_left(self._starts, max(stretch.end, stretch.start + 1))
        limit = at + BEHIND
        while after < len(self._starts):
            following = self._stretches[after]
            if following.end - following.start > 40 or following.start > limit:
                return min(following.start, limit)
            after += 1
        return limit

    def _sentence_end(self, at: int, limit: int) -> int:
        limit = min(limit, len(self.text))
        for match in _SENTENCE_END.finditer(self.text, at, limit):
            if not self._abbreviated(match.start()) and not self._inside(match.start()):
                return match.start()
        return limit

    def _inside(self, at: int) -> bool:
        """Whether a place is inside a stretch."""
        before = bisect_left(self._starts, at + 1) - 1
        return before >= 0 and self._stretches[before].end > at

    def _sentence_start(self, at: int) -> int:
        start = max(0, at - AHEAD)
        best = start
        for match in _SENTENCE_END.finditer(self.text, start, at):
            if match.end() < at and not self._abbreviated(match.start()):
                best = match.end()
        inside = bisect_left(self._starts, at) - 1
        if inside >= 0:
            before = self._stretches[inside]
            if before.end <= at and before.end - before.start > 40:
                best = max(best, before.end)
        return best

    def _abbreviated(self, at: int) -> bool:
        word = re.search(r"[\w-]*$", self.text[max(0, at - 8) : at])
        found = word.group() if word else ""
        return self.text[at] == "." and (len(found) == 1 or found.lower() in _ABBREVIATED)

    def _cue(self, start: int, end: int, *, behind: bool) -> Cue:
        words = words_of(self.text, start, end)
        verbs = [w for w in words if is_saying(w.text)]
        places = [p for p in self.places_in(start, end) if not self._is_quoted(p, start, end)]
        according = next((p for p in places if self._is_according(p, start)), None)
        if according and (behind is False or not verbs):
            return Cue(according.who, is_said=True)
        his = _HIS_WORDS.search(self.text, start, end)
        if his and not (verbs and behind):
            return Cue(pronoun=_GENDER[small(his["who"])], is_said=True)
        if not verbs:
            headed = [] if behind or self.text[end - 1 : end] != ":" else self._headed(places, end)
            return Cue(headed[0].who, is_said=True) if headed else NOTHING
        verb = verbs[0] if behind else verbs[-1]
        return self._of_verb(verb, words, places, behind=behind)

    def _headed(self, places: Sequence[Place], end: int) -> list[Place]:
        """The mentions of «Кирил Петров - син:»."""
        start = end - HEADING
        stop = max((self.text.rfind(mark, start, end) for mark in '.!?"“”'), default=-1)
        return [p for p in places if p.start > max(start, stop)]

    def _is_quoted(self, place: Place, start: int, end: int) -> bool:
        """Whether a mention stands in a stretch that is itself in a part of the text."""
        at = bisect_left(self._starts, place.start + 1) - 1
        if at < 0 or self._stretches[at].end <= place.start:
            return False
        return self._starts[at] >= start and self._stretches[at].end <= end

    def _is_according(self, place: Place, start: int) -> bool:
        """«според министъра Иван Колев»: offices between are passed over."""
        begin = max(start - 1, place.start - ACCORDING, 0)
        before = self.text[begin : place.start]
        words = words_of(before, 0, len(before))
        while len(words) > 1 and is_office(words[-1].text):
            before = before[: words[-1].start]
            words = words[:-1]
        return bool(_ACCORDING.search(before))

    def _of_verb(
        self, verb: Word, words: Sequence[Word], places: Sequence[Place], *, behind: bool
    ) -> Cue:
        after = [p for p in places if p.start >= verb.end and self._is_subject(p, verb.end)]
        ahead = [p for p in places if p.end <= verb.start and self._is_subject(p, words[0].start)]
        pronoun = next(
            (_PRONOUNS[w.text.lower()] for w in words
             if w.text.lower() in _PRONOUNS and abs(w.start - verb.start) < 40),
            "",
        )  # fmt: skip
        if behind:
            near = after[:1] or ahead[-1:]
            if pronoun and not (near and near[0].start - verb.end < 12):
                return Cue(pronoun=pronoun, is_said=True)
        else:
            near = ahead[-1:] or after[:1]
            if pronoun and not ahead:
                return Cue(pronoun=pronoun, is_said=True)
        if near:
            return Cue(near[0].who, is_said=True)
        office = self._office(verb, words, behind=behind)
        return Cue(pronoun=pronoun or gender_of(office), office=office, is_said=True)

    def begins_with_saying(self, at: int) -> bool:
        """Whether the sentence before a place begins with a verb of saying: «Твърди обаче: „»."""
        before = self._before_mark(at)
        words = words_of(self.text, self._sentence_start(before), before)
        return bool(words) and is_saying(words[0].text.lower())

    def subject_before(self, at: int, start: int, wrong: frozenset[int]) -> int | None:
        """Who was spoken of last before a place: the subject of the nearest sentence with one."""
        end = at
        while end > start:
            begin = max(self._sentence_start(end), start)
            if begin >= end:
                begin = max(start, end - 1)
            places = [p for p in self.places_in(begin, end) if p.who not in wrong]
            subjects = [p for p in places if self._is_subject(p, begin)]
            if subjects or places:
                return (subjects or places)[0].who
            end = begin if begin < end else begin - 1
        return None

    def _is_subject(self, place: Place, start: int) -> bool:
        """Whether a mention may be who speaks: not «пред Иван Колев», not «майката на Иван Колев»,
        but «министърът на отбраната Иван Колев».
        """
        words = [w.text for w in words_of(self.text, max(start, place.start - 90), place.start)]
        if not words:
            return True
        if words[-1].lower() in _NOT_SUBJECT:
            return False
        at = max((n for n, w in enumerate(words[:-1]) if w.lower() in _OF), default=None)
        if at is None or len(words) - at > REACH:
            return True
        if is_office(words[at + 1]) and words[at + 1][0].islower():
            return False
        return not (at and lemmas(words[at - 1]) & _KIN) or self._agrees(words[at - 1 :], place)

    def _agrees(self, words: Sequence[str], place: Place) -> bool:
        """«майката на едно от момичетата Елена», no «майката на стрелеца Петко»."""
        if any(word[0].isupper() for word in words):
            return True
        return place.who in (self.women if words[0].endswith(("та", "ка")) else self.men)

    def _office(self, verb: Word, words: Sequence[Word], *, behind: bool) -> str:
        """The words for whoever speaks unnamed: «майката на детето», «от полицията»."""
        following = [w for w in words if w.start >= verb.end][:6]
        at = next((n for n, w in enumerate(following) if is_office(w.text)), None)
        if at is not None:
            return self._with_article(following, at)
        if behind and following and following[0].text[0].isupper():
            return following[0].text  # a name that nobody knows
        if behind and following and following[0].text.lower() in ("от", "в"):
            return self.text[following[0].start : following[min(3, len(following) - 1)].end]
        ahead = [w for w in words if w.end <= verb.start]
        found = [n for n, w in enumerate(ahead) if is_office(w.text)]
        return self._with_article(ahead, found[-1]) if found else ""

    def _with_article(self, words: Sequence[Word], at: int) -> str:
        """An office, with the adjective that has its article: «полският премиер»."""
        before = words[at - 1].text.lower() if at else ""
        start = words[at - 1].start if before.endswith(ARTICLES) else words[at].start
        return self.text[start : words[at].end]


_GENDER = {"му": "m", "него": "m", "ѝ": "f", "й": "f", "нея": "f", "им": "p", "тях": "p"}
_ABBREVIATED_TEXT = (
    "г гр ул бул кв проф доц д-р инж адв ген полк т.нар нар св др стр млн млрд хил лв р арх акад"
)
_ABBREVIATED = frozenset(_ABBREVIATED_TEXT.split())
