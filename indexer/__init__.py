"""What it means: all of it can be thrown away and made again from the archive.

crawl/      fills the archive                     extract/    Capture → Article
bulgarian/  the language alone                    naming/     who is named, who is credited
pages/      pages before articles: the table      build/      index and rebuild
search/     query, the seam, Whoosh behind it     library.py  the index as readers use it
cli/        the commands                          media.py    the media that are known

data/index/ one generation in use (build/generation.py); deleting it loses nothing
"""

from indexer.article import Article, Caption, NotAnArticle, Person, Source
from indexer.library import Library
from indexer.search.query import Choice, Period, Query
from indexer.search.results import Results

__all__ = [
    "Article",
    "Caption",
    "Choice",
    "Library",
    "NotAnArticle",
    "Period",
    "Person",
    "Query",
    "Results",
    "Source",
]
