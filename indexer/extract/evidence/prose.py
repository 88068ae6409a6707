"""How much of a page's text is prose: sentences that are not links."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from indexer.extract.evidence.walk import Block

A_SENTENCE = 60  # letters that speak for a block being prose
_STOPS = re.compile(r"[.!?…:;](?:\s|$|[\"”“»)])|,\s")
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def prose_of(block: Block) -> int:
    """Letters of prose in a block: none in a heading, a label or a row of links."""
    own = len(block.text) - block.linked
    if own < A_SENTENCE or block.linked > own or block.owner.tag in HEADINGS:
        return 0
    return own if _STOPS.search(block.text) else own // 2


def running_prose(blocks: Sequence[Block]) -> tuple[int, ...]:
    """Letters of prose before each block, and after the last."""
    return tuple(accumulate(map(prose_of, blocks), initial=0))
