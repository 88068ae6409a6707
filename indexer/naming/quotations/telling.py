"""The stretches of a text that are somebody's words, and whose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from indexer.naming.quotations.marks import Stretch, dashed, quoted
from indexer.naming.quotations.reading import is_office, is_saying, is_titled, lemmas, words_of
from indexer.naming.quotations.speakers import Cue, Place, Scene

__all__ = ["Said", "told"]

SHORT = 3  # words of a stretch that is speech only right beside a verb of saying
SURE = 7  # words from which a stretch is speech unless something speaks against it
NEAR = 250  # characters in which whoever was spoken of last may be the speaker
FAR = 700  # characters over which a speaker goes on
OFFICE = 70  # characters before a name in which an office belongs to it
_STOP = re.compile(r"[.!?:;,„“\"]")
TALK = 3  # turns from which a talk with questions is an interview
_ASIDE = re.compile(r"\s[-–—]\s+(?=[a-zа-яѝ])")
_OF_OTHERS = frozenset(("говорител", "говорителка", "адвокат", "защитник", "автор", "представител"))
_VERBAL = re.compile(
    r"\b(?:съм|си|е|сме|сте|са|бях|беше|бяха|ще|няма|има|имаме|имам|не|да|бъде|може|трябва|нека|аз|ние|вие|ти|ми|ни|мен|"
    r"\w+(?:ахме|яхме|ихме|хме|вам|ваме|ваш|ват|ват|ираме|ира))\b",
    re.IGNORECASE,
)


class Said(NamedTuple):
    """Direct speech: characters `start` to `end`, without its marks.

    Attributes:
        who: the number of the person who speaks, None where nobody is named.
        office: the words for a speaker who is not named.
        certain: False where the speaker follows from what stands further off.
    """

    start: int
    end: int
    who: int | None
    office: str = ""
    certain: bool = True


def told(
    text: str, places: Sequence[Place], women: frozenset[int], men: frozenset[int]
) -> list[Said]:
    """The direct speech of a text, in its order; linear time.

    Args:
        places: mentions of persons, by their beginnings.
        women, men: numbers of those persons whose given names tell it.
    """
    stretches = [s for s in quoted(text) if s.depth == 0]
    turns = list(dashed(text))
    scene = Scene(text, stretches, places, women, men)
    teller = _Teller(text, scene, places, women, men)
    inside = {t.start for t in turns}
    for stretch in stretches:
        teller.hear(stretch)
    if inside:
        teller.talk(turns)
    return teller.said


class _Teller:
    def __init__(
        self,
        text: str,
        scene: Scene,
        places: Sequence[Place],
        women: frozenset[int],
        men: frozenset[int],
    ) -> None:
        self._text, self._scene, self._places = text, scene, places
        self._women, self._men = women, men
        self.said: list[Said] = []

    def hear(self, stretch: Stretch) -> None:
        """Take a stretch in, if it is speech."""
        behind, before = self._scene.behind(stretch), self._scene.before(stretch)
        if not self._is_speech(stretch, behind, before):
            return
        said = self._attributed(stretch, behind, before)
        self.said.append(said)

    def _is_speech(self, stretch: Stretch, behind: Cue, before: Cue) -> bool:
        text = self._text[stretch.start : stretch.end]
        words = words_of(text, 0, len(text))
        if not words:
            return False
        ahead = words_of(self._text, max(0, stretch.start - 40), stretch.start)
        colon = self._text[: stretch.start].rstrip('„“"« ')[-1:] == ":"
        said = self._said_right_behind(stretch)
        if ahead and is_titled(ahead[-1].text) and not colon and not said:
            return False
        if len(words) >= SURE:
            return True
        announced = colon and before.is_said
        verbal = bool(_VERBAL.search(text))
        if len(words) >= SHORT and (said or announced):
            return True
        if len(words) >= SHORT and verbal and not _is_title(text):
            return text[-1:] in ".!?…" or behind.is_said or before.is_said
        if announced or (said and (verbal or (len(words) > 1 and not _is_title(text)))):
            return True
        named = behind.who is not None or before.who is not None
        return len(words) > 1 and text[0].islower() and named

    def _is_announced(self, at: int) -> bool:
        """Whether a colon stands before a place, but for marks, dashes and space."""
        before = self._text[max(0, at - OFFICE) : at].rstrip('„“"« \n\t–—-')
        return before.endswith(":")

    def _said_right_behind(self, stretch: Stretch) -> bool:
        """«…“, каза», «…“ – отсече»: a verb of saying among the next few words."""
        tail = self._text[stretch.end : stretch.end + 60]
        match = re.match(r"[“”\"»]?\s*[,–-]\s*", tail)
        if not match:
            return False
        following = words_of(tail, match.end(), len(tail))[:2]
        return any(is_saying(w.text) for w in following)

    def _attributed(self, stretch: Stretch, behind: Cue, before: Cue) -> Said:
        colon = self._text[: stretch.start].rstrip('„“"« ')[-1:] == ":"
        right_behind = behind.who is not None and self._said_right_behind(stretch)
        first, second = (behind, before)
        if colon and before.is_said and not right_behind:
            first, second = before, behind
        for cue in (first, second):
            if not cue.is_said:
                continue
            found = self._person(cue, stretch)
            if found is not None:
                return Said(
                    stretch.start, stretch.end, found, cue.office, certain=cue.who is not None
                )
            if cue.office or cue.pronoun:
                return Said(stretch.start, stretch.end, None, cue.office)
        if colon and not behind.is_said:
            return self._announced(stretch, before)
        last = self.said[-1] if self.said else None
        if last and stretch.start - last.end < FAR and (last.who is not None or last.office):
            return Said(stretch.start, stretch.end, last.who, last.office, certain=False)
        if before.is_said or behind.is_said:
            return Said(stretch.start, stretch.end, None)
        start = max(0, stretch.start - NEAR)
        told = any(is_saying(w.text) for w in words_of(self._text, start, stretch.start))
        who = self._scene.subject_before(stretch.start, start, frozenset()) if told else None
        return Said(stretch.start, stretch.end, who, certain=False)

    def _announced(self, stretch: Stretch, before: Cue) -> Said:
        """A quotation behind a colon that names nobody: of the subject before, where the sentence
        begins with a verb of saying; of somebody else otherwise («такъв коментар: „…»).
        """
        who = None
        if before.is_said and self._scene.begins_with_saying(stretch.start):
            start = max(0, stretch.start - FAR)
            who = self._scene.subject_before(stretch.start, start, frozenset())
        return Said(stretch.start, stretch.end, who, certain=False)

    def _person(self, cue: Cue, stretch: Stretch) -> int | None:
        if cue.who is not None:
            return cue.who
        found = self._bearer(cue.office, stretch.start) if cue.office and cue.pronoun else None
        if found is not None or cue.pronoun not in ("m", "f", "any"):
            return found
        if cue.office and lemmas(cue.office.split(" ")[-1]) & _OF_OTHERS:
            return None
        return self._meant(cue.pronoun, stretch.start)

    def _meant(self, gender: str, at: int) -> int | None:
        """Whom «той» or «тя» means: who spoke last, or was the subject last."""
        wrong = {"m": self._women, "f": self._men}.get(gender, frozenset())
        last = self.said[-1] if self.said else None
        start = max(0, at - FAR)
        if last and last.who is not None and last.who not in wrong and at - last.end < FAR:
            start = max(start, last.end)
            between = self._scene.subject_before(at, start, wrong)
            return last.who if between is None else between
        return self._scene.subject_before(at, start, wrong)

    def _bearer(self, office: str, at: int) -> int | None:
        """Who is given an office somewhere in the text: «кметът Иван Колев» … «кметът»."""
        wanted = lemmas(office.split(" ")[-1])
        found: dict[int, int] = {}
        for place in self._places:
            if self._is_called(place, wanted):
                found[place.who] = min(found.get(place.who, 1 << 30), abs(place.start - at))
        if len(found) == 1:
            return next(iter(found))
        return min(found, key=lambda w: found[w]) if found else None

    def _is_called(self, place: Place, office: frozenset[str]) -> bool:
        """Whether a mention has an office right before it: «министърът на отбраната Иван Колев»."""
        words = words_of(self._text, max(0, place.start - OFFICE), place.start)[-6:]
        if words and words[-1].text.lower() in ("на", "за", "с", "от", "пред"):
            return False
        called = [w for w in words if is_office(w.text) and lemmas(w.text) & office]
        return bool(called) and not _STOP.search(self._text, called[-1].end, place.start)

    def talk(self, turns: Sequence[Stretch]) -> None:
        """Turns of a talk behind dashes, where they are one and no list: the one who is asked
        answers; in a scene the one who was announced speaks every other time.
        """
        asked = sum(self._text[t.end - 1] == "?" for t in turns)
        is_talk = len(turns) >= TALK and bool(asked)
        speech = [t for t in turns if is_talk or self._is_turn(t)]
        if not speech:
            return
        opening = self._scene.before(speech[0])
        announced = opening.who if opening.is_said else None
        colon = self._is_announced(speech[0].start)
        question = self._text[speech[0].end - 1] == "?"
        interview = is_talk and (announced is None or (question and not colon))
        main = announced
        if is_talk and announced is None and not (colon and opening.is_said):
            main = self._main(speech)
        answers = not interview and announced is not None
        for turn in speech:
            if interview and self._text[turn.end - 1] == "?":
                answers = False
            who = self._inside(turn)
            if who is None and answers:
                who = main
            self.said.append(Said(turn.start, turn.end, who, certain=who != main))
            answers = not answers
        self.said.sort()

    def _main(self, turns: Sequence[Stretch]) -> int | None:
        """Whom what stands before a talk is about, and the talk itself speaks to."""
        counted: dict[int, int] = {}
        for place in self._scene.places_in(0, turns[0].start):
            counted[place.who] = counted.get(place.who, 0) + 1
        for turn in turns:
            for place in self._scene.places_in(turn.start, turn.end):
                called = self._text[place.end : place.end + 1] == "," and place.start == turn.start
                counted[place.who] = counted.get(place.who, 0) + (TALK if called else -1)
        start = turns[0].start
        before = {p.who for p in self._scene.places_in(0, start)}
        subject = self._scene.subject_before(start, max(0, start - FAR), frozenset())
        if subject is not None:
            counted[subject] += 1
        most = max((counted[who] for who in before), default=0)
        found = [who for who, number in counted.items() if number == most and who in before]
        called_by = [who for who, number in counted.items() if number >= TALK]
        meant = called_by or found
        return meant[0] if meant else None

    def _inside(self, turn: Stretch) -> int | None:
        """«- Тук не се готви - мрънка Зеннуре. - Няма ли …»."""
        for match in _ASIDE.finditer(self._text, turn.start, turn.end):
            verb = words_of(self._text, match.end(), turn.end)[:1]
            places = self._scene.places_in(match.end(), match.end() + 60)
            if verb and places and is_saying(verb[0].text):
                return places[0].who
        return None

    def _is_turn(self, turn: Stretch) -> bool:
        text = self._text[turn.start : turn.end]
        return len(words_of(text, 0, len(text))) >= SHORT and text[-1:] in ".!?…"


def _is_title(text: str) -> bool:
    """Whether every longer word has a capital: a name, no speech."""
    words = [w.text for w in words_of(text, 0, len(text))]
    long = [word for word in words if len(word) > SHORT] or words
    return bool(long) and all(word[0].isupper() for word in long)
