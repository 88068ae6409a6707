"""Text with links and marks in it: cut where they begin and end, nothing lost."""

from indexer.search.looked_for import Place
from webui.prose import Run, Words, joined, prose


def test_the_first_mention_is_the_link_and_only_that() -> None:
    (one, two) = prose(["Тук е Ян Ко.", "Ян Ко пак."], {"Ян Ко": "/x"})
    assert one == (
        Run((Words("Тук е "),)), Run((Words("Ян Ко"),), "/x"), Run((Words("."),)),
    )  # fmt: skip
    assert two == (Run((Words("Ян Ко пак."),)),)


def test_a_name_inside_a_longer_one_waits() -> None:
    (runs,) = prose(["Ян Ко Младши и Ян Ко."], {"Ян Ко": "/a", "Ян Ко Младши": "/b"})
    assert [(r.words[0].text, r.link) for r in runs if r.link] == [
        ("Ян Ко Младши", "/b"),
        ("Ян Ко", "/a"),
    ]


def test_part_of_a_word_is_no_name() -> None:
    assert prose(["Янко и Ян-Ко."], {"Ян": "/a"})[0][0].words[0].text == "Янко и "
    assert not any(run.link for run in prose(["Янко."], {"Ян": "/a"})[0])


def test_marks_cut_links_and_neighbours_join() -> None:
    text = "Виж Румен Радев днес"
    places = [Place(4, 9), Place(10, 15)]
    assert joined(text, places) == (Place(4, 15),)
    (runs,) = prose([text], {"Радев днес": "/r"}, [places])
    assert runs == (
        Run((Words("Виж "), Words("Румен ", True))),
        Run((Words("Радев", True), Words(" днес")), "/r"),
    )
    assert "".join(w.text for run in runs for w in run.words) == text


def test_nothing_stays_nothing() -> None:
    assert prose([], {}) == []
    assert prose([""], {"a": "/"}) == [()]
