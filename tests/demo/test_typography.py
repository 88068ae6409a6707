"""What a Bulgarian editor would mark in red."""

import re

import pytest

from webui.demo import Story, load_stories, sample_folder

STORIES = load_stories(sample_folder())
CYRILLIC = "[а-яА-ЯѝЍ]"
each = pytest.mark.parametrize("story", STORIES, ids=lambda story: story.slug)


def printed(story: Story) -> list[str]:
    comments = [comment.text for comment in story.comments]
    return [story.title, story.subtitle, story.caption, *story.paragraphs, *comments]


@each
def test_quotation_marks_are_bulgarian_and_closed(story: Story) -> None:
    for text in printed(story):
        assert not set(text) & set("\"”‘'`") or re.search(r"О'Донъл", text), text
        assert text.count("„") == text.count("“"), text
        assert text.count("«") == text.count("»"), text
        assert not re.search(r"„\s|\s“", text), text


@each
def test_no_latin_letter_inside_a_cyrillic_word(story: Story) -> None:
    for text in printed(story):
        for word in re.findall(r"[\w'’]+", text):
            assert not (re.search(CYRILLIC, word) and re.search(r"[A-Za-z]", word)), word


@each
def test_lone_letters_are_cyrillic(story: Story) -> None:
    for text in printed(story):
        assert not re.search(r"(?<![\w'’])[aAoOcCyYeEBKBXH](?![\w'’])", text), text


@each
def test_spaces_dashes_and_points(story: Story) -> None:
    for text in printed(story):
        assert "  " not in text
        assert text == text.strip()
        assert not re.search(r"\s[,.;:!?)]|\(\s", text), text
        assert not re.search(r" - |—|\.\.\.", text), text
        assert not re.search(r",(?=[^\s\d“»])", text), text


@each
def test_paragraphs_end_like_sentences(story: Story) -> None:
    for text in story.paragraphs:
        assert text[-1] in ".?!“)/:" or text.endswith(("БГНЕС", ")")) or "Голмайстори" in text, text


@each
def test_the_pronoun_carries_its_accent(story: Story) -> None:
    """«ѝ» at the end of a sentence is never a bare «и»."""
    for text in printed(story):
        assert not re.search(r"\bи[.!?“]", text), text


@each
def test_words_are_not_doubled(story: Story) -> None:
    for text in printed(story):
        assert not re.search(r"\b(?!би)(\w{2,})\s+\1\b", text.lower()), text
