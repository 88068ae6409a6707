"""Where a found name really begins and ends, by what the lists know for certain.

«Вирусологът Нейтън Грубауг»   an office is no part of it
«Според Владимир Путин Москва» nor a place behind a full name, or before a surname
«каза Мирчо Иванов Първите …»  nor a word that begins the next sentence
"""

from __future__ import annotations

from collections.abc import Sequence

from indexer.media import medium
from indexer.naming.people.lists import NEVER, OPENERS, PARTICLES
from indexer.naming.people.tagger.features import flags_of, is_initial, traits

__all__ = ["trimmed"]

FULL = 2  # words of a full name
LONGEST_ACRONYM = 4
SURE = 0.85  # below, a common word that opens a sentence is no name
_FAMILY = frozenset(("семейство", "семейството", "фамилия", "фамилията", "род", "рода", "братя"))
_NUMERALS = frozenset("IVXХІ")
_SAINTS = frozenset(("Свети", "Света", "Светата", "Св."))
_WITH_ARTICLE = ("то", "та", "ът", "ят")
_IN = frozenset(("в", "във", "до", "и", "край", "през"))


def trimmed(words: Sequence[str], start: int, end: int, sure: float) -> tuple[int, int]:
    """The words of a found name that are the name; none left (start = end) where it is none.

    Args:
        sure: how probable the whole is.
    """
    while end > start and (words[end - 1] in PARTICLES or _follows(words, start, end)):
        end -= 1
    if _is_place_with(words, start, end):
        return start, start
    while end - start >= FULL and _precedes(words, start, end):
        start += 1
    start = _behind_opener(words, start, end)
    start = _behind_place(words, start, end)
    if start == end or any(word in NEVER for word in words[start:end]):
        return start, start
    if end - start == 1 and (_is_no_name(words[start]) or _is_family(words, start)):
        return start, start
    if _is_body(words, start, end) or (sure < SURE and _is_common(words, start, end)):
        return start, start
    return start, end


def _behind_opener(words: Sequence[str], start: int, end: int) -> int:
    """Where the name begins in «Пуерто Алба Алисия Феррандис»."""
    if end - start > FULL and start and "P1" in flags_of(words[start - 1]):
        return start + 1 if "G" in flags_of(words[start + 1]) else start
    flags = flags_of(words[start]) if end - start > FULL + 1 else ()
    if "P1" not in flags or "G" in flags:
        return start
    given = [at for at in range(start + 2, end - 1) if "G" in flags_of(words[at])]
    return given[-1] if given else start


def _behind_place(words: Sequence[str], start: int, end: int) -> int:
    """Where the name begins behind «село Вирове Валентин Колов»; at the end where all of it is the
    place: «щата Андра Прадеш».
    """
    before = words[start - 1] if start else ""
    if not before or traits(before).kind != "Q" or is_initial(words[start]):
        return start
    if before.endswith(_WITH_ARTICLE) and before != "щата":
        return start  # «чакащата на летището Величка Божерикова»
    return next((at for at in range(start + 1, end) if "G" in flags_of(words[at])), end)


def _precedes(words: Sequence[str], start: int, end: int) -> bool:
    flags = flags_of(words[start])
    if words[start].lower() in OPENERS and _opens(words, start):
        return True
    if "G" in flags_of(words[start + 1]) and not is_initial(words[start]):
        if words[start].islower() or _is_acronym(words, start, end, start):
            return True  # «de Kate Middleton», «АВАР Георги Гинов»
        if end - start > FULL and "G" not in flags and {"K", "k", "n"} & {*flags}:
            return True  # «Фалшив Ивайло Захариев обикаля мрежата»
    if words[start][0] < "\u0250" <= words[start + 1][0] and not is_initial(words[start]):
        return True  # «BG Voice Цветан Димов»
    if "G" in flags or is_initial(words[start]):
        return False
    known = medium(words[start])
    if known is not None and not known.caution:
        return True  # «съобщи Йонхап Пак Мин Хьок …»
    if "L" in flags:
        return start > 0 and _is_place(words[start - 1])
    if "C" in flags and end - start > FULL:
        return True
    return "T" in flags or ("A" in flags and "K" in flags)


def _is_place(before: str) -> bool:
    """Whether what stands behind this word is a place: «в Англия Дейвис каза», no «Азия Биби»."""
    return before in _IN or "P1" in flags_of(before)


def _follows(words: Sequence[str], start: int, end: int) -> bool:
    if end - start > 1 and _is_acronym(words, start, end, end - 1):
        return True
    if end - start <= FULL:
        return False
    flags = flags_of(words[end - 1])
    return "L" in flags or ("A" in flags and "K" in flags)


def _is_acronym(words: Sequence[str], start: int, end: int, at: int) -> bool:
    """Whether a word is in capitals, alone in its name: «Станимир Тренчев АС»; no «Фелипе VI»."""
    word = words[at]
    capitals = word.isupper() and word[-1] != "." and len(word) > 1 and not set(word) <= _NUMERALS
    return capitals and sum(each.isupper() for each in words[start:end]) == 1


def _is_place_with(words: Sequence[str], start: int, end: int) -> bool:
    """«Свети Влас», and «Орлов мост», where what it is stands behind the name."""
    if end - start > 1 and words[start] in _SAINTS:
        return True
    behind = words[end] if end < len(words) else ""
    if end - start != 1 or not behind or not behind[0].islower():
        return False
    return traits(behind).kind in ("Q", "B") and not behind.endswith(_WITH_ARTICLE)


def _is_body(words: Sequence[str], start: int, end: int) -> bool:
    """«Народна Република», «Warner Bros»: a body's word at its end; in Latin letters no given name
    and no office before it.
    """
    found = words[start:end]
    if any("G" in flags_of(word) for word in found):
        return False
    if "N" in flags_of(found[-1]) and len(found) > 1:
        return True
    latin = all(word[0] < "\u0250" for word in found)
    return latin and not (start and "T" in flags_of(words[start - 1])) and not is_initial(found[0])


def _is_common(words: Sequence[str], start: int, end: int) -> bool:
    """A common noun alone, or a form of a common word where a sentence begins."""
    if end - start > 1:
        return False
    flags = flags_of(words[start])
    return "G" not in flags and ("n" in flags or ("K" in flags and _opens(words, start)))


def _opens(words: Sequence[str], start: int) -> bool:
    return start == 0 or not words[start - 1][0].isalnum()


def _is_family(words: Sequence[str], start: int) -> bool:
    """«семейство Петкови», «братята Галеви»: nobody of them."""
    return start > 0 and words[start - 1].lower() in _FAMILY


def _is_no_name(word: str) -> bool:
    """«БАН», «Х-хромозоми»: an acronym, a letter with a word."""
    if is_initial(word):
        return False
    head = word.split("-")[0]
    return len(head) < FULL or (head.isupper() and len(head) <= LONGEST_ACRONYM)
