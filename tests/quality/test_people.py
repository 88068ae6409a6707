"""Persons in texts of our own that no training saw: sport, culture, crime, towns, Spain."""

from pathlib import Path

import pytest

from benchmarks.people import measured
from indexer.naming.people import grouped, mentions
from indexer.naming.people.tagger.training.gold import own_texts
from indexer.naming.quotations import speech

HELD = Path(__file__).parent / "people" / "held"
TOPICS = {"sport": 0.93, "culture": 0.93, "crime": 0.93, "local": 0.93, "spain": 0.93}


def test_persons_held_apart() -> None:
    score = measured(own_texts(HELD))
    assert score.precision >= 0.955
    assert score.recall >= 0.955


@pytest.mark.parametrize(("topic", "floor"), TOPICS.items())
def test_persons_by_topic(topic: str, floor: float, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text((HELD / f"{topic}.txt").read_text("utf-8"), "utf-8")
    assert measured(own_texts(tmp_path)).f1 >= floor


@pytest.mark.parametrize("kind", ["Bulgarian", "other foreign", "one word", "initials"])
def test_persons_by_kind_of_name(kind: str) -> None:
    assert measured(own_texts(HELD)).recall_of(kind) >= 0.9


def test_who_says_what() -> None:
    """Quotations and speakers of the same texts (quotes.tsv)."""
    texts = [gold.text for gold in own_texts(HELD)]
    lines = (HELD.parent / "quotes.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    wanted = {(int(number), said): who for number, said, who in rows}
    told = {}
    for number, text in enumerate(texts):
        found = mentions(text)
        for one in speech(text, found, *grouped(found)):
            if one.start > text.index("\n"):
                told[number, text[one.start : one.end]] = one.name
    both = wanted.keys() & told.keys()
    assert 2 * len(both) / (len(wanted) + len(told)) >= 0.95
    named = [place for place in both if wanted[place]]
    assert sum(told[place] == wanted[place] for place in named) / len(named) >= 0.93
    assert not [told[place] for place in both if not wanted[place] and told[place]]
