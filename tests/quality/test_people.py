"""Persons in texts of our own that no training saw: sport, culture, crime, towns, Spain."""

from pathlib import Path

import pytest

from benchmarks.people import measured
from indexer.naming.people.tagger.training.gold import own_texts

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
