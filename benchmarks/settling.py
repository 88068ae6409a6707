"""What it costs to settle who is who: a whole archive, then a day's articles; and one profile.

    python -m benchmarks.settling [-n 100000]

Made-up articles that name five persons each, some of them in very many. Only the shares mean
anything: the day's settling against the whole archive's.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from indexer.article import Article, Person
from indexer.naming.people import key
from indexer.naming.people.lists import GIVEN
from indexer.pages import PageTable
from indexer.search.backend import Document
from indexer.search.named import Names
from indexer.search.profile import profile
from indexer.search.whoosh.backend import WhooshBackend

EACH = 5  # persons of an article
DAY = 300
ALONE = 0.1  # of the names: a surname alone
ROUNDS = 9


def main() -> None:
    """Make the table and the index, settle, and print seconds and milliseconds."""
    parser = argparse.ArgumentParser()
    parser.add_argument("-n", type=int, default=100_000, help="articles")
    number = parser.parse_args().n
    random = Random(7)
    with TemporaryDirectory() as folder:
        table = PageTable(Path(folder) / "articles.db")
        whole = _settled(table, _articles(random, 0, number))
        days = [_settled(table, _articles(random, number + DAY * n, DAY)) for n in range(ROUNDS)]
        count = table._run("SELECT count(*) FROM name").fetchone()[0]
        print(
            f"{number} articles, {count} names: {whole:.1f} s; a day of {DAY}: {median(days):.2f} s"
        )
        backend = WhooshBackend(Path(folder) / "index", create=True)
        backend.write(map(_document, table.all()))
        names = Names(backend, table)
        sql = "SELECT who FROM name JOIN naming USING (key) GROUP BY who ORDER BY count(*) DESC"
        known = [row[0] for row in table._run(f"{sql} LIMIT 5").fetchall()]
        for who in known:
            profile(who, backend, table, names)
        spent = []
        for who in known * ROUNDS:
            began = perf_counter()
            profile(who, backend, table, names)
            spent.append((perf_counter() - began) * 1000)
        print(f"a profile of the most named: {median(spent):.1f} ms")


def _settled(table: PageTable, articles: Iterator[Article]) -> float:
    """Seconds that settling takes once articles are put together."""
    with table.change():
        for article in articles:
            table.put(article, article.url)
        table.put_together()
        table.delivered()
        began = perf_counter()
        table.settle_people()
        return perf_counter() - began


def _articles(random: Random, first: int, number: int) -> Iterator[Article]:
    given = sorted(GIVEN)
    for n in range(first, first + number):
        names = {_name(random, given) for _ in range(EACH)}
        persons = tuple(
            Person(name, key(name), 1, " " in name, "name" if " " in name else "alone")
            for name in names
        )
        url = f"https://paper.example/{n}"
        yield Article(
            f"a{n}", "paper", url, "Дума", ("Текст",), section=f"{n % 9}", persons=persons
        )


def _name(random: Random, given: list[str]) -> str:
    """Few are named often: the place in the lists by a power law."""
    first = given[int(len(given) * random.random() ** 2)]
    stem = given[int(len(given) * random.random() ** 2)].rstrip("аяоей")
    last = f"{stem}{random.choice(('ов', 'ева', 'ски', 'ова'))}"
    return last if random.random() < ALONE else f"{first} {last}"


def _document(article: Article) -> Document:
    return Document(
        id=article.id, url=article.url, site="paper", title=article.title, text="",
        section=article.section, persons=tuple(p.key for p in article.persons),
    )  # fmt: skip


if __name__ == "__main__":
    main()
