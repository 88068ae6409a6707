"""The sample newspaper as a pure function: a path and a look give a page."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from webui.demo.folder import sample_folder
from webui.demo.lists import HTML, Plain, plain_pages, read_staff
from webui.demo.pages import Templates, article_values
from webui.demo.stories import FIRST_LOOK, SECOND_LOOK, Story, load_stories

# The smallest valid PNG: one grey pixel, served for every picture of the paper.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c636800000082008177cd72b60000000049454e44ae426082"
)
_PIXEL_SINCE = datetime(2024, 9, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Page:
    """One answer of the site; `location` (absolute) only with a redirect."""

    status: int
    content_type: str
    body: bytes
    last_modified: datetime
    location: str = ""

    @cached_property
    def etag(self) -> str:
        """A digest of the body, without quotation marks."""
        return hashlib.sha256(self.body).hexdigest()[:20]


class SampleSite:
    """The newspaper in `folder`, as it stands at `address` ("http://127.0.0.1:8100/").

    Raises SampleError where a source file cannot be read.
    """

    def __init__(self, address: str, folder: Path | None = None) -> None:
        folder = folder or sample_folder()
        self.address = address
        self.stories = load_stories(folder)
        self._templates = Templates(folder, address)
        self._staff = read_staff(folder)
        looks = (FIRST_LOOK, SECOND_LOOK)
        self._articles = {look: {s.path: s for s in self.at(look)} for look in looks}
        self._plain = {
            look: {page.path: page for page in plain_pages(self.at(look), self._staff)}
            for look in looks
        }
        self._made: dict[tuple[str, int], Page | None] = {}

    def at(self, look: int) -> tuple[Story, ...]:
        """The articles that the site has at `look`, newest first."""
        return tuple(story for story in self.stories if look in story.looks)

    def paths(self, look: int) -> tuple[str, ...]:
        """Every path that answers 200 at `look`, pictures apart."""
        return (*self._articles[look], *self._plain[look])

    def page(self, path: str, look: int = FIRST_LOOK) -> Page | None:
        """The page at `path` (a query is ignored), or None where the site knows nothing of it.

        An article of an earlier look answers 410; an address without its last slash is sent to
        the one with it.
        """
        path = path.partition("?")[0]
        if (path, look) not in self._made:
            self._made[path, look] = self._make(path, look)
        return self._made[path, look]

    def _make(self, path: str, look: int) -> Page | None:
        if path in self._articles[look]:
            return self._article(self._articles[look][path], look)
        if path in self._plain[look]:
            return self._plain_page(self._plain[look][path])
        if path + "/" in self.paths(look):
            return Page(301, HTML, b"", _PIXEL_SINCE, location=f"{self.address}{path[1:]}/")
        if path.startswith("/img/") and path.endswith(".png"):
            return Page(200, "image/png", PIXEL, _PIXEL_SINCE)
        if look > FIRST_LOOK and path in self._articles[FIRST_LOOK]:
            body = self._templates.render("gone.html")
            return Page(410, HTML, body, _PIXEL_SINCE)
        return None

    def _plain_page(self, page: Plain) -> Page:
        body = self._templates.render(
            page.template, stories=page.stories, staff=self._staff, **page.values
        )
        newest = max(story.updated for story in page.stories or self.stories)
        return Page(200, page.content_type, body, newest)

    def _article(self, story: Story, look: int) -> Page:
        values = article_values(story, self.at(look), self.stories)
        if story.layout == "table":
            body = self._templates.render_1251("table.html", **values)
            return Page(200, "text/html; charset=windows-1251", body, story.updated)
        body = self._templates.render("article.html", staff=self._staff, **values)
        return Page(200, HTML, body, story.updated)
