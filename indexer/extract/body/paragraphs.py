"""The chosen element's blocks as the article's paragraphs: what is no part of it taken off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from indexer.extract.body.furniture import CREDIT, is_date_line, is_furniture
from indexer.extract.evidence import Block, Element, Page
from indexer.extract.evidence.prose import A_SENTENCE, HEADINGS, prose_of
from indexer.media import medium

MOSTLY_LINKS = 0.6  # of a paragraph's letters: it leads elsewhere
MOSTLY = 0.8  # of the prose: how the page marks its paragraphs
CELLS = frozenset({"td", "th"})
A_CELL = 120  # letters of a table's cell; one with more is a column of the page
LISTED = frozenset({"li", "dd", "dt", "td", "th"})

_SENTENCE = re.compile(r"[.!?…:;»“”\")\]]\s*$")
_ABOUT_A_TWEET = re.compile(
    r"pic\.twitter\.com|\(@\w+\)|вижте тази публикация|view this post", re.I
)

_SOCIAL = re.compile(
    r"(?:^|\.)(?:facebook|twitter|x|t|instagram|linkedin|pinterest|viber|telegram|whatsapp|reddit"
    r"|bsky|tiktok|youtube|google|threads)\.(?:com|co|net|me|app|org)$"
)

Kept = list[tuple[Block, str]]


def paragraphs(page: Page, element: Element, known: frozenset[str]) -> tuple[str, ...]:
    """The paragraphs of a text.

    Args:
        element: see `choose`.
        known: lines that are something else: the title, captions.
    """
    blocks = _after_headline(page, page.within(element), known)
    in_p = _in_p(blocks)
    found: Kept = []
    for block in blocks:
        text = _kept(page, block, known)
        if text and not (in_p and _is_fragment(block, text)):
            found.append((block, text))
    return tuple(_rows(_without_edges(found)))


def _after_headline(
    page: Page, blocks: tuple[Block, ...], known: frozenset[str]
) -> tuple[Block, ...]:
    """The blocks behind the headline, where it stands above the text in the same element."""
    for number, block in enumerate(blocks):
        if block.owner.tag == "h1" or (block.owner.tag in HEADINGS and block.text in known):
            before = sum(map(prose_of, blocks[:number]))
            return blocks[number + 1 :] if 4 * before < page.prose[-1] else blocks
    return blocks


def _in_p(blocks: tuple[Block, ...]) -> bool:
    """Whether the page marks paragraphs with `p`."""
    prose = [(block, worth) for block in blocks if (worth := prose_of(block))]
    marked = sum(worth for block, worth in prose if block.owner.tag == "p")
    return bool(marked) and marked >= MOSTLY * sum(worth for _, worth in prose)


def _is_fragment(block: Block, text: str) -> bool:
    """A few words in a box of their own, in a text of `p`: a label, a counter, a caption."""
    plain = block.owner.tag not in LISTED | HEADINGS | {"p", "blockquote", "pre", "figcaption"}
    return plain and len(text) < A_SENTENCE and not _ends_or_credits(text)


def _ends_or_credits(text: str) -> bool:
    return bool(_SENTENCE.search(text) or CREDIT.search(text) or medium(text))


def _kept(page: Page, block: Block, known: frozenset[str]) -> str:
    """What is left of a block; empty when it is none of the text."""
    lines = [line for line in block.lines if line.text not in known]
    lines = [x for x in lines if not is_furniture(x.text, x.linked) and not is_date_line(x.text)]
    text = " ".join(line.text for line in lines)
    linked = sum(line.linked for line in lines)
    if linked > MOSTLY_LINKS * len(text) and not CREDIT.search(text):
        return text if _leads_out(page, block) or _heads_text(page, block) else ""
    if _quoted_elsewhere(block) and (_ABOUT_A_TWEET.search(text) or not prose_of(block)):
        return ""
    return text


def _leads_out(page: Page, block: Block) -> bool:
    """Whether a paragraph of links leads to other sites: a list of documents, of shops."""
    if block.owner.tag not in LISTED | {"p"}:
        return False
    links = (node.get("href") or "" for node in block.owner.node.iter("a"))
    hosts = [host for link in links if (host := _host(link)) is not None]
    own = _host(page.url)
    return bool(hosts) and all(host not in ("", own) and not _SOCIAL.search(host) for host in hosts)


def _heads_text(page: Page, block: Block) -> bool:
    """Whether a heading is a link and a paragraph of prose follows, as in a digest of the week."""
    if block.owner.tag not in HEADINGS or block.at + 1 >= len(page.blocks):
        return False
    after = page.blocks[block.at + 1]
    return prose_of(after) > 0 and after.owner.parent is block.owner.parent


def _host(address: str) -> str | None:
    try:
        return (urlsplit(address.strip()).hostname or "").removeprefix("www.")
    except ValueError:
        return None


def _quoted_elsewhere(block: Block) -> bool:
    parent = block.owner.parent
    return block.owner.mark == "embed" or (parent is not None and parent.mark == "embed")


def _without_edges(kept: Kept) -> Kept:
    """Without labels before the first sentence and behind the last, and headings that nothing
    follows.
    """
    whole = [n for n, (b, t) in enumerate(kept) if len(t) >= A_SENTENCE or _ends_or_credits(t)]
    if not whole:
        return kept
    first, last = whole[0], whole[-1]
    before = [one for one in kept[:first] if one[0].owner.tag in HEADINGS | LISTED]
    place = kept[last][0].owner.parent  # a paragraph beside the last one is one more
    behind = [
        one
        for one in kept[last + 1 :]
        if one[0].owner.tag in LISTED or (one[0].owner.tag == "p" and one[0].owner.parent is place)
    ]
    return _with_a_follower([*before, *kept[first : last + 1], *behind])


def _with_a_follower(kept: Kept) -> Kept:
    while kept and kept[-1][0].owner.tag in HEADINGS and prose_of(kept[-1][0]) == 0:
        if _SENTENCE.search(kept[-1][1]) and len(kept[-1][1]) >= A_SENTENCE:
            break
        kept = kept[:-1]
    return kept


def _rows(kept: Kept) -> Iterator[str]:
    """The paragraphs; the short cells of a table's row as one, parted by a point."""
    row: list[str] = []
    owner: Element | None = None
    for block, text in kept:
        inside = block.owner.parent if block.owner.tag in CELLS and len(text) <= A_CELL else None
        if row and inside is not owner:
            yield " · ".join(row)
            row = []
        owner = inside
        if inside is None:
            yield text
        else:
            row.append(text)
    if row:
        yield " · ".join(row)
