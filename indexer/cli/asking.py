"""`hronika search`, `hronika related` and `hronika read`."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from archive import Archive, Capture, HronikaError, Settings, Site, declared_sites, find_site
from archive.address import normal_address, same_site
from archive.errors import UnknownSite
from archive.site import declared
from indexer.article import NotAnArticle
from indexer.build.bounded import read_page
from indexer.cli import terminal
from indexer.cli.golden import write_golden
from indexer.cli.narrowing import choices, narrowed, period
from indexer.crawl.fetch import Answer, Fetcher
from indexer.extract import reading_of
from indexer.library import Library
from indexer.search.as_json import article_json, related_json, results_json
from indexer.search.query import Query, Sort
from indexer.search.wording import load_wording

DRAFT = "-"


@click.command(epilog='Example: hronika search "ракета" --section Свят --from 2023-09 --json')
@click.argument("words", metavar="QUERY")
@narrowed
@click.option("--page", type=click.IntRange(1), default=1, show_default=True)
@click.option("--per-page", type=click.IntRange(1, 100), default=10, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print what /api/search answers.")
@click.pass_obj
def search(
    settings: Settings,
    /,
    words: str,
    first: str | None,
    last: str | None,
    sort: Sort,
    page: int,
    per_page: int,
    as_json: bool,
    **facets: tuple[str, ...],
) -> None:
    """Find articles by words, facets and dates."""
    query = Query(words, choices(facets), period(first, last), sort, page, per_page)
    results = Library(settings.index, load_wording(settings.words)).search(query)
    if as_json:
        _print(results_json(results))
    else:
        terminal.results(results)


@click.command(epilog="Example: hronika related - < draft.txt")
@click.argument("what", metavar="ID|URL|-")
@click.option("--most", type=click.IntRange(1, 50), default=5, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
@click.pass_obj
def related(settings: Settings, what: str, most: int, as_json: bool) -> None:
    """List the articles nearest to one of the archive, or to a draft on standard input."""
    library = Library(settings.index, load_wording(settings.words))
    if what == DRAFT:
        found = library.related_to_text(sys.stdin.read(), most)
    else:
        article = library.article(what) or library.article_at(what)
        if article is None:
            raise HronikaError(f"no article is called {what!r}", "give its id or its address")
        found = library.related(article.id, most)
    if as_json:
        _print([related_json(one) for one in found])
    else:
        terminal.related(found)


@click.command(epilog="Example: hronika read page.html --site espania --json")
@click.argument("what", metavar="URL|FILE", required=False)
@click.option("--capture", type=click.IntRange(1), help="A capture of the archive by its number.")
@click.option("--site", "key", help="The newspaper that the page is of.")
@click.option("--json", "as_json", is_flag=True, help="Print every field as JSON.")
@click.option("--why", is_flag=True, help="Show what else was proposed, and why it lost.")
@click.option(
    "--record",
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write the page and what it was read as: a test of the reading.",
)
@click.pass_obj
def read(
    settings: Settings,
    what: str | None,
    capture: int | None,
    key: str | None,
    as_json: bool,
    why: bool,
    record: Path | None,
) -> None:
    """Show what is read out of one page: a file, a captured address, or one to be fetched."""
    if (what is None) is (capture is None):
        raise click.UsageError("give either URL|FILE or --capture")
    page = _captured(settings, capture, key) if capture else _page(settings, what or "", key)
    found = read_page(*page)
    if as_json:
        _print(article_json(found))
    else:
        terminal.article(found)
    if why:
        terminal.why(reading_of(*page, thorough=True))
    if record:
        click.echo(f"recorded: {write_golden(record, page[0], found)}")
    if isinstance(found, NotAnArticle):
        sys.exit(1)


def _captured(settings: Settings, number: int, key: str | None) -> tuple[Capture, Site]:
    with Archive.open(settings.archive) as archive:
        capture = archive.read(number)
    if key is None and capture.site not in declared(settings.sites):
        return capture, Site.undeclared(capture.url, capture.site)
    return capture, find_site(key or capture.site, settings.sites)


def _page(settings: Settings, what: str, key: str | None) -> tuple[Capture, Site]:
    if not what.startswith(("http://", "https://")):
        site = find_site(key, settings.sites) if key else Site("page", "", "http://page.invalid/")
        return _file(Path(what), site), site
    with Archive.open(settings.archive) as archive:
        entry = archive.last(what)
        if entry is not None:
            return archive.read(entry.id), find_site(key or entry.site, settings.sites)
    site = find_site(key, settings.sites) if key else _site_of(what, settings)
    return _fetched(what, site, settings), site


def _fetched(url: str, site: Site, settings: Settings) -> Capture:
    """One page that the archive does not have; it is looked at and not kept."""
    fetcher = Fetcher(site, settings)
    try:
        said = fetcher.follow(normal_address(url) or url, settings.largest)
    finally:
        fetcher.close()
    if not isinstance(said, Answer):
        raise HronikaError(f"{url} was not fetched ({said.outcome}: {said.detail})")
    return Capture(site.key, url, said.asked, said.body, said.status, said.headers)


def _file(path: Path, site: Site) -> Capture:
    try:
        body = path.read_bytes()
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except OSError as error:
        raise HronikaError(f"cannot read {path}: {error.strerror}") from None
    return Capture(site.key, site.address + path.name, changed, body, how="import")


def _site_of(url: str, settings: Settings) -> Site:
    address = normal_address(url) or url
    sites, _ = declared_sites(settings.sites)
    for site in sites.values():
        if same_site(address, site.address):
            return site
    raise UnknownSite(f"no declared site has {url}", "name one with --site")


def _print(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
