"""The index brought up to date with the archive, or made anew beside the live one.

    index     what came since the last time, into the generation in use
    rebuild   everything, into a new generation; rehearsed; then swapped in

    versions     with what pages are read and named     noticing   which pages are due
    bounded      one page within bounds                 side_by_side   in several processes
    putting      into the table, then the search index  swap       rehearsal, and what would be lost
    generation   data/index: one generation in use, perhaps another being built beside it

Both go the same way and read data/archive only, never the network: the same archive gives the same
index, whatever was indexed when. A crash leaves the generation in use as it was, or with pages that
the next run reads again.
"""

from indexer.build.making import index, rebuild
from indexer.build.report import Indexed, Progress

__all__ = ["Indexed", "Progress", "index", "rebuild"]
