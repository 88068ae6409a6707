"""/export.csv and /export.jsonl: a whole list as data, sent while it is read.

The first rows are on their way before the last are looked up; memory stays as it is whatever the
list is long. So does the right to the archive: who has it all has `hronika export`, without a cap.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from flask import Blueprint, Response, request

from indexer.search.as_json import archived_json
from indexer.search.as_table import csv_lines
from indexer.search.matching import Matching
from webui import links
from webui.holdings import Holdings, holdings

pages = Blueprint("exports", __name__)

MOST_ROWS = 100_000
AT_ONCE = 64  # lines that are sent together


@pages.get("/export.csv")
def table() -> Response:
    """A list as CSV."""
    found = _found()
    return _answer(csv_lines(islice(found.rows(), MOST_ROWS)), found, "csv", "text/csv")


@pages.get("/export.jsonl")
def lines() -> Response:
    """A list as JSON, one article a line, each as /api/articles/<id> has it."""
    found = _found()
    return _answer(_articles(found, holdings()), found, "jsonl", "application/x-ndjson")


def _found() -> Matching:
    return holdings().library.matching(links.query_of(request.args))


def _articles(found: Matching, held: Holdings) -> Iterator[str]:
    for article_id in islice(found.ids(), MOST_ROWS):
        article = held.article(article_id)
        if article is not None:  # it went between the search and this look
            shown = archived_json(article, held.library.aliases(article))
            yield json.dumps(shown, ensure_ascii=False) + "\n"


def _answer(made: Iterable[str], found: Matching, ending: str, kind: str) -> Response:
    answer = Response(_together(iter(made)), content_type=f"{kind}; charset=utf-8")
    name = f"hronika-{date.today().isoformat()}.{ending}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["X-Total-Count"] = str(found.total)
    answer.headers["X-Row-Limit"] = str(MOST_ROWS)
    return answer


def _together(made: Iterator[str]) -> Iterator[str]:
    while some := "".join(islice(made, AT_ONCE)):
        yield some
