"""Inflection as grammar gives it: a lemma's forms by class, with no list of words.

Used when the lexicon is compiled and by the tests; nothing here runs while text is indexed.
"""

from .adjectives import adjectives
from .nouns import nouns
from .paradigm import NOTHING, Evidence, Paradigm
from .verbs import conjugated, verbs

__all__ = ["NOTHING", "Evidence", "Paradigm", "adjectives", "conjugated", "nouns", "verbs"]
