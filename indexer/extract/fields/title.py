"""The headline, without the site's name and the section that some pages hang on to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from indexer.extract.evidence import Page
from indexer.extract.evidence.linked import unescaped
from indexer.extract.evidence.text import text_of
from indexer.extract.fields.proposal import Proposal, Verdict, first_plausible
from indexer.extract.templates import TITLE

_CHAIN = re.compile(r"\s*(?:::|»|›|→|\|)\s*")
_TAIL = re.compile(r"\s+[-–—]\s+")
_CUT = re.compile(r"(?:…|\.{3})$")
LONGEST = 400
MOST = 20  # headings that are looked at
AGREES = 0.5  # of the words of a heading, that stand in another title of the page


def title(page: Page) -> Verdict[str]:
    """The headline and where it was found."""
    found = [Proposal(unescaped(p.value), p.origin, p.where) for p in _proposals(page)]
    named = [Proposal(without_site(p.value, page), p.origin, p.where) for p in found]
    ordered = _in_order_of_belief(named)
    verdict = first_plausible(ordered, _against, thorough=page.thorough)
    if verdict.chosen is not None and _CUT.search(verdict.chosen.value):
        return _uncut(verdict, ordered)
    return verdict


def _against(text: str) -> str:
    if not text:
        return "empty, or nothing but the site's name"
    return f"more than {LONGEST} letters" if len(text) > LONGEST else ""


def _proposals(page: Page) -> Iterator[Proposal[str]]:
    yield Proposal(page.first(page.reading.title), "site", "title")
    for headline in page.linked.headlines:
        yield Proposal(headline, "json-ld", "headline")
    for element in page.find(TITLE):
        if not page.boxed[element.at]:
            yield Proposal(text_of(element.node), "page", element.tag)
    for element in islice(page.tagged("h1"), MOST):
        if not page.boxed[element.at]:
            yield Proposal(text_of(element.node), "page", "h1")
    yield Proposal(page.meta("og:title"), "meta", "og:title")
    yield Proposal(page.meta("twitter:title"), "meta", "twitter:title")
    for element in islice(page.tagged("title"), MOST):
        yield Proposal(text_of(element.node), "page", "title")


def _in_order_of_belief(found: list[Proposal[str]]) -> list[Proposal[str]]:
    """The site's own first, then headings of the page that another of its titles agrees with.

    Machines' titles are shortened and written for search engines; a heading that nobody else
    knows is the site's name or a section's.
    """
    site = [p for p in found if p.origin == "site"]
    headings = [p for p in found if p.origin == "page" and p.where != "title"]
    others = [p for p in found if p.origin in ("json-ld", "meta") or p.where == "title"]
    agreed = [h for h in headings if any(_agree(h.value, other.value) for other in others)]
    machines = [p for p in others if p.where != "title"]
    return [*site, *agreed, *machines, *headings, *(p for p in others if p.where == "title")]


def _agree(heading: str, other: str) -> bool:
    words = set(re.findall(r"\w+", heading.casefold()))
    known = set(re.findall(r"\w+", other.casefold()))
    return bool(words) and len(words & known) >= AGREES * len(words)


def _uncut(verdict: Verdict[str], found: list[Proposal[str]]) -> Verdict[str]:
    """A headline that ends in «…» gives way to one that begins so and goes on."""
    chosen = verdict.chosen
    assert chosen is not None
    cut = _CUT.sub("", chosen.value).rstrip()
    for proposal in found:
        longer = proposal.value.startswith(cut) and len(proposal.value) > len(chosen.value)
        if longer and not _against(proposal.value) and not _CUT.search(proposal.value):
            return Verdict(proposal, verdict.proposals)
    return verdict


def site_name(page: Page) -> str:
    """The name that the page gives its site."""
    return page.meta("og:site_name") or page.site.name


def without_site(text: str, page: Page) -> str:
    """A title without the site's name at either end, and the last link of a chain «A :: B :: C»."""
    names = {
        name.casefold() for name in (page.site.name, site_name(page), _host_name(page)) if name
    }
    chain = [part for part in chain_of(text) if part.casefold() not in names]
    if not chain:
        return ""
    if "::" in text or len(chain) < len(chain_of(text)):
        text = max(chain, key=len)
    for mark in reversed(list(_TAIL.finditer(text))):
        if text[mark.end() :].casefold() in names:
            return text[: mark.start()]
    return "" if text.casefold() in names else text


def _host_name(page: Page) -> str:
    """«paper.bg» of the address, as titles have it."""
    return page.host


def chain_of(text: str) -> list[str]:
    """The parts of «Site :: Section :: Title»; a single one where nothing parts them."""
    return [part.strip() for part in _CHAIN.split(text) if part.strip()]
