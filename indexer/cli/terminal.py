"""Answers as text in a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from html import unescape

import click

from indexer.article import Article, NotAnArticle
from indexer.extract import Reading
from indexer.search.query import FACETS
from indexer.search.results import Related, Results

MOST_VALUES = 5  # of each facet


def results(found: Results) -> None:
    """A list of hits with their snippets, and the most frequent values of each facet."""
    click.echo(f"{found.total} articles, {found.took_ms:.0f} ms: {found.understood.text}")
    for number, hit in enumerate(found.hits, (found.query.page - 1) * found.query.per_page + 1):
        facts = " · ".join(filter(None, (_day(hit.published), hit.section, *hit.sources)))
        click.echo(f"\n{number}. {_plain(hit.title_html)}\n   {facts}  [{hit.id}]")
        click.echo(f"   {_plain(hit.snippet_html)}\n   {hit.url}")
    for facet in FACETS:
        values = [f"{v.label} {v.count}" for v in found.facets[facet][:MOST_VALUES]]
        if values:
            click.echo(f"\n{facet:8} {' · '.join(values)}", nl=False)
    click.echo("")
    for way in found.ways_out:
        click.echo(f"  {way.reason}: {way.label} ({way.count})")


def related(found: Iterable[Related]) -> None:
    """Related articles, a line each."""
    for one in found:
        shared = f" ({', '.join(one.shared)})" if one.shared else ""
        click.echo(
            f"{one.hit.id}  {_day(one.hit.published)}  {one.hit.title}  {one.reason}{shared}"
        )


def article(found: Article | NotAnArticle) -> None:
    """Every field of an article, then its text."""
    if isinstance(found, NotAnArticle):
        click.echo(f"not an article: {found.reason}")
        return
    click.echo(found.title)
    for name, value in _facts(found):
        if value:
            click.echo(f"  {name:10}{value}  ({found.origin.get(name, 'text')})")
    click.echo("\n" + found.text)


def _facts(found: Article) -> list[tuple[str, str]]:
    sources = (f"{s.name}{'' if s.credited else ' (cited)'}" for s in found.sources)
    return [
        ("url", found.url),
        ("section", found.section or ""),
        ("published", found.published.isoformat() if found.published else ""),
        ("updated", found.updated.isoformat() if found.updated else ""),
        ("authors", ", ".join(found.authors)),
        ("language", f"{found.language}, {found.words} words"),
        ("persons", ", ".join(p.name + ("" if p.certain else " (?)") for p in found.persons)),
        ("sources", ", ".join(sources)),
        ("captions", "; ".join(f"{c.text} | {c.credit}" for c in found.captions)),
        ("tags", ", ".join(found.tags)),
    ]


def why(reading: Reading) -> None:
    """What was proposed for each field, why it was taken or not, and where the text was found."""
    for name, verdict in reading.fields.items():
        click.echo(f"\n{name}")
        for proposal in verdict.proposals:
            mark, reason = ("-", f": {proposal.against}") if proposal.against else ("+", "")
            value = _short(str(proposal.value))
            click.echo(f"  {mark} {value}  ({proposal.origin}, {proposal.where}){reason}")
    if reading.text is not None and reading.text.choice is not None:
        choice = reading.text.choice
        click.echo(f"\ntext  (agreement {choice.agreement:.2f})")
        for way in reading.text.ways:
            mark = "+" if way.name in choice.ways else "-"
            click.echo(f"  {mark} {way.name}: <{way.element.spelt}>")


def _short(text: str) -> str:
    return text if len(text) <= 70 else text[:69] + "…"


def _plain(html: str) -> str:
    return unescape(re.sub(r"</?mark>", "", html))


def _day(time: datetime | None) -> str:
    return f"{time:%Y-%m-%d}" if time else ""
