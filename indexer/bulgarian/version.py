"""The version of tokens and stems: an index made by another one must be rebuilt.

The data's part is a digest, so a changed word list cannot be forgotten; the rules' part is raised
by hand with any change of tokens.py, fold.py, guess.py, latin.py or stems.py that changes a term.
"""

from hashlib import blake2b
from importlib.resources import files

__all__ = ["ANALYSIS_VERSION"]

_RULES = 5
_DATA = (
    "lexicon/lexicon.txt",
    "lexicon/endings.txt",
    "words/abbreviations.txt",
    "words/closed.txt",
    "words/first_parts.txt",
    "words/homographs.txt",
)


def _digest() -> str:
    digest = blake2b(digest_size=6)
    for name in _DATA:
        digest.update(files(__package__).joinpath(*name.split("/")).read_bytes())
    return digest.hexdigest()


ANALYSIS_VERSION = f"{_RULES}-{_digest()}"
"""For example "2-5f3a09c1d2e4"; reading the digest takes about a millisecond."""
