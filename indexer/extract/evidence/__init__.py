"""A page's bytes as evidence: one walk, and everything that a field may ask of the page.

    tree (bytes → lxml) → walk (elements, blocks) · metas · linked (JSON-LD) → Page

Nothing here decides what an article is; nothing after it walks or changes the tree.
"""

from indexer.extract.evidence.gather import gather
from indexer.extract.evidence.page import Page
from indexer.extract.evidence.walk import Block, Element, Line

__all__ = ["Block", "Element", "Line", "Page", "gather"]
