"""A golden page: a page and what it is to be read as, side by side in two files.

`tests/pages/` keeps them; one test reads them all.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from archive.capture import Capture
from archive.errors import HronikaError
from indexer.article import Article, NotAnArticle


def golden(found: Article | NotAnArticle) -> dict[str, Any]:
    """What reading a page gives, as a golden file has it: facts without numbers of the archive."""
    if isinstance(found, NotAnArticle):
        return {"url": found.url, "not_an_article": found.reason}
    return {
        "url": found.url,
        "title": found.title,
        "section": found.section,
        "published": found.published.isoformat() if found.published else None,
        "updated": found.updated.isoformat() if found.updated else None,
        "authors": list(found.authors),
        "captions": [{"text": c.text, "credit": c.credit} for c in found.captions],
        "tags": list(found.tags),
        "language": found.language,
        "body": list(found.body),
    }


def write_golden(folder: Path, capture: Capture, found: Article | NotAnArticle) -> Path:
    """Write a page and what it was read as; the name is the page's own.

    Returns:
        The file with the expectation; the page lies beside it.

    Raises:
        HronikaError: the folder cannot be written.
    """
    name = Path(capture.url).name.split("?")[0]
    stem = re.sub(r"[^\w.-]", "-", re.sub(r"\.html?$", "", name)) or "page"
    told = {
        "address": capture.url,
        "fetched": capture.fetched.isoformat(timespec="seconds"),
        "content_type": capture.content_type,
        "expected": golden(found),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{stem}.html").write_bytes(capture.body)
        path = folder / f"{stem}.json"
        path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    except OSError as error:
        raise HronikaError(f"cannot write {folder}: {error.strerror}") from None
    return path
