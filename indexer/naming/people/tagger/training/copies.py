"""Copies of annotated texts with other names, places and bodies in them.

A tagger that has seen «Тереза Мей» two thousand times learns her by heart. In a copy each person
has another name, the same one throughout the text, made of lists; so have most places and bodies.
Some places become what bears a person's name («болница „Иван Рилски“») and is no person.
"""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import NamedTuple

from indexer.bulgarian import transliterate
from indexer.naming.people.lists import CLUBS
from indexer.naming.people.tagger.training.gold import Gold, Named

__all__ = ["Lists", "copy_of"]

OTHERS_REPLACED = 0.7  # of places and bodies
NAMED_AFTER = 0.1  # of those, that become a thing with a person's name
LATIN = 0.03  # of persons, whose names are in Latin letters
OTHERS_LATIN = 0.12  # of places and bodies
INITIAL = 0.05  # of Bulgarian persons, of whose surname there is only a letter
CAPITALS = 0.15  # of copies, whose headline is in capitals
_SYLLABLES_TEXT = (
    "ким пак чой канг ли джун мин хьок сун хи йонг чен хо ун джин кю вон су тае ванг джан "
    "лиу чен хуан уей фън хай лян шанфу нам гю хан сок чо ян сю лин мей жун юн хонг чи "
    "минх нгуен тран ван"
)
_SYLLABLES = tuple(_SYLLABLES_TEXT.split())
_PARTICLES = ("ван", "ван дер", "фон", "де", "ди", "да", "ла", "льо", "дел", "ал", "бин", "де ла",
              "ван ден", "дос", "фон дер", "делла", "ибн", "дел ла")  # fmt: skip
_BEARERS_TEXT = (
    "институтът института университета университетът болница болницата УМБАЛ МБАЛ стадион "
    "стадиона зала залата площад улица ул. бул. булевард театър театъра фондация "
    "фондацията летище училище СУ ОУ гимназия читалище награда наградата купа турнира фонд "
    "фирмата вестник плана кв. квартал хижа парк метростанция галерия компанията групата "
    "филма книгата сериала кораба сдружение"
)
_BEARERS = tuple(_BEARERS_TEXT.split())
_CLUBS = sorted(CLUBS)
_QUOTES = (("„", "“"), ('"', '"'), ("“", "”"), ("„", "”"), ("«", "»"), ("", ""))
_FIRMS = ("груп", "енерджи", "фарма", "нюз", "таймс", "холдинг", "банк", "ер", "моторс", "")
_OFFICES = ("Институт", "Агенция", "Комисия", "Съвет", "Министерство", "Асоциация", "Дирекция")
_MATTERS = ("енергетика", "околната среда", "транспорт", "риболов", "храните", "вода", "туризъм")


class Lists(NamedTuple):
    """Names to put in, each list as lines of a file."""

    bulgarian: list[str]  # given names
    given: list[str]
    last: list[str]
    places: list[str]
    bodies: list[str]

    @classmethod
    def load(cls, folder: Path, bodies: list[str]) -> Lists:
        """The lists of a folder (given_bg, wk_given, wk_last, wk_loc, geo .txt)."""

        def lines(name: str) -> list[str]:
            text = (folder / f"{name}.txt").read_text("utf-8")
            return [_title(line.strip()) for line in text.splitlines() if len(line.strip()) > 2]

        geo = lines("geo")
        known = set(geo)
        given = [name for name in lines("wk_given") if name not in known]
        last = [name for name in lines("wk_last") if name not in known]
        return cls(lines("given_bg"), given, last, lines("wk_loc") + geo, bodies)


def _title(name: str) -> str:
    parts = (word.split("-") for word in name.split())
    return " ".join("-".join(p[:1].upper() + p[1:] for p in word) for word in parts)


def copy_of(gold: Gold, lists: Lists, random: Random) -> Gold:
    """One copy of a text."""
    people = {m.who: _person(lists, random) for m in gold.named if m.kind == "P"}
    firsts = _given_alone(gold)
    others: dict[str, str] = {}
    pieces, named, at, size = [], [], 0, 0
    for mention in gold.named:
        if mention.start < at:
            continue
        written = gold.text[mention.start : mention.end]
        keep = True
        if mention.kind == "P":
            new = _renamed(written, people[mention.who], written in firsts[mention.who], random)
        else:
            new, keep = _other(written, mention, others, lists, random)
        pieces += [gold.text[at : mention.start], new]
        start = size + mention.start - at
        size = start + len(new)
        if keep:
            named.append(Named(start, size, mention.kind, mention.who))
        at = mention.end
    text = "".join((*pieces, gold.text[at:]))
    return Gold(_headline(text, random), tuple(named), gold.other)


def _headline(text: str, random: Random) -> str:
    end = text.find("\n")
    if end > 0 and random.random() < CAPITALS and len(text[:end].upper()) == end:
        return text[:end].upper() + text[end:]
    return text


def _given_alone(gold: Gold) -> dict[str, set[str]]:
    """Of each person, the first words of the full names."""
    found: dict[str, set[str]] = {}
    for mention in gold.named:
        words = gold.text[mention.start : mention.end].split()
        first = found.setdefault(mention.who, set())
        if len(words) > 1:
            first.add(words[0])
    return found


class _Name(NamedTuple):
    given: list[str]
    last: list[str]


def _renamed(written: str, name: _Name, is_given: bool, random: Random) -> str:
    words = written.split()
    if len(words) == 1:
        new = name.given[0] if is_given else " ".join(name.last)
        if new[0].islower() and random.random() < 0.3:
            new = new[0].upper() + new[1:]
    elif len(words[0]) == 2 and words[0][1] == ".":
        new = f"{name.given[0][0]}. {' '.join(name.last)}"
    else:
        new = " ".join((*name.given, *name.last))
    return new.upper() if written.isupper() and len(written) > 3 else new


def _other(
    written: str, mention: Named, others: dict[str, str], lists: Lists, random: Random
) -> tuple[str, bool]:
    """What stands for a place or a body, and whether it is one still."""
    if not written[0].isupper() or random.random() > OTHERS_REPLACED:
        return written, True
    if random.random() < NAMED_AFTER:
        return _bearer(lists, random), False
    made = random.choice(lists.places) if mention.kind == "L" else _body(lists, random)
    if random.random() < OTHERS_LATIN:
        made = transliterate(made)
    return others.setdefault(mention.who, made), True


def _person(lists: Lists, random: Random) -> _Name:
    if random.random() < LATIN:
        name = _foreign(lists, random)
        return _Name(*([transliterate(word) for word in part] for part in name))
    kind = random.random()
    if kind < 0.33:
        return _bulgarian(lists, random)
    if kind < 0.42:
        words = [_title(random.choice(_SYLLABLES)) for _ in range(3)]
        if random.random() < 0.5:
            return _Name(words[:2], words[2:])
        hyphened = f"{words[1]}-{words[2].lower()}" if random.random() < 0.5 else words[1]
        return _Name(words[:1], [hyphened])
    return _foreign(lists, random)


def _bulgarian(lists: Lists, random: Random) -> _Name:
    given = random.choice(lists.bulgarian)
    woman = given[-1] in "ая"
    names = [given]
    if random.random() < 0.12:
        names.append(_surname(lists, woman, random))
    last = _surname(lists, woman, random)
    if random.random() < 0.06:
        last += "-" + _surname(lists, woman, random)
    return _Name(names, [last[0] + "." if random.random() < INITIAL else last])


def _surname(lists: Lists, woman: bool, random: Random) -> str:
    if random.random() < 0.4:
        stem = random.choice(lists.bulgarian).rstrip("аяоей")
        found = stem + random.choice(("ов", "ов", "ев", "ски"))
    else:
        found = random.choice(lists.last)
        while not found.endswith(("ов", "ев", "ски")):
            found = random.choice(lists.last)
    if woman:
        return found[:-1] + "а" if found.endswith("ски") else found + "а"
    return found


def _foreign(lists: Lists, random: Random) -> _Name:
    given = [random.choice(lists.given if random.random() < 0.7 else lists.last)]
    kind = random.random()
    if kind < 0.08:
        given = [f"{given[0]}-{random.choice(lists.given)}"]
    elif kind < 0.18:
        given.append(random.choice(lists.given))
    elif kind < 0.22:
        given.append(random.choice("АБВГДЖКЛМНПРСТФ") + ".")
    last = [random.choice(lists.last)]
    kind = random.random()
    if kind < 0.10:
        particles = random.choice(_PARTICLES).split()
        last = [*(map(_title, particles) if random.random() < 0.3 else particles), *last]
    elif kind < 0.16:
        last = [f"{last[0]}-{random.choice(lists.last)}"]
    elif kind < 0.24:
        last.append(random.choice(lists.last))
    return _Name(given, last)


def _bearer(lists: Lists, random: Random) -> str:
    name = _person(lists, random)
    words = [*(name.given if random.random() < 0.8 else ()), *name.last]
    if random.random() < 0.15:
        words = ["Св.", random.choice(lists.bulgarian)]
    bearer = random.choice(_BEARERS)
    left, right = random.choice(_QUOTES)
    if bearer.endswith(("та", "то", "ът", "ят", "а")) and not left:
        left, right = _QUOTES[0]  # «директорът на болницата Иван Колев» is a person
    return f"{bearer} {left}{' '.join(words)}{right}"


def _body(lists: Lists, random: Random) -> str:
    kind = random.random()
    if kind < 0.35:
        return random.choice(lists.bodies)
    if kind < 0.5:
        letters = random.choices("АБВГДЕИКЛМНОПРСТУФХЦ", k=random.choice((2, 3, 3, 3, 4, 5)))
        return "".join(letters)
    if kind < 0.6:
        return "".join(random.choices("ABCDEFGHIKLMNOPRSTVW", k=random.choice((2, 3, 3, 4))))
    if kind < 0.7:
        club = random.choice(_CLUBS)
        return f"{club} {random.choice(lists.places)}" if random.random() < 0.4 else club
    if kind < 0.85:
        words = random.choices(lists.last + lists.places, k=random.choice((1, 2)))
        return " ".join((*words, random.choice(_FIRMS))).strip()
    return f"{random.choice(_OFFICES)} по {random.choice(_MATTERS)}"
