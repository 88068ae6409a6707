"""The lexicon that is shipped is the one that its sources make."""

from pathlib import Path

import pytest

import indexer.bulgarian as bulgarian
from indexer.bulgarian.lexicon import lemmas_of, make
from indexer.bulgarian.lexicon.guessing import learn
from indexer.bulgarian.lexicon.own import own_lemmas, spelled_out
from indexer.bulgarian.lexicon.storing import endings_text, lexicon_text

PACKAGE = Path(bulgarian.__file__).parent
DATA = [*(PACKAGE / "lexicon").glob("*.txt"), *(PACKAGE / "words").glob("*.txt")]


def test_shipped_files_are_up_to_date(tmp_path: Path) -> None:
    """Run `python -m indexer.bulgarian.lexicon.make` when this fails."""
    make.write(tmp_path)
    for name in ("lexicon.txt", "endings.txt"):
        shipped = (PACKAGE / "lexicon" / name).read_text(encoding="utf-8")
        assert (tmp_path / name).read_text(encoding="utf-8") == shipped, name


def test_a_lexicon_reads_back(tmp_path: Path) -> None:
    table = {"град": {"града", "градове"}, "съм": {"е", "сме"}}
    text = lexicon_text(table)
    assert "=- - а ове" in text
    assert "!е съм" in text


def test_rules_are_learnt_from_forms() -> None:
    table = {
        stem + "ка": {stem + "ка", stem + "ката", stem + "ки"} for stem in ("сним", "сдел", "прик")
    }
    rules = learn(table)
    assert rules["та"] == ((2, ""),)
    assert "и 1а" in endings_text(rules)


def test_data_is_small() -> None:
    assert sum(path.stat().st_size for path in DATA) < 3_000_000


@pytest.mark.parametrize(
    "path", sorted((PACKAGE / "words").glob("*.txt")), ids=lambda path: path.name
)
def test_word_lists_hold_no_look_alikes(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        for word in line.split("#")[0].split():
            bare = word.split("/")[0]
            latin = any("a" <= letter <= "z" for letter in bare.lower())
            cyrillic = any("а" <= letter <= "я" for letter in bare.lower())
            assert not (latin and cyrillic), word


def test_own_lemmas_are_found() -> None:
    for lemma, paradigm in own_lemmas():
        for form in paradigm.forms:
            assert lemma in lemmas_of(form), form


def test_spelled_out_forms() -> None:
    assert set(spelled_out("м", ["мм", "град/noun-m"])) >= {"мм", "градът"}
    with pytest.raises(ValueError, match="cannot inflect"):
        list(spelled_out("град", ["/verb-3"]))


def test_the_version_says_when_data_changes() -> None:
    assert bulgarian.ANALYSIS_VERSION.count("-") == 1
