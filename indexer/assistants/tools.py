"""What an assistant may ask the archive; each docstring is what the assistant reads."""

from __future__ import annotations

import re
from html import unescape
from types import MappingProxyType
from typing import Any

from indexer.article import Article
from indexer.library import Library
from indexer.search.days import period_of
from indexer.search.query import Choice, Facet, Period, Query
from indexer.search.results import Hit

MOST = 20  # articles or quotations in an answer
LONGEST = 20_000  # letters of an article's text, or of a draft
QUOTED = 400  # letters of a quotation beside an article
Answer = dict[str, Any]

_TAG = re.compile(r"</?mark>")


class CannotAnswer(Exception):
    """Nothing can be answered, and why, in one sentence."""


class Tools:
    """The tools over one archive; what they raise is CannotAnswer or an IndexProblem."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def search(
        self,
        words: str = "",
        section: str = "",
        person: str = "",
        source: str = "",
        since: str = "",
        until: str = "",
        newest_first: bool = False,
        most: int = 10,
    ) -> Answer:
        """Search a Bulgarian newspaper's archive. Any form of a word finds the others; Latin
        letters are read as Bulgarian. Also "a phrase", -without, A OR B. since and until are 2023,
        2023-09 or 2023-09-05. Every article comes with its address, its date and the words that
        were found: cite all three.
        """
        named: dict[Facet, str] = {"section": section, "person": person, "source": source}
        query = Query(
            words=words,
            choices=_choices(named),
            period=Period(_days(since).first, _days(until).last),
            sort="newest" if newest_first else "relevance",
            per_page=_bounded(most),
        )
        found = self._library.search(query)
        return {
            "total": found.total,
            "understood_as": found.understood.text,
            "all_words_found": not found.partial,
            "instead": found.suggestion,
            "articles": [_cited(hit) for hit in found.hits],
        }

    def article(self, id_or_address: str) -> Answer:
        """One whole article, by the id of a search or by its address at the newspaper: text,
        authors, sources, persons, quotations, whether the site changed or dropped it.
        """
        found = self._article(id_or_address)
        return {
            **_told(found, found.lead),
            "text": found.text[:LONGEST],
            "text_is_whole": len(found.text) <= LONGEST,
            "authors": list(found.authors),
            "sources": [one.name for one in found.sources],
            "persons": [{"name": p.name, "certain": p.certain} for p in found.persons],
            "quotations": [{"said": q.text, "by": q.speaker} for q in found.quotes][:MOST],
            "changed": [f"{v.seen:%Y-%m-%d}: {', '.join(v.changed)}" for v in found.versions][1:],
            "dropped_by_the_site": found.gone.isoformat() if found.gone else None,
        }

    def person(self, name: str) -> Answer:
        """Who bears a name: spellings, how many articles, from when to when, in which sections, who
        occurs beside, and the newest articles. Several people may share a name.
        """
        found = self._library.people(name, 3)
        if not found:
            raise CannotAnswer(f"Nobody in the archive is called {name!r}.")
        return {"persons": [self._profile(one.key) for one in found]}

    def related(self, id_or_address: str = "", text: str = "", most: int = 5) -> Answer:
        """The articles nearest to one of the archive (by id or address) or to a text, with the
        reason. The text is not kept.
        """
        if not id_or_address and not text.strip():
            raise CannotAnswer("Give the id or the address of an article, or a text.")
        if id_or_address:
            near = self._library.related(self._article(id_or_address).id, _bounded(most))
        else:
            near = self._library.related_to_text(text[:LONGEST], _bounded(most))
        articles = [{**_cited(r.hit), "reason": r.reason, "shared": list(r.shared)} for r in near]
        return {"articles": articles}

    def quotations(self, person: str, most: int = 10) -> Answer:
        """What a person said, word for word, each with the article's address and date."""
        found = self._library.people(person, 1)
        if not found:
            raise CannotAnswer(f"Nobody in the archive is called {person!r}.")
        who = found[0]
        said = self._library.said(who.key, _bounded(most))
        quotations = [
            {**_told(article, quote.text), "by": quote.speaker, "certain": quote.certain}
            for article, quote in said
        ]
        return {"person": who.name, "total": who.quotes, "quotations": quotations}

    def _article(self, what: str) -> Article:
        found = self._library.article(what) or self._library.article_at(what)
        if found is None:
            raise CannotAnswer(f"The archive has no article {what!r}.")
        return found

    def _profile(self, key: str) -> Answer:
        who = self._library.person(key)
        if who is None:
            return {}
        named = MappingProxyType[Facet, Choice]({"person": Choice((key,))})
        newest = self._library.search(Query(choices=named, sort="newest", per_page=5))
        return {
            "name": who.name,
            "articles": who.articles,
            "first": who.first.isoformat() if who.first else None,
            "last": who.last.isoformat() if who.last else None,
            "quotations": who.quotes,
            "may_be_several_people": who.several,
            "spellings": [one.form for one in who.spellings],
            "sections": [f"{one.label} ({one.count})" for one in who.sections[:5]],
            "beside": [one.label for one in who.beside],
            "newest": [_cited(hit) for hit in newest.hits],
        }


def _cited(hit: Hit) -> Answer:
    return {
        "id": hit.id,
        "title": hit.title,
        "address": hit.url,
        "date": hit.published.isoformat() if hit.published else None,
        "section": hit.section,
        "quotation": unescape(_TAG.sub("", hit.snippet_html))[:QUOTED],
    }


def _told(article: Article, quotation: str) -> Answer:
    return {
        "id": article.id,
        "title": article.title,
        "address": article.url,
        "date": article.published.isoformat() if article.published else None,
        "section": article.section,
        "quotation": quotation[:QUOTED],
    }


def _choices(named: dict[Facet, str]) -> MappingProxyType[Facet, Choice]:
    return MappingProxyType({facet: Choice((value,)) for facet, value in named.items() if value})


def _bounded(most: int) -> int:
    return min(max(1, most), MOST)


def _days(text: str) -> Period:
    if not text:
        return Period()
    found = period_of(text)
    if found is None:
        raise CannotAnswer(f"{text!r} is no date; write 2023, 2023-09 or 2023-09-05.")
    return found
