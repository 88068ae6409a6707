"""Sound changes that inflection brings, one function a change, each with an example."""

__all__ = [
    "VOWELS",
    "e_to_ya",
    "first_palatal",
    "hardened",
    "second_palatal",
    "swapped",
    "without_fleeting",
    "ya_to_e",
]

VOWELS = "аеиоуъюя"

_SECOND = {"к": "ц", "г": "з", "х": "с"}
_FIRST = {"к": "ч", "г": "ж", "х": "ш", "ц": "ч"}
_HARD = {"ш": "с", "ж": "з", "ч": "к", "щ": "ст"}


def second_palatal(stem: str) -> str:
    """Before -и of masculine plurals: ученик → учениц-и, педагог → педагоз-и, монах → монас-и."""
    return stem[:-1] + _SECOND.get(stem[-1], stem[-1])


def first_palatal(stem: str) -> str:
    """Before front vowels of verbs and vocatives: пек-а → печ-еш, бог → бож-е, отец → отч-е."""
    return stem[:-1] + _FIRST.get(stem[-1], stem[-1])


def hardened(stem: str) -> list[str]:
    """Aorist stems of the first conjugation: пиш-а → пис-ах, каж-а → каз-ах, лъж-а → лъг-ах."""
    last = stem[-1]
    found = [stem[:-1] + _HARD[last]] if last in _HARD else [stem]
    if last == "ж":
        found.append(stem[:-1] + "г")
    return found


def ya_to_e(stem: str) -> str:
    """The last я becomes е before a soft syllable: бряг → брег-ове, бял → бел-и."""
    head, found, tail = stem.rpartition("я")
    return f"{head}е{tail}" if found and not any(letter in VOWELS for letter in tail) else stem


def e_to_ya(stem: str) -> str:
    """The last е becomes я before a hard syllable: тесен → тясн-а, реж-а → ряз-ах."""
    head, found, tail = stem.rpartition("е")
    return f"{head}я{tail}" if found and not any(letter in VOWELS for letter in tail) else stem


def without_fleeting(stem: str) -> str:
    """The last е or ъ between consonants drops out: министър → министр-и, боец → бойц-и."""
    if len(stem) < 3 or stem[-2] not in "еъ" or stem[-1] in VOWELS:
        return stem
    head = stem[:-2]
    if head[-1] in VOWELS and stem[-2] == "е":
        head += "й"
    return head + stem[-1]


def swapped(stem: str) -> str:
    """ръ and лъ turn round: връх → върх-ове, гръб → гърб-ът."""
    for left, right in (("ръ", "ър"), ("лъ", "ъл")):
        if left in stem:
            return stem.replace(left, right)
    return stem
