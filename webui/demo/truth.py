"""The truth about the sample's articles, from their sources: `data/sample/expected.jsonl`.

`python -m webui.demo.truth` writes it again after an article was edited. Nothing here knows the
project's extraction, so that the one can be measured with the other.
"""

import json
from pathlib import Path

from webui.demo.folder import sample_folder
from webui.demo.stories import Story, load_stories

_EDGE = 60


def truth(story: Story) -> dict[str, object]:
    """What must come out of this article's page, as JSON values.

    `starts` and `ends` are the first and last characters of the body; sources are as printed,
    persons by the first form of `persons.txt`.
    """
    text, credit = story.caption_parts
    return {
        "path": story.path,
        "looks": sorted(story.looks),
        "title": story.title,
        "section": story.section,
        "published": story.published.isoformat(),
        "updated": story.updated.isoformat(),
        "authors": list(story.authors),
        "paragraphs": len(story.paragraphs),
        "starts": story.text[:_EDGE],
        "ends": story.text[-_EDGE:],
        "captions": [{"text": text, "credit": credit}] if text or credit else [],
        "credited": list(story.credited),
        "cited": list(story.cited),
        "persons": list(story.persons),
        "tags": list(story.tags),
    }


def truth_lines(folder: Path) -> str:
    """The whole file: one JSON object a line, newest article first."""
    stories = load_stories(folder)
    return "".join(json.dumps(truth(story), ensure_ascii=False) + "\n" for story in stories)


if __name__ == "__main__":
    where = sample_folder()
    (where / "expected.jsonl").write_text(truth_lines(where), encoding="utf-8")
