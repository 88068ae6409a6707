"""Pages before articles: what the archive's captures were read as, and the articles they make.

    page       values: a page that is due, and what its captures come to
    reading    one function from a page's captures to its article: `index` and `rebuild` use it
    table      articles.db as it is written         articles   as readers use it
    assembling articles of their pages              meeting    which pages are of one
    moving     pages that lead to another address for good
    lines      paragraphs that are others' titles   alike      texts that are published twice
    told       what an article said over time
    people     who is who: names settled over the archive
    labels     the names that persons go by

Every captured address is a page; a page that holds no article has its reason. An article has all
its pages and is gone when every one of them is. All of it is a function of data/archive.
"""

from indexer.pages.article_json import dumped, loaded
from indexer.pages.articles import Articles, live_addresses
from indexer.pages.listing import Listed
from indexer.pages.page import UNREADABLE, Due, PageRead, Passed, StoredPage, text_digest
from indexer.pages.people import Spelling
from indexer.pages.table import PageTable

__all__ = [
    "UNREADABLE",
    "Articles",
    "Due",
    "Listed",
    "PageRead",
    "PageTable",
    "Passed",
    "Spelling",
    "StoredPage",
    "dumped",
    "live_addresses",
    "loaded",
    "text_digest",
]
