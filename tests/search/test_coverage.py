"""A query counted over time: each day's articles, and sums by what fits the span."""

from datetime import date, timedelta

import pytest

from indexer.search.coverage import MOST_STEPS, Coverage, counts, steps
from indexer.search.query import Query


def covered(*days: date) -> Coverage:
    return Coverage(Query(), "", len(days), dict.fromkeys(sorted(days), 1))


def test_every_step_between_the_first_and_the_last_is_there() -> None:
    unit, named = steps((covered(date(2023, 11, 5), date(2024, 2, 1)),))
    assert (unit, named) == ("month", ("2023-11", "2023-12", "2024-01", "2024-02"))


def test_two_are_counted_on_the_same_steps() -> None:
    early, late = covered(date(2020, 1, 1)), covered(date(2024, 1, 1), date(2024, 5, 5))
    unit, named = steps((early, late))
    assert (unit, named) == ("year", ("2020", "2021", "2022", "2023", "2024"))
    assert [c.count for c in counts(early, unit, named)] == [1, 0, 0, 0, 0]
    assert [c.count for c in counts(late, unit, named)] == [0, 0, 0, 0, 2]


@pytest.mark.parametrize(("apart", "unit"), [(399, "day"), (400, "month"), (15_000, "year")])
def test_no_more_steps_than_are_shown(apart: int, unit: str) -> None:
    first = date(1980, 1, 1)
    taken, named = steps((covered(first, first + timedelta(days=apart)),), "day")
    assert taken == unit
    assert len(named) <= MOST_STEPS


def test_days_at_the_edges_of_time_are_counted() -> None:
    taken, named = steps((covered(date.min, date.max),), "day")
    assert (taken, len(named)) == ("year", MOST_STEPS)
    assert steps((covered(date.max - timedelta(days=1), date.max),))[1] == (
        "9999-12-30",
        "9999-12-31",
    )


def test_nothing_has_no_steps() -> None:
    assert steps((covered(),)) == ("year", ())
    assert (covered().first, covered().last) == (None, None)
