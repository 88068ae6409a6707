"""The lexicon: which lemmas a form belongs to, and rules for words that it does not know.

    make     simplemma + words/ → lexicon.txt, endings.txt   (run by hand, never at run time)
    loading  lexicon.txt, endings.txt → lemmas_of, rules_for

Promise: loading reads two files of this package and nothing else; no network, no cache on disk.
"""

from .loading import lemmas_of, rules_for

__all__ = ["lemmas_of", "rules_for"]
