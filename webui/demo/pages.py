"""Stories → bytes of HTML and XML, through the templates of `data/sample/templates`."""

from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from webui.demo.stories import SECTIONS, Story

SITE_NAME = "Вестник „Пристан“"
_MONTHS = (
    *("януари", "февруари", "март", "април", "май", "юни"),
    *("юли", "август", "септември", "октомври", "ноември", "декември"),
)


class Templates:
    """The newspaper's templates. `address` is the site's own, with a slash at its end."""

    def __init__(self, folder: Path, address: str) -> None:
        self._env = Environment(
            loader=FileSystemLoader(folder / "templates"),
            autoescape=select_autoescape(("html", "xml")),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
        self._env.filters.update(words=date_words, rfc822=format_datetime)
        self._env.globals.update(address=address, site_name=SITE_NAME, sections=SECTIONS)

    def render(self, template: str, **values: object) -> bytes:
        """UTF-8 bytes of one page."""
        return self._env.get_template(template).render(**values).encode()

    def render_1251(self, template: str, **values: object) -> bytes:
        """The same in windows-1251; what it lacks (ѝ) goes as a character reference."""
        text = self._env.get_template(template).render(**values)
        return text.encode("cp1251", errors="xmlcharrefreplace")


def date_words(when: datetime) -> str:
    """The day and hour in words: «5 септември 2023 г., 14:30 ч.»."""  # noqa: RUF002 - the word for year
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year} г., {when:%H:%M} ч."  # noqa: RUF001 - the same


def article_values(
    story: Story, stories: Sequence[Story], ever: Sequence[Story]
) -> dict[str, object]:
    """What the article templates want to know of `story` among the `stories` of one look.

    An inline link may lead to any article that the site `ever` had, gone ones too.
    """
    titles = {other.slug: other for other in ever}
    return {
        "story": story,
        "json_ld": json_ld(story),
        "more": {block.text: titles[block.text] for block in story.blocks if block.kind == "more"},
        "related": related(story, stories),
    }


def json_ld(story: Story) -> dict[str, object]:
    """The NewsArticle a WordPress plug-in would print, with its usual oddities kept.

    An article without authors is by "admin", and a leading one has «Водещи» among its sections.
    """
    people = [{"@type": "Person", "name": name} for name in story.authors or ("admin",)]
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "articleSection": [story.section, "Водещи"] if _leads(story) else story.section,
        "datePublished": story.published.isoformat(),
        "dateModified": story.updated.isoformat(),
        "author": people[0] if len(people) == 1 else people,
        "publisher": {"@type": "Organization", "name": SITE_NAME},
    }


def related(story: Story, stories: Sequence[Story]) -> list[Story]:
    """Three articles for the box below: most persons in common, then nearest in time."""
    others = [other for other in stories if other.slug != story.slug]
    return sorted(
        others,
        key=lambda other: (
            -len({*story.persons} & {*other.persons}),
            abs(other.published - story.published),
        ),
    )[:3]


def _leads(story: Story) -> bool:
    return bool(story.caption) and not story.authors
