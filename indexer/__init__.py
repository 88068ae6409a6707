"""What it means: all of it can be thrown away and made again from the archive.

crawl/      fills the archive                     extract/    Capture → Article
bulgarian/  the language alone                    people/     who is named
sources.py  who is credited and cited             articles.py the article table
search/     query, the seam, engines behind it    library.py  the index as readers use it
build.py    index and rebuild                     cli/        the commands

data/index/ one generation in use (generation.py); deleting it loses nothing
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
