"""Every page of the sample newspaper that is not an article: lists, feed, sitemaps, robots.txt."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from webui.demo.stories import SECTIONS, Story

HTML = "text/html; charset=utf-8"
PER_PAGE = 6
FEED_LENGTH = 10
_XML = "application/xml; charset=utf-8"
_RSS = "application/rss+xml; charset=utf-8"
_TEXT = "text/plain; charset=utf-8"


@dataclass(frozen=True)
class Plain:
    """A page to be: its template, the articles it shows (newest first) and what else it wants."""

    path: str
    template: str
    content_type: str
    stories: Sequence[Story]
    values: Mapping[str, object] = field(default_factory=dict)


def plain_pages(stories: Sequence[Story], staff: Mapping[str, str]) -> Iterator[Plain]:
    """All of them, for the articles of one look; `staff` gives the address of each author."""
    yield from _listing("/", "Начало", stories, "home.html")
    for section, slug in SECTIONS.items():
        yield from _listing(f"/{slug}/", section, [s for s in stories if s.section == section])
    for name, slug in staff.items():
        signed = [story for story in stories if name in (story.authors or ("admin",))]
        yield from _listing(f"/author/{slug}/", name, signed)
    yield Plain("/kontakti/", "contacts.html", HTML, stories, {"title": "Контакти"})
    yield Plain("/tajno/chernova/", "draft.html", HTML, stories, {"title": "Чернова"})
    yield Plain("/robots.txt", "robots.txt", _TEXT, stories)
    yield Plain("/feed/", "feed.xml", _RSS, stories[:FEED_LENGTH])
    yield from _sitemaps(stories)


def read_staff(folder: Path) -> dict[str, str]:
    """Author → slug, from `staff.txt` (`name = slug`, # begins a comment)."""
    lines = (folder / "staff.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.partition("=") for line in lines if "=" in line and not line.startswith("#"))
    return {name.strip(): slug.strip() for name, _, slug in pairs}


def _listing(
    path: str, title: str, stories: Sequence[Story], template: str = "listing.html"
) -> Iterator[Plain]:
    pages = max(1, -(-len(stories) // PER_PAGE))
    for number in range(1, pages + 1):
        shown = stories[(number - 1) * PER_PAGE : number * PER_PAGE]
        where = path if number == 1 else f"{path}page/{number}/"
        values = {"title": title, "path": path, "number": number, "pages": pages}
        yield Plain(where, template, HTML, shown, values)


def _sitemaps(stories: Sequence[Story]) -> Iterator[Plain]:
    years = sorted({story.published.year for story in stories})
    maps = {
        f"/sitemap-{year}.xml": [story for story in stories if story.published.year == year]
        for year in years
    }
    for path, chosen in maps.items():
        yield Plain(path, "sitemap.xml", _XML, chosen)
    yield Plain("/sitemap.xml", "sitemaps.xml", _XML, stories, {"maps": maps})
