"""The index as readers use it: one object that searches, shows, relates, and follows every swap."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from indexer.article import Article, Quote
from indexer.build import generation
from indexer.history import Difference, difference
from indexer.naming.people import persons
from indexer.pages import Articles, Listed
from indexer.search import engines, persons_listed
from indexer.search.backend import SearchBackend
from indexer.search.continuing import place_after
from indexer.search.coverage import Coverage, coverage
from indexer.search.looked_for import LookedFor, looked_for
from indexer.search.matching import Matching, matching
from indexer.search.named import Names
from indexer.search.overview import overview
from indexer.search.persons_listed import PersonsListed
from indexer.search.profile import Profile, profile
from indexer.search.query import Query
from indexer.search.related import Like, related
from indexer.search.results import Overview, Related, Results
from indexer.search.searching import NOTHING_TYPED, Inside, answer
from indexer.search.suggesting import Suggested, suggest
from indexer.search.wording import Wording, load_wording
from indexer.state import State, state_of

MOST_CALLED = 200  # persons of one name that are looked at


@dataclass(frozen=True, slots=True)
class _Open:
    """One generation, opened."""

    folder: Path
    backend: SearchBackend
    articles: Articles
    names: Names


class Library:
    """data/index, open for reading; may be shared by threads.

    Each call looks whether another generation has come into use and turns to it; whoever is still
    reading the one before finishes there.

    Args:
        index: the folder data/index.
        wording: the words that a search treats in a way of their own; the packaged ones when None.

    Raises (from every method): IndexMissing, IndexOutdated, IndexUnusable.
    """

    def __init__(self, index: Path, wording: Wording | None = None) -> None:
        self._index = index
        self._wording = wording or load_wording()
        self._opened: _Open | None = None

    def search(self, query: Query, inside: Inside = NOTHING_TYPED) -> Results:
        """Answer a query.

        Args:
            inside: facet → beginnings of words; only its values with such words are handed out.
        """
        now = self._current()
        return answer(query, now.backend, now.names, inside)

    def matching(self, query: Query) -> Matching:
        """All articles that a query finds, in its order; for exports."""
        now = self._current()
        return matching(query, now.backend, now.names)

    def looked_for(self, query: Query, texts: Iterable[str]) -> LookedFor:
        """How many articles a query's list has, and where its words stand in some texts."""
        now = self._current()
        return looked_for(query, texts, now.backend, now.names)

    def place_after(self, query: Query, before: int, last: str) -> int | None:
        """See indexer.search.continuing."""
        now = self._current()
        return place_after(query, before, last, now.backend, now.names)

    def article(self, article_id: str) -> Article | None:
        """The article with an id."""
        return self._current().articles.get(article_id)

    def related(self, article_id: str, most: int = 5) -> tuple[Related, ...]:
        """The articles nearest to one of the archive, the reason with each."""
        now = self._current()
        article = now.articles.get(article_id)
        if article is None:
            return ()
        text = "\n\n".join((article.title, *article.body))
        persons = tuple(p.key for p in article.persons)
        return related(
            Like(text, persons, article.id, article.published), most, now.backend, now.names
        )

    def related_to_text(self, text: str, most: int = 5) -> tuple[Related, ...]:
        """The articles nearest to a draft."""
        now = self._current()
        keys = tuple(p.key for p in persons(tuple(text.splitlines())))
        return related(Like(text, keys), most, now.backend, now.names)

    def article_at(self, address: str) -> Article | None:
        """The article whose page has an address."""
        return self._current().articles.at(address)

    def aliases(self, article: Article) -> tuple[str, ...]:
        """The addresses that an article has beside its own: captured, print, AMP, www …"""
        addresses = self._current().articles.addresses(article.id)
        return tuple(address for address in addresses if address != article.url)

    def difference(self, article: Article, before: int, after: int) -> Difference | None:
        """What was taken out of one version of an article and put into another.

        Args:
            before, after: numbers of versions.

        Returns:
            None where there is no version of one of the numbers.
        """
        by_number = {one.number: one.capture for one in article.versions}
        if not {before, after} <= by_number.keys():
            return None
        articles = self._current().articles
        old, new = (articles.wording(by_number[n]) for n in (before, after))
        return difference(old, new) if old and new else None

    def person(self, key: str) -> Profile | None:
        """The person with a key: spellings, time, sections, who occurs beside."""
        now = self._current()
        return profile(key, now.backend, now.articles, now.names)

    def people(self, name: str, most: int = 20) -> tuple[Profile, ...]:
        """The persons who bear a name, those of most articles first."""
        now = self._current()
        keys = now.articles.people_called(name)[:MOST_CALLED]
        found = (profile(key, now.backend, now.articles, now.names) for key in keys)
        known = [one for one in found if one is not None]
        return tuple(sorted(known, key=lambda one: (-one.articles, one.key))[:most])

    def said(self, key: str, most: int = 20) -> list[tuple[Article, Quote]]:
        """What a person said, with the articles that have it, the newest captures first."""
        return self._current().articles.quotes(key, most)

    def most_named(self, start: int = 0, count: int = 100) -> PersonsListed:
        """The persons of most articles, from one place of the order on."""
        now = self._current()
        return persons_listed.most_named(start, count, now.backend, now.names)

    def letters(self) -> Mapping[str, int]:
        """First letter of a name → how many persons it begins."""
        return self._current().articles.letters()

    def persons_of_letter(self, letter: str, start: int = 0, count: int = 100) -> PersonsListed:
        """The persons whose names begin with a capital letter, by name."""
        return persons_listed.by_letter(letter, start, count, self._current().articles)

    def persons_called(self, name: str, most: int = 20) -> PersonsListed:
        """The persons who bear a name, those of most articles first; `people` as a list."""
        now = self._current()
        return persons_listed.called(name, most, now.names, now.articles)

    def persons_begun(self, typed: str, most: int = 100) -> PersonsListed:
        """Persons of whom a word begins as typed in the name, those of most articles first."""
        now = self._current()
        return persons_listed.begun(typed, most, now.names, now.articles)

    def coverage(self, query: Query) -> Coverage:
        """How much there is of a query on each day."""
        now = self._current()
        return coverage(query, now.backend, now.names)

    def suggest(self, typed: str) -> Suggested:
        """What somebody who is still typing may mean."""
        now = self._current()
        return suggest(typed, now.backend, now.names)

    def overview(self) -> Overview:
        """The archive in one look."""
        now = self._current()
        return overview(now.backend, now.names)

    def known(self, forms: Iterable[str]) -> Mapping[str, int]:
        """In how many articles each word's form, or else its stem, stands."""
        return self._current().names.known(forms)

    def count(self) -> int:
        """How many articles can be found."""
        return self._current().backend.count()

    def listed(self, most: int, skipping: int = 0) -> list[Listed]:
        """Some of the articles, in the order of their ids."""
        return self._current().articles.listed(most, skipping)

    def persons_named(self, least: int, most: int) -> list[str]:
        """Keys of the persons whom at least so many articles name, those of most first."""
        return self._current().articles.persons_named(least, most)

    def state(self) -> State:
        """What the index is now; cheap (20 µs), no search."""
        now = self._current()
        return state_of(now.folder / "articles.db", now.folder.name, now.backend.generation())

    def close(self) -> None:
        """Let go of all files."""
        if self._opened is not None:
            self._opened.backend.close()
            self._opened.articles.close()
            self._opened = None

    def _current(self) -> _Open:
        folder = generation.current(self._index)
        opened = self._opened
        if opened is None or opened.folder != folder:
            backend = engines.opened(folder)
            articles = Articles(folder / "articles.db")
            opened = _Open(folder, backend, articles, Names(backend, articles, self._wording))
            self._opened = opened
        return opened
