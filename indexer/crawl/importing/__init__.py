"""Takes in files: saved pages and folders of them, articles as JSON lines, records of crawlers.

    taking    files and folders; the report                pages     saved pages (.html)
    marks     what savers of pages write into them           jsonl     an article a line (.jsonl)
    warc      records of other crawlers (WARC, ARC, WACZ)   kinds     which file is of which format
    wordpress an export of WordPress (.xml)                  file_time when a file was saved

What cannot be taken is a `Refusal` with its file (and line), and the rest goes on.
"""

from indexer.crawl.importing.taking import ImportReport, import_paths

__all__ = ["ImportReport", "import_paths"]
