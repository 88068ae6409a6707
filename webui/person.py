"""A person's page, and the list of all: /person/<key>, /people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from indexer.article import Article, Quote
from indexer.search.persons_listed import DEEPEST_PERSON, PersonsListed
from indexer.search.profile import Profile
from indexer.search.query import Choice, Query
from indexer.search.results import Hit
from webui import addresses, links, place_links
from webui.holdings import holdings
from webui.language import LazyString, gettext, lazy_gettext
from webui.missing import Missing
from webui.narrowing import bar_step
from webui.over_time import over_time
from webui.place import Way, chosen
from webui.place_links import PeopleAsked

pages = Blueprint("person", __name__)

QUOTES = 6
QUOTES_READ = 24  # of which those are chosen
QUOTES_OF_ONE = 2  # of one article
WORDS = 4  # of a quotation that says something
LATEST = 6
TELLING = 5
ON_A_PAGE = 100
RULES: Mapping[str, LazyString] = {
    "name": lazy_gettext("същото име"),
    "latin": lazy_gettext("на латиница"),
    "short": lazy_gettext("умалително име"),
    "slip": lazy_gettext("друг правопис"),
    "surname": lazy_gettext("само фамилия, приписана по останалите статии"),
    "known": lazy_gettext("само фамилия на всеизвестен"),
    "decision": lazy_gettext("по решение на редактор"),
}


@dataclass(frozen=True, slots=True)
class Pages:
    """Where a list of persons goes on; empty where it does not."""

    number: int
    last: int
    before: str
    after: str


@pages.get("/person/<path:key>", merge_slashes=False)
def show(key: str) -> ResponseReturnValue:
    """The person with a key; a name leads to the person, or to the list of those who bear it."""
    profile = holdings().library.person(key)
    if profile is None or not profile.articles:
        return _named(key)
    query = chosen("person", key, LATEST)
    library = holdings().library
    return render_template(
        "person.html",
        person=profile,
        list="/" + links.tail(query),
        time=over_time(library.coverage(query)),
        time_page=place_links.coverage(query),
        spellings=[(one, RULES.get(one.by, "")) for one in profile.spellings],
        sections=_sections(profile),
        beside=_beside(profile),
        quotes=_said(key),
        latest=library.search(query).hits,
        telling=_telling(profile),
    )


def _named(name: str) -> ResponseReturnValue:
    """What is no key may be a name."""
    found = holdings().library.persons_called(name)
    if not found.total:
        raise Missing(
            gettext("В архива няма лице с такова име."),
            gettext("Може името да се пише другояче. Потърсете го с търсачката."),
        )
    if found.total == 1 and found.persons[0].key != name:
        return redirect(addresses.place("person", found.persons[0].key), 301)
    return render_template("namesakes.html", name=name, found=found)


def _sections(profile: Profile) -> tuple[Way, ...]:
    most = max((section.count for section in profile.sections), default=1)
    who = Choice((profile.key,))
    return tuple(
        Way(
            label=section.label,
            page=addresses.place("section", section.value),
            list="/" + links.tail(
                Query().with_choice("section", Choice((section.value,))).with_choice("person", who)
            ),
            count=section.count,
            step=bar_step(section.count, most),
        )
        for section in profile.sections
        if section.count
    )  # fmt: skip


def _beside(profile: Profile) -> tuple[Way, ...]:
    """Who occurs with the person; the count leads to the articles that name both, where a query
    can say so: a name of one word in it means all who bear the word.
    """
    most = max((one.count for one in profile.beside), default=1)
    return tuple(
        Way(
            label=one.label,
            page=addresses.place("person", one.key),
            list="/" + place_links.both_persons(profile.key, one.key) if " " in one.label else "",
            count=one.count,
            step=bar_step(one.count, most),
        )
        for one in profile.beside
    )


def _said(key: str) -> list[tuple[Article, Quote]]:
    """Quotations of the newest articles, the longest few of each; single words come last."""
    said = [(holdings().local(a), q) for a, q in holdings().library.said(key, QUOTES_READ)]
    by: dict[str, list[tuple[Article, Quote]]] = {}
    for pair in sorted(said, key=lambda pair: -len(pair[1].text)):
        by.setdefault(pair[0].id, []).append(pair)
    best = [pair for pairs in by.values() for pair in pairs[:QUOTES_OF_ONE]]
    best.sort(key=lambda pair: len(pair[1].text.split()) < WORDS)
    shown = best[:QUOTES]
    return sorted(shown, key=lambda pair: _moment(pair[0]), reverse=True)


def _moment(article: Article) -> float:
    return article.published.timestamp() if article.published else 0.0


def _telling(profile: Profile) -> tuple[Hit, ...]:
    """The articles that have most of the person: in the title, and often."""
    query = Query(words=profile.name, per_page=TELLING, literal=True)
    found = holdings().library.search(query.with_choice("person", Choice((profile.key,))))
    return found.hits


@pages.get("/people")
def listed() -> ResponseReturnValue:
    """The persons of the archive: of most articles first, by letter, or by a name begun."""
    asked = place_links.people_of(request.args)
    found = _asked(asked)
    return render_template(
        "people.html",
        asked=asked,
        found=found,
        cut=bool(asked.words) and len(found.persons) >= ON_A_PAGE,
        letters=_letters(),
        first=(asked.page - 1) * ON_A_PAGE + 1,
        pages=_pages(asked, found),
    )


def _asked(asked: PeopleAsked) -> PersonsListed:
    library = holdings().library
    start = (asked.page - 1) * ON_A_PAGE
    if asked.words:
        return library.persons_begun(asked.words, ON_A_PAGE)
    if asked.letter:
        return library.persons_of_letter(asked.letter, start, ON_A_PAGE)
    return library.most_named(start, ON_A_PAGE)


def _letters() -> list[tuple[str, int, str]]:
    """Cyrillic letters, then the others: letter, persons, address."""
    counts = holdings().library.letters()
    ordered = sorted(counts, key=lambda letter: (not "А" <= letter <= "Я", letter))
    return [
        (letter, counts[letter], place_links.people(letter=letter))
        for letter in ordered
        if letter.isalpha()
    ]


def _pages(asked: PeopleAsked, found: PersonsListed) -> Pages:
    there = min(found.total, DEEPEST_PERSON) if not asked.letter else found.total
    last = 1 if asked.words else max(1, -(-there // ON_A_PAGE))
    number = asked.page

    def to(page: int) -> str:
        return place_links.people(letter=asked.letter, page=page) if 1 <= page <= last else ""

    return Pages(number, last, to(min(number - 1, last)), to(number + 1))
