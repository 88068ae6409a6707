"""Texts that are published twice: one article under several addresses.

A newspaper that moves an article to another section, or mends its headline, leaves the same text
under two addresses. Two texts of one day are alike when their sketches are equal: the smallest
hashes of their runs of four words (A. Broder, On the resemblance and containment of documents,
1997; the bottom-k sketch). Texts with 97 of 100 runs in common are alike with a chance of .86, with
half of them .03; being alike is an equality, so it does not matter which of several came first.
"""

from __future__ import annotations

import hashlib
import re
from zlib import crc32

import numpy as np

from indexer.article import Article

RUN = 4  # words
KEPT = 5  # hashes of a sketch
ENOUGH = 60  # words of a text; fewer are alike by chance
_WORD = re.compile(r"\w+")
_FACTORS = np.array([0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F], dtype=np.uint64)  # xxHash's


def sketch(article: Article) -> int | None:
    """What is equal for texts of one site and day that are alike: 63 bits.

    None for a text that is short or without a date: boilerplate is alike every day.
    """
    if article.published is None:
        return None
    words = _WORD.findall(article.text.casefold())
    if len(words) < ENOUGH:
        return None
    hashes = np.array([crc32(word.encode("utf-8", "replace")) for word in words], dtype=np.uint64)
    count = len(words) - RUN + 1
    runs = np.zeros(count, dtype=np.uint64)
    for place in range(RUN):
        runs += hashes[place : place + count] * _FACTORS[place]
        runs ^= runs >> np.uint64(29)
    smallest = np.unique(runs)[:KEPT]
    told = (
        f"{article.site}\n{article.published:%Y-%m-%d}\n".encode("utf-8", "replace")
        + smallest.tobytes()
    )
    return int.from_bytes(hashlib.blake2b(told, digest_size=8).digest(), "big") >> 1
