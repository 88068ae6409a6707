"""An Article as JSON and back, for the article table."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from indexer.article import Article, Caption, Person, Quote, Source

_TIMES = ("published", "updated", "gone")
_NAMES = ("body", "authors", "tags")
_PARTS: dict[str, type] = {"captions": Caption, "persons": Person, "sources": Source,
                           "quotes": Quote}  # fmt: skip


def dumped(article: Article) -> str:
    """JSON that `loaded` turns into an equal article; its versions lie in a table of their own."""
    raw = {name: getattr(article, name) for name in Article.__slots__ if name != "versions"}
    raw |= {n: raw[n].isoformat() if raw[n] else None for n in _TIMES}
    raw |= {n: [asdict(part) for part in raw[n]] for n in _PARTS}
    return json.dumps(raw | {"origin": dict(article.origin)}, ensure_ascii=False)


def loaded(text: str) -> Article:
    """The article that `dumped` was given."""
    raw: dict[str, Any] = json.loads(text)
    raw |= {n: datetime.fromisoformat(raw[n]) if raw[n] else None for n in _TIMES}
    raw |= {n: tuple(raw[n]) for n in _NAMES}
    raw |= {n: tuple(kind(**part) for part in raw[n]) for n, kind in _PARTS.items()}
    raw["persons"] = tuple(replace(p, also=tuple(p.also)) for p in raw["persons"])
    return Article(**raw)
