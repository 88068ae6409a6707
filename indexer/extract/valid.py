"""Text made valid once, where it enters: what comes behind meets none of what pages hide in it.

Lone surrogates (JSON can spell them) have no form in UTF-8 and become U+FFFD. Characters that
nobody sees split words for a search: controls, soft hyphens, zero-width and direction marks are
dropped.
Letters and accents are put together (NFC, Unicode Standard Annex 15).
"""

from __future__ import annotations

import re
import unicodedata

_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
_HALF = re.compile("[\ud800-\udfff]")


def valid(text: str) -> str:
    """The text as it may be stored, compared and shown. Never raises."""
    if not text.isprintable():  # a new line is not, nor anything that nobody sees
        text = _HALF.sub("\ufffd", _UNSEEN.sub("", text))
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)
