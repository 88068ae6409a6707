"""data/people.txt: what its lines mean, which are passed over, and how it is kept."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import ConfigError
from indexer.naming.people.decisions import Decision, parsed
from indexer.naming.people.decisions_file import Refused, decide, load_decisions, undo
from indexer.naming.people.keys import key


def why(*lines: str) -> list[tuple[int, str]]:
    return [(broken.number, broken.why) for broken in parsed(lines).broken]


def test_the_three_kinds_and_remarks() -> None:
    found = parsed(
        [
            "# лица", "", "Светослав Вуцов = Светльо Вуцов; С. Вуцов  # вратарят",
            "Иван Иванов != Иван Петров Иванов", "-Васил Левски",
        ]
    )  # fmt: skip
    assert not found.broken
    assert found.who(key("Светльо Вуцов")) == found.who(key("С. Вуцов")) == "светославвуцов"
    assert found.shown == {"светославвуцов": "Светослав Вуцов"}
    assert (key("Иван Иванов"), key("Иван Петров Иванов")) in found.apart
    assert found.hidden == {"василлевски"}


def test_a_broken_line_is_named_and_passed_over() -> None:
    found = parsed(["Иван Колев", "= Иван", "-", "А != Б != В", "Иван Колев = Ваньо Колев"])
    assert [broken.number for broken in found.broken] == [1, 2, 3, 4]
    assert len(found.made) == 1


def test_lines_that_contradict_one_before() -> None:
    assert why("А Б = В Г", "В Г = А Б")[0][0] == 2
    assert why("А Б = В Г", "В Г = Д Е", "Д Е = А Б")[0][0] == 3
    assert why("-А Б", "А Б = В Г") == [(2, "a name of it is hidden above")]
    assert why("А Б = В Г", "-В Г") == [(2, "the same name is merged above")]
    assert why("А Б = В Г", "А Б != В Г") == [(2, "both names are one person above")]
    assert why("А Б != В Г", "А Б = В Г")[0][0] == 2
    assert why("А Б = В Г", "Д Е = В Г")[0][0] == 2


def test_a_chain_of_merges_ends_in_one() -> None:
    found = parsed(["А Б = В Г", "Д Е = А Б"])
    assert {found.who(key(name)) for name in ("А Б", "В Г", "Д Е")} == {key("Д Е")}


NAMES = st.sampled_from(["А Б", "В Г", "Д Е", "Ж З", "", "#", "=", ";", "-", "!="])


@given(st.lists(st.tuples(NAMES, st.sampled_from([" = ", " != ", "; ", "-", ""]), NAMES)))
def test_no_file_hangs_or_raises(parts: list[tuple[str, str, str]]) -> None:
    found = parsed("".join(part) for part in parts)
    for name in ("А Б", "В Г", "Д Е", "Ж З"):
        end = found.who(key(name))
        assert found.who(end) == end


def test_decisions_are_kept_logged_and_taken_back(tmp_path: Path) -> None:
    file = tmp_path / "people.txt"
    assert load_decisions(file).made == ()
    decide(file, Decision("merge", ("Гриша Топалов", "Гришо Топалов")))
    decide(file, Decision("hide", ("Васил Левски",)))
    decide(file, Decision("merge", ("Гриша Топалов", "Г. Топалов")))
    lines = [d.line() for d in load_decisions(file).made]
    assert lines == ["-Васил Левски", "Гриша Топалов = Г. Топалов; Гришо Топалов"]
    assert file.read_text("utf-8").startswith("# Решения")
    with pytest.raises(Refused, match="hidden"):
        decide(file, Decision("merge", ("Друг Човек", "Васил Левски")))
    assert undo(file) == lines[1]
    assert undo(file) == lines[0]
    with pytest.raises(Refused, match="no decision"):
        undo(file)
    log = (tmp_path / "people.log").read_text("utf-8").splitlines()
    assert [line.split("\t")[2][:5] for line in log] == [
        "Гриша",
        "-Васи",
        "Гриша",
        "undo:",
        "undo:",
    ]


def test_a_rename_replaces_the_form_that_is_shown(tmp_path: Path) -> None:
    file = tmp_path / "people.txt"
    decide(file, Decision("merge", ("Григор Димитров", "Гришо Димитров")))
    decide(file, Decision("merge", ("Гришо Димитров", "Григор Димитров")))
    found = load_decisions(file)
    assert set(found.shown.values()) == {"Гришо Димитров"}
    assert not found.broken


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    file = tmp_path / "people.txt"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match=r"people\.txt"):
        load_decisions(file)
