"""Known-item search over the sample newspaper: does an article come up for words of its own?

For each article three words of its text, chosen by a fixed chance among those that stand in a few
articles only: as printed, in another form that the newspaper uses elsewhere, and that form typed in
Latin letters. The score is MRR@10. The other forms come from our own stems, so this watches ranking
and readings; what the stems miss is watched by test_stemming_floor. Floors fall only with a reason.
"""

import random
from collections import Counter, defaultdict
from datetime import UTC, datetime

import pytest

from archive import Archive, Capture, Site
from indexer import Library, Query, build, bulgarian
from webui.demo import FIRST_LOOK, SampleSite

ADDRESS = "http://127.0.0.1:8100/"
PAPER = Site("pristan", "Вестник „Пристан“", ADDRESS, timezone="Europe/Madrid")
FETCHED = datetime(2026, 10, 1, tzinfo=UTC)
WORDS = 3
COMMON = 12  # articles; a word of more says little of any

FLOORS = {"printed": 0.96, "inflected": 0.9, "latin": 0.89}

Item = dict[str, str]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("known-item")
    site = SampleSite(ADDRESS)
    with Archive.open(folder / "archive", write=True) as archive:
        for story in site.at(FIRST_LOOK):
            page = site.page(story.path, FIRST_LOOK)
            assert page is not None
            kind = {"content-type": page.content_type}
            url = ADDRESS + story.path.lstrip("/")
            archive.keep(Capture("pristan", url, FETCHED, page.body, headers=kind))
        build.index(folder / "index", archive, {"pristan": PAPER})
    return Library(folder / "index")


def words_of(text: str) -> set[str]:
    tokens = (t for t in bulgarian.tokens(text) if t.script == "cyrillic" and len(t.text) > 3)
    return {token.text for token in tokens}


@pytest.fixture(scope="module")
def items(library: Library) -> list[Item]:
    hits = [h for n in range(1, 5) for h in library.search(Query(sort="newest", page=n)).hits]
    texts = {hit.id: words_of(library.article(hit.id).text) for hit in hits}
    frequency = Counter(word for words in texts.values() for word in words)
    forms = defaultdict(set)
    for word in frequency:
        forms[bulgarian.stems(word)].add(word)
    chance = random.Random(7)
    made = (item(i, words, frequency, forms, chance) for i, words in sorted(texts.items()))
    return [one for one in made if one]


def item(
    article: str, words: set[str], frequency: Counter, forms: dict, chance: random.Random
) -> Item:
    others = {w: sorted(forms[bulgarian.stems(w)] - words) for w in words}
    usable = sorted(w for w in words if others[w] and 2 <= frequency[w] <= COMMON)
    if len(usable) < WORDS:
        return {}
    chosen = chance.sample(usable, WORDS)
    inflected = [chance.choice(others[w]) for w in chosen]
    return {
        "article": article,
        "printed": " ".join(chosen),
        "inflected": " ".join(inflected),
        "latin": " ".join(bulgarian.transliterate(w) for w in inflected),
    }


@pytest.mark.parametrize("spelling", FLOORS)
def test_an_article_is_found_by_its_words(
    library: Library, items: list[Item], spelling: str
) -> None:
    score = 0.0
    for one in items:
        ids = [hit.id for hit in library.search(Query(one[spelling], per_page=10)).hits]
        score += 1 / (1 + ids.index(one["article"])) if one["article"] in ids else 0
    assert len(items) >= 55
    assert score / len(items) >= FLOORS[spelling], score / len(items)
