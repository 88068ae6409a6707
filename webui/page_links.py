"""What an address says beside the search: which language, which versions, what is unfolded.

lang      bg, en, es: in which language a page speaks
from, to  of an article's versions: the numbers of those that are compared
more      a facet whose further values are shown too; may repeat
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from werkzeug.datastructures import MultiDict

from indexer.search.query import FACETS, Facet, Query
from webui.links import encoded, tail
from webui.refused import Refused


def language(args: MultiDict[str, str], known: Iterable[str]) -> str:
    """The language that an address asks for; empty where it asks for none that there is."""
    value = args.get("lang", "").strip().lower()
    return value if value in known else ""


def in_language(args: MultiDict[str, str], code: str) -> str:
    """The tail of the same address in another language."""
    there = [(name, value) for name, value in args.items(multi=True) if name != "lang"]
    return "?" + "&".join(map(encoded, (*there, ("lang", code))))


def leaving_out(args: MultiDict[str, str], name: str) -> str:
    """The tail of the same address without a parameter."""
    kept = [(n, v) for n, v in args.items(multi=True) if n != name]
    return "?" + "&".join(map(encoded, kept))


def with_language(address: str, code: str, between: str = "&") -> str:
    """An address that says a language on, unless it says one itself."""
    if re.search(r"[?&;]lang=", address):
        return address
    path, mark, place = address.partition("#")
    return f"{path}{between if '?' in path else '?'}lang={code}{mark}{place}"


def language_field(code: str) -> str:
    """What makes a form say a language on."""
    return f'<input type="hidden" name="lang" value="{code}">'


def asks_nothing(args: MultiDict[str, str]) -> bool:
    """Whether an address has no parameter but that of the language."""
    return not set(args) - {"lang"}


def compared(args: MultiDict[str, str], newest: int) -> tuple[int, int]:
    """The versions of an article that an address compares; the last two where it names none.

    Raises:
        Refused: what should be the number of a version is none.
    """
    after = _version(args, "to", newest)
    return _version(args, "from", max(1, after - 1)), after


def comparison(before: int, after: int) -> str:
    """The tail of the address that compares two versions."""
    return f"?from={before}&to={after}"


def _version(args: MultiDict[str, str], name: str, otherwise: int) -> int:
    value = args.get(name, "").strip()
    if not value:
        return otherwise
    if not re.fullmatch(r"[0-9]{1,9}", value) or not int(value):
        raise Refused("bad_version", name)
    return int(value)


def unfolded(args: MultiDict[str, str]) -> frozenset[Facet]:
    """The facets whose further values are to be shown; no part of the search itself."""
    named = set(args.getlist("more"))
    return frozenset(facet for facet in FACETS if facet in named)


def more(query: Query, facet: Facet) -> str:
    """The tail of the same page with more values of a facet."""
    return f"{tail(query)}&more={facet}"
