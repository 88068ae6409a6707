"""Who said what: direct speech of a text with its speakers.

    marks      stretches in quotation marks and behind dashes
    reading    words of saying, of offices
    speakers   what stands around a stretch: who, a pronoun, an office
    telling    which stretches are speech, and whose: the whole text in one pass
    speech     the text's speech with the names and keys of its persons

Rules of our own, measured on annotated articles (docs/people.md). A speaker is never guessed from
afar: where nobody is named, the quotation stays open.
"""

from __future__ import annotations

from indexer.naming.quotations.speech import Speech, speech

__all__ = ["Speech", "speech"]
