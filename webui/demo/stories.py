"""The source files of the sample newspaper: one text file an article, read into a Story.

A file is a header of `key: value` lines, a blank line, then paragraphs with blank lines between.
A paragraph that starts with a mark is something else:

    >> slug        an inline «Прочетете още: …» with the title of that article
    ? text         a question of an interview, printed bold
    @ name: text   a reader's comment below the article

Lists in the header are parted by semicolons. `data/sample/README.md` names every key.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

SECTIONS = {
    "България": "balgariya",
    "Испания": "ispaniya",
    "Свят": "svyat",
    "Общество": "obshtestvo",
    "Икономика": "ikonomika",
    "Култура": "kultura",
    "Спорт": "sport",
    "Здраве": "zdrave",
}
FIRST_LOOK = 1
SECOND_LOOK = 2
_REQUIRED = {"title", "section", "published"}
_LISTS = {"authors", "credited", "cited", "persons", "tags"}
_PLAIN = {"updated", "subtitle", "caption", "layout", "path", "looks"}
_MARKS = (">>", "?", "@")


class SampleError(ValueError):
    """A source file that cannot be read; the message names the file and what is wrong."""


@dataclass(frozen=True)
class Comment:
    """What a reader wrote below an article."""

    name: str
    text: str


@dataclass(frozen=True)
class Block:
    """One piece of the body: `kind` is "p", "question" or "more" (text = a slug)."""

    kind: str
    text: str


@dataclass(frozen=True)
class Story:
    """One article as its author wrote it, and the truth about it.

    `published` and `updated` are aware. `caption` is "text | credit". `persons` are
    first forms of persons.txt, sources are as printed. `looks` are the looks at which it is served.
    """

    slug: str
    title: str
    section: str
    published: datetime
    updated: datetime
    subtitle: str
    caption: str
    layout: str
    path: str
    authors: tuple[str, ...]
    credited: tuple[str, ...]
    cited: tuple[str, ...]
    persons: tuple[str, ...]
    tags: tuple[str, ...]
    blocks: tuple[Block, ...]
    comments: tuple[Comment, ...]
    looks: frozenset[int]

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The body as a reader of the article counts it: no inline links, no comments."""
        return tuple(block.text for block in self.blocks if block.kind != "more")

    @property
    def text(self) -> str:
        """The paragraphs with a blank line between."""
        return "\n\n".join(self.paragraphs)

    @property
    def caption_parts(self) -> tuple[str, str]:
        """The caption's text and its credit as printed («Снимка: БТА»); either may be empty."""
        text, _, credit = f" {self.caption} ".partition(" | ")
        return text.strip(), credit.strip()

    @property
    def caption_printed(self) -> str:
        """The caption as the page shows it, «text | credit»."""
        return " | ".join(part for part in self.caption_parts if part)


def load_stories(folder: Path) -> tuple[Story, ...]:
    """All articles of `folder/articles`, newest first. Raises SampleError.

    A file in `articles/second/` takes the place of its namesake at the second look.
    """
    base = folder / "articles"
    later = {path.stem: read_story(path) for path in sorted((base / "second").glob("*.txt"))}
    stories: list[Story] = []
    for path in sorted(base.glob("*.txt")):
        story = read_story(path)
        if story.slug in later:
            stories.append(replace(later.pop(story.slug), looks=frozenset({SECOND_LOOK})))
            story = replace(story, looks=frozenset({FIRST_LOOK}))
        stories.append(story)
    if later:
        raise SampleError(f"articles/second: no first version of {', '.join(later)}")
    return tuple(sorted(stories, key=lambda story: (story.published, story.slug), reverse=True))


def read_story(path: Path) -> Story:
    """One source file. Raises SampleError where a key is missing, unknown or malformed."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    try:
        return _story(path.stem, dict(_header(head)), [part.strip() for part in body.split("\n\n")])
    except (ValueError, KeyError) as error:
        raise SampleError(f"{path.name}: {error}") from error


def _header(head: str) -> Iterator[tuple[str, str]]:
    for line in head.splitlines():
        key, colon, value = line.partition(":")
        if not colon or key not in _REQUIRED | _LISTS | _PLAIN:
            raise ValueError(f"not a header line: {line!r}")
        yield key, value.strip()


def _story(slug: str, head: dict[str, str], parts: list[str]) -> Story:
    published = _when(head["published"])
    section = SECTIONS[head["section"]]
    return Story(
        slug=slug,
        title=head["title"],
        section=head["section"],
        published=published,
        updated=_when(head["updated"]) if "updated" in head else published,
        subtitle=head.get("subtitle", ""),
        caption=head.get("caption", ""),
        layout=head.get("layout", "newspaper"),
        path=head.get("path", f"/{section}/{slug}/"),
        authors=_list(head, "authors"),
        credited=_list(head, "credited"),
        cited=_list(head, "cited"),
        persons=_list(head, "persons"),
        tags=_list(head, "tags"),
        blocks=tuple(_block(part) for part in parts if part and part[0] != "@"),
        comments=tuple(_comment(part) for part in parts if part.startswith("@")),
        looks=frozenset(int(look) for look in head.get("looks", "1 2").split()),
    )


def _when(text: str) -> datetime:
    when = datetime.fromisoformat(text)
    if when.tzinfo is None:
        raise ValueError(f"a time without its zone: {text}")
    return when


def _list(head: dict[str, str], key: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in head.get(key, "").split(";") if item.strip())


def _block(part: str) -> Block:
    kinds = {">>": "more", "?": "question"}
    mark = next((mark for mark in _MARKS if part.startswith(mark + " ")), "")
    return Block(kinds.get(mark, "p"), part.removeprefix(mark).strip().replace("\n", " "))


def _comment(part: str) -> Comment:
    name, _, text = part.removeprefix("@").partition(":")
    return Comment(name.strip(), text.strip().replace("\n", " "))
