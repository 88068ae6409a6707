"""Capture → Page: the tree is walked, and what the page says for machines is read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from lxml import etree

from archive.address import host_of, normal_address
from archive.capture import Capture
from archive.newspaper import Reading, Site
from indexer.extract.canonical import NamedAddresses
from indexer.extract.evidence.boxes import OTHERS, boxed
from indexer.extract.evidence.linked import linked_of
from indexer.extract.evidence.page import METAS, Page
from indexer.extract.evidence.prose import running_prose
from indexer.extract.evidence.text import text_of
from indexer.extract.evidence.tree import drop, select, tree_of
from indexer.extract.evidence.walk import Element, Walk

MOST_SCRIPTS = 50
MOST_VALUES = 20  # of one name
TITLES = ("og:title", "twitter:title")
Metas = Mapping[tuple[str, str], tuple[str, ...]]
LINKED_DATA = "application/ld+json"


def gather(capture: Capture, site: Site, *, thorough: bool = False) -> Page:
    """Everything that is asked of a page, from its bytes, without the boxes that the site drops.

    Args:
        thorough: gather every proposal for a field, not only until one is taken.
    """
    root = tree_of(capture.body, capture.content_type)
    reading = _reading(capture, site, root)
    drop(root, reading.drop)
    walked = Walk().run(root)
    elements, blocks = tuple(walked.elements), tuple(walked.blocks)
    url = _address(capture, elements)
    prose = running_prose(blocks)
    boxes = boxed(elements, blocks, prose, host_of(url).removeprefix("www."))
    metas = _metas(elements, boxes)
    return Page(
        url=url,
        site=site,
        fetched=capture.fetched,
        reading=reading,
        root=root,
        elements=elements,
        blocks=blocks,
        numbers={element.node: element for element in elements},
        metas=metas,
        linked=linked_of(_scripts(elements), url, _titles(elements, metas)),
        words=frozenset(word for name in walked.names for word in name.split()),
        boxed=boxes,
        prose=prose,
        by_tag=_by_tag(elements),
        thorough=thorough,
    )


def _address(capture: Capture, elements: tuple[Element, ...]) -> str:
    """The page's canonical address, if it is believable: of the same host, and not its front."""
    named = NamedAddresses()
    for element in elements:
        if element.tag in ("link", "meta", "base"):
            named.hear(element.tag, element.attributes)
    address = normal_address(named.address() or "", capture.url)
    if not address or host_of(address) != host_of(capture.url):
        return capture.url
    return capture.url if urlsplit(address).path in ("", "/") else address


def _by_tag(elements: tuple[Element, ...]) -> Mapping[str, tuple[Element, ...]]:
    found: dict[str, list[Element]] = defaultdict(list)
    for element in elements:
        found[element.tag].append(element)
    return {tag: tuple(alike) for tag, alike in found.items()}


def _metas(elements: tuple[Element, ...], boxes: tuple[str, ...]) -> Metas:
    """What elements say for machines; not the microdata of other articles in their boxes."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for element in elements:
        if "content" in element.attributes and boxes[element.at] not in OTHERS:
            content = element.attributes.get("content", "").strip()
            for kind in METAS if content else ():
                if kind in element.attributes:
                    key = kind, element.attributes[kind].strip()
                    found[key] = (*found.get(key, ())[:MOST_VALUES], content)
    return found


def _scripts(elements: tuple[Element, ...]) -> Iterator[str]:
    scripts = (e for e in elements if e.tag == "script")
    data = (e for e in scripts if e.attributes.get("type", "").lower().strip() == LINKED_DATA)
    for _, element in zip(range(MOST_SCRIPTS), data, strict=False):
        yield "".join(element.node.itertext())


def _titles(elements: tuple[Element, ...], metas: Metas) -> frozenset[str]:
    """What the page says that it is called, in small letters."""
    headings = [e for e in elements if e.tag in ("h1", "title")][:5]
    named = [metas[kind, name][0] for name in TITLES for kind in METAS if (kind, name) in metas]
    found = (*(text_of(e.node) for e in headings), *named)
    return frozenset(title.strip().casefold() for title in found if title.strip())


def _reading(capture: Capture, site: Site, root: etree._Element) -> Reading:
    """The site's reading of the day that the page was fetched.

    A saved page has no such day, only the time of its file: the newest reading counts of which
    anything is on the page.
    """
    by_day = site.reading(capture.fetched.date())
    if capture.how != "import":
        return by_day
    return next((r for r in site.readings if _fits(r, root)), by_day)


def _fits(reading: Reading, root: etree._Element) -> bool:
    parts = (reading.title, reading.section, reading.published, reading.authors, reading.body)
    return any(select(root, selector) for part in parts for selector in part)
