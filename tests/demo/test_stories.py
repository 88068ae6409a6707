"""The articles are what the sample promises: enough of them, varied, and true to their headers."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from webui.demo import SampleError, SampleSite, Story, load_stories, sample_folder
from webui.demo.stories import SECTIONS, read_story
from webui.demo.truth import truth_lines

STORIES = load_stories(sample_folder())
each = pytest.mark.parametrize("story", STORIES, ids=lambda story: story.slug)


def known_persons() -> dict[str, set[str]]:
    """First form → every way to write it, the surname alone included."""
    lines = (sample_folder() / "persons.txt").read_text(encoding="utf-8").splitlines()
    forms = {}
    for line in lines:
        name, equals, variants = line.partition(" =")
        if equals and not line.startswith("#"):
            others = {form.strip() for form in variants.split(";") if form.strip()}
            forms[name] = {name, name.split()[-1]} | others
    return forms


PERSONS = known_persons()


def test_enough_articles_in_eight_sections_over_two_years() -> None:
    assert len({story.slug for story in STORIES}) >= 64
    assert len({story.path for story in STORIES}) >= 64
    assert {story.section for story in STORIES} == set(SECTIONS)
    for section in SECTIONS:
        assert sum(story.section == section for story in STORIES) >= 8
    span = STORIES[0].published - STORIES[-1].published
    assert timedelta(days=700) < span < timedelta(days=760)


def test_forty_persons_and_all_are_known() -> None:
    named = {person for story in STORIES for person in story.persons}
    assert named == set(PERSONS)
    assert sum(" " in person for person in named) >= 40
    several = [p for p in named if sum(p in story.persons for story in STORIES) >= 3]
    assert len(several) >= 25, "storylines need people who come back"


def test_every_variant_of_a_name_is_used_somewhere() -> None:
    everything = "\n".join(story.title + "\n" + story.text + story.caption for story in STORIES)
    unused = {form for forms in PERSONS.values() for form in forms if form not in everything}
    assert unused == set()


@each
def test_each_person_is_named_in_the_text(story: Story) -> None:
    for person in story.persons:
        assert any(form in story.text for form in PERSONS[person]), person
    assert len(set(story.persons)) == len(story.persons)


@each
def test_no_full_name_is_forgotten_in_the_header(story: Story) -> None:
    for person, forms in PERSONS.items():
        full = {form for form in forms if " " in form and len(form) > 6}
        if any(form in story.text for form in full):
            assert person in story.persons


@each
def test_each_source_stands_in_the_text_as_printed(story: Story) -> None:
    for source in story.credited + story.cited:
        assert re.search(rf"\b{re.escape(source)}\b", story.text), source
    assert not set(story.credited) & set(story.cited)


@each
def test_length_and_shape(story: Story) -> None:
    words = len(story.text.split())
    assert 120 <= words <= (460 if story.layout == "bare" else 300), words
    assert 5 <= len(story.paragraphs) <= 17
    assert 20 <= len(story.title) <= 95
    assert not story.title.endswith(".")
    assert story.updated >= story.published


@each
def test_times_are_in_the_zone_of_the_news(story: Story) -> None:
    offset = story.published.utcoffset()
    summer = is_summer(story.published)
    spain, bulgaria = (2, 3) if summer else (1, 2)
    assert offset in (timedelta(hours=spain), timedelta(hours=bulgaria))


def is_summer(when: datetime) -> bool:
    """EU summer time: from the last Sunday of March to the last Sunday of October."""

    def last_sunday(month: int) -> datetime:
        day = when.replace(month=month, day=31, hour=2, minute=0)
        return day - timedelta(days=(day.weekday() + 1) % 7)

    return last_sunday(3) <= when < last_sunday(10)


def test_no_sentence_is_used_twice() -> None:
    at_first = [story for story in STORIES if 1 in story.looks or story.looks == {2}]
    seen: dict[str, str] = {}
    for story in at_first:
        for sentence in re.split(r"(?<=[.!?])\s+", story.text):
            owner = seen.setdefault(sentence, story.slug)
            assert owner == story.slug or len(sentence) < 30, sentence


def test_the_special_cases_are_there() -> None:
    surnames = [[p.split()[-1] for p in story.persons] for story in STORIES]
    assert any(len(set(names)) < len(names) for names in surnames), "two of one surname"
    assert any({"Стоянов", "Стоянова"} <= set(names) for names in surnames)
    assert sum(bool(story.comments) for story in STORIES) >= 8
    assert sum(bool(story.subtitle) for story in STORIES) >= 5
    assert sum(block.kind == "more" for story in STORIES for block in story.blocks) >= 6
    assert sum(block.kind == "question" for story in STORIES for block in story.blocks) >= 12
    assert {story.layout for story in STORIES} == {"newspaper", "bare", "table"}
    credits = {story.caption_parts for story in STORIES}
    assert {("", "Снимка: БТА"), ("", "БТА"), ("", "")} <= credits
    assert any(text and credit == "Архив" for text, credit in credits)


def test_the_truth_file_is_made_from_these_sources() -> None:
    written = (sample_folder() / "expected.jsonl").read_text(encoding="utf-8")
    assert written == truth_lines(sample_folder()), "run: python -m webui.demo.truth"


def test_site_changes_in_exactly_three_articles(site: SampleSite) -> None:
    first, second = ({story.slug for story in site.at(look)} for look in (1, 2))
    assert first - second == {"feribotat-do-tanzher"}
    assert second - first == {"feribotat-ne-spira"}
    changed = {story.slug for story in set(site.at(2)) - set(site.at(1))} & first
    assert changed == {"pozhar-siera-klara"}


@pytest.mark.parametrize(
    ("head", "complaint"),
    [
        ("title: А\nsection: Свят", "published"),
        ("title: А\nsection: Свят\npublished: 2025-01-01T10:00:00", "zone"),
        ("title: А\nsection: Мода\npublished: 2025-01-01T10:00:00+01:00", "Мода"),
        ("titel: А\nsection: Свят", "titel"),
    ],
)
def test_a_bad_source_is_named(tmp_path: Path, head: str, complaint: str) -> None:
    path = tmp_path / "broken.txt"
    path.write_text(head + "\n\nТекст.\n", encoding="utf-8")
    with pytest.raises(SampleError, match=rf"broken\.txt.*{complaint}"):
        read_story(path)


def test_a_second_version_needs_a_first(tmp_path: Path) -> None:
    (tmp_path / "articles" / "second").mkdir(parents=True)
    source = sample_folder() / "articles" / "tigroviyat-komar.txt"
    (tmp_path / "articles" / "second" / source.name).write_bytes(source.read_bytes())
    with pytest.raises(SampleError, match="tigroviyat-komar"):
        load_stories(tmp_path)
