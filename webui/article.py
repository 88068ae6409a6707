"""One article's page, under an address that can be read: /a/<id>/<slug>."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from indexer.article import Article, Person, Version
from indexer.search.looked_for import Place
from indexer.search.query import Facet
from webui import addresses, present
from webui.citing import citation
from webui.holdings import holdings
from webui.known import address, known
from webui.linked_data import news_article
from webui.prose import Run, prose
from webui.way_back import WayBack, asked, carried, way_back

pages = Blueprint("article", __name__)


@pages.get("/a/<article_id>", defaults={"slug": ""}, strict_slashes=False)
@pages.get("/a/<article_id>/<slug>")
def show(article_id: str, slug: str) -> ResponseReturnValue:
    """The article; another slug than its own is sent to the right one.

    Not for good (301): a headline may change and change back, and a browser that keeps both ways
    would go round between them.
    """
    article = known(article_id)
    if slug != present.slug(article.title):
        return redirect(address(article.id, article.title) + carried(asked()), 302)
    back = way_back((article.title, *article.body))
    return render_template(
        "article.html",
        article=article,
        back=back,
        title=prose((article.title,), {}, back.places[:1] if back else ())[0],
        body=_body(article, back),
        persons=tuple(map(_person, _by_weight(article))),
        credited=[(s.name, _narrowed("source", s.name)) for s in article.sources if s.credited],
        cited=[(s.name, _narrowed("source", s.name)) for s in article.sources if not s.credited],
        authors=[(name, _narrowed("author", name)) for name in article.authors],
        section=_narrowed("section", article.section) if article.section else "",
        site=holdings().site_name(article.site),
        related=holdings().library.related(article.id),
        about=news_article(article, holdings().site_name(article.site), request.base_url),
        uncertain=_uncertain(article),
        changed=_changed(article),
        latest=_latest(article),
        citation=citation(article),
    )


def _body(article: Article, back: WayBack | None) -> list[tuple[Run, ...]]:
    """The text: who is known by name is a link where named first, what was looked for is marked."""
    certain = (person for person in article.persons if person.certain)
    found: tuple[tuple[Place, ...], ...] = back.places[1:] if back else ()
    return prose(article.body, {p.name: _narrowed("person", p.key) for p in certain}, found)


def _narrowed(facet: Facet, value: str) -> str:
    return addresses.place(facet, value)


def _by_weight(article: Article) -> list[Person]:
    return sorted(article.persons, key=lambda p: (not p.certain, -p.mentions))


def _person(person: Person) -> tuple[Person, str]:
    return person, _narrowed("person", person.key)


def _uncertain(article: Article) -> str:
    """Where the date comes from, when that was no data for machines."""
    if article.published is None or "published" not in article.origin:
        return ""
    return str(present.LESS_CERTAIN.get(article.origin["published"], ""))


def _latest(article: Article) -> Version | None:
    """The last version that says something else than the one before; a small mend is none."""
    weighty = (one for one in reversed(article.versions) if set(one.changed) - {"mend"})
    return next(weighty, None)


def _changed(article: Article) -> bool:
    """Whether the site says that it changed it on a later day than it was published."""
    if article.published is None or article.updated is None:
        return False
    return article.updated.date() > article.published.date()
