"""How an article is cited: as БДС ISO 690 and Chicago write it, and for BibTeX and RIS.

Names are turned round («Хаджиева, Силвия») where they look like a person's: two or three words
with a capital each. The day of looking is the day on which the archive saw the page last changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, Response

from indexer.article import Article
from webui import present
from webui.holdings import holdings
from webui.known import known
from webui.language import gettext

pages = Blueprint("citing", __name__)

_PERSON = re.compile(r"(?:[^\W\d_]\.|[^\W\d_a-zа-я][^\W\d_]+(?:-[^\W\d_]+)?)")
_SPECIAL = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%",
    "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Citation:
    """What a citation is made of; every text is one line."""

    id: str
    authors: tuple[tuple[str, str], ...]  # family name and the rest; the rest empty for others
    title: str
    paper: str
    published: date | None
    seen: date | None
    url: str

    @property
    def iso(self) -> str:
        """БДС ISO 690."""
        who = "; ".join(
            _turned(last.upper() if rest else last, rest) for last, rest in self.authors
        )
        inside, said, there = gettext("В:"), gettext("онлайн"), gettext("Достъпно на:")
        seen = (
            gettext("прегледан на %(day)s", day=present.short_day(self.seen)) if self.seen else ""
        )
        parts = [
            who,
            self.title,
            f"{inside} {self.paper} [{said}]",
            _when(self.published) + (f" [{seen}]" if seen else ""),
        ]
        return _sentences(parts, f"{there} {self.url}" if self.url else "")

    @property
    def chicago(self) -> str:
        """The Chicago Manual of Style, bibliography."""
        who = _and([_turned(last, rest) for last, rest in self.authors])
        parts = [who, f"„{self.title}“", f"{self.paper}, {_when(self.published)}"]
        return _sentences(parts, self.url)

    @property
    def bibtex(self) -> str:
        """One entry for BibLaTeX."""
        lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in self._fields() if value)
        return f"@online{{hronika-{self.id},\n{lines}\n}}\n"

    def _fields(self) -> Iterator[tuple[str, str]]:
        names = (
            _turned(_escaped(last), _escaped(rest)) if rest else f"{{{_escaped(last)}}}"
            for last, rest in self.authors
        )
        yield "author", " and ".join(names)
        yield "title", f"{{{_escaped(self.title)}}}"
        yield "organization", _escaped(self.paper)
        yield "date", self.published.isoformat() if self.published else ""
        yield "url", self.url.translate({ord("{"): "%7B", ord("}"): "%7D", ord("\\"): "%5C"})
        yield "urldate", self.seen.isoformat() if self.seen else ""

    @property
    def ris(self) -> str:
        """One record as reference managers read it."""
        named = [("AU", _turned(last, rest)) for last, rest in self.authors]
        dated = [("PY", f"{self.published:%Y}"), ("DA", f"{self.published:%Y/%m/%d}")]
        seen = [("Y2", f"{self.seen:%Y/%m/%d}")] if self.seen else []
        rows = [
            ("TY", "NEWS"), *named, ("TI", self.title), ("T2", self.paper),
            *(dated if self.published else []), *seen, ("UR", self.url), ("ID", self.id),
            ("ER", ""),
        ]  # fmt: skip
        return "".join(f"{name}  - {value}\r\n" for name, value in rows if value or name == "ER")


@pages.get("/a/<article_id>/cite.bib")
def bib(article_id: str) -> Response:
    """The citation as a file for BibTeX."""
    made = citation(known(article_id))
    return _file(made.bibtex, "application/x-bibtex", f"{made.id}.bib")


@pages.get("/a/<article_id>/cite.ris")
def ris(article_id: str) -> Response:
    """The citation as a file for reference managers."""
    made = citation(known(article_id))
    return _file(made.ris, "application/x-research-info-systems", f"{made.id}.ris")


def citation(article: Article) -> Citation:
    """What an article's citations are made of."""
    return Citation(
        id=article.id,
        authors=tuple(parted(_line(name)) for name in article.authors),
        title=_line(article.title),
        paper=_line(holdings().site_name(article.site)),
        published=article.published.date() if article.published else None,
        seen=article.versions[-1].seen.date() if article.versions else None,
        url=present.web_address(_line(article.url)),
    )


def _file(text: str, kind: str, name: str) -> Response:
    answer = Response(text, content_type=f"{kind}; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _line(text: str) -> str:
    return " ".join(text.split())


def parted(name: str) -> tuple[str, str]:
    """A person's family name and the rest; of everybody else the whole and nothing."""
    *rest, last = name.split() or [""]
    if 1 <= len(rest) <= 2 and all(map(_PERSON.fullmatch, (*rest, last))):
        return last, " ".join(rest)
    return name, ""


def _turned(last: str, rest: str) -> str:
    return f"{last}, {rest}" if rest else last


def _sentences(parts: list[str], last: str) -> str:
    """Parts with a full stop after each but the last, which is an address."""
    told = "".join(f"{part.rstrip('.')}. " for part in parts if part)
    return (told + last).strip()


def _and(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return gettext("%(some)s и %(last)s", some=", ".join(names[:-1]), last=names[-1])


def _when(day: date | None) -> str:
    return present.short_day(day) if day else gettext("без дата")


def _escaped(text: str) -> str:
    return text.translate(_SPECIAL)
