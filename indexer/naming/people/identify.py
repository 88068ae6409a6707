"""A document's mentions joined into its persons.

Rules: equal keys are one person; the same surname with the same given name or a fitting initial is
one; a surname alone is the document's person with that surname, the one named in full most often
(on a tie the last before it); -ов and -ова differ, so husband and wife stay apart.
"""

from __future__ import annotations

from collections import Counter

from indexer.article import Person
from indexer.naming.people.keys import key, token_keys
from indexer.naming.people.recognise import Mention


def identify(mentions: list[Mention]) -> tuple[Person, ...]:
    """The persons of one document."""
    full = _full_names(mentions)
    owners: dict[str, str] = {}
    forms: dict[str, Counter[str]] = {}
    lone: dict[str, Counter[str]] = {}
    for mention in mentions:
        whole = _owner(mention, full, owners)
        if whole:
            forms.setdefault(whole, Counter())[mention.name] += 1
        elif not mention.weak:
            lone.setdefault(key(mention.name), Counter())[mention.name] += 1
    named = [_person(k, found, certain=True) for k, found in forms.items()]
    return (*named, *(_person(k, found, certain=False) for k, found in lone.items()))


def attributed(mentions: list[Mention]) -> list[str]:
    """The name that a facet gives to each mention; empty where the document does not tell whose."""
    full, owners = _full_names(mentions), dict[str, str]()
    names = {key(p.name) if p.certain else p.key: p.name for p in identify(mentions)}
    owned = [(m, _owner(m, full, owners)) for m in mentions]
    return [names.get(own or ("" if m.weak else key(m.name)), "") for m, own in owned]


def _full_names(mentions: list[Mention]) -> Counter[str]:
    """Keys of full names, in the order of their first mention, with how often each stands."""
    return Counter(key(m.name) for m in mentions if m.full)


def _owner(mention: Mention, full: Counter[str], owners: dict[str, str]) -> str:
    """The key of the person that a mention is; empty when the document does not tell."""
    own = key(mention.name)
    words = token_keys(mention.name)
    if mention.full:
        same = owners.get(f"{_initial(words)} {words[-1]}", own) if _abbreviated(words) else own
        for word in (words[-1], words[0] if _asian(mention.name) else words[-1]):
            if full[same] >= full[owners.get(word, "")]:
                owners[word] = same
        owners.setdefault(f"{words[0][:1]} {words[-1]}", same)
        return same
    return owners.get(own, "")


def _initial(words: tuple[str, ...]) -> str:
    return words[0][:1]


def _abbreviated(words: tuple[str, ...]) -> bool:
    return len(words[0]) == 1


def _asian(name: str) -> bool:
    """Korean and Chinese names begin with the surname: Ким Чен-ун, Канг Сун Нам, Ли Шанфу."""
    words = name.replace("-", " ").split()
    return len(words) == 3 and all(len(word) <= 5 for word in words)


def _person(own: str, forms: Counter[str], *, certain: bool) -> Person:
    """A person under the fullest form that the document has, the most frequent of them."""
    name = max(
        forms, key=lambda f: (len(token_keys(f)) > 1, "." not in f, forms[f], f.count(" "), len(f))
    )
    return Person(name, key(name) if certain else own, sum(forms.values()), certain)
