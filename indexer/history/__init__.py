"""What an article said over time: its versions, what changed between two, word by word.

    wording      title, date and text as one capture had them: what is compared
    changes      of what kind a change is: a headline rewritten, a small mend …
    difference   what was taken out and put in, word by word
    versions     the versions of a page, from what its captures were read as

A version begins with a capture whose title, date or text is another than before. Counters, boxes,
captions and everything else that stands around a text makes none.
"""

from indexer.history.changes import KINDS, changes
from indexer.history.difference import Difference, Piece, difference
from indexer.history.versions import Seen, versions
from indexer.history.wording import Wording, wording

__all__ = [
    "KINDS",
    "Difference",
    "Piece",
    "Seen",
    "Wording",
    "changes",
    "difference",
    "versions",
    "wording",
]
