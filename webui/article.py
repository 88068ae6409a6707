"""One article's page, under an address that can be read: /a/<id>/<slug>."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from indexer.article import Article, Person, Version
from indexer.search.query import Facet
from webui import links, present
from webui.holdings import holdings
from webui.language import gettext

pages = Blueprint("article", __name__)


@pages.get("/a/<article_id>", defaults={"slug": ""}, strict_slashes=False)
@pages.get("/a/<article_id>/<slug>")
def show(article_id: str, slug: str) -> ResponseReturnValue:
    """The article; another slug than its own is sent to the right one.

    Not for good (301): a headline may change and change back, and a browser that keeps both ways
    would go round between them.
    """
    article = known(article_id)
    right = present.slug(article.title)
    if slug != right:
        return redirect(address(article.id, article.title), 302)
    return render_template(
        "article.html",
        article=article,
        persons=tuple(map(_person, _by_weight(article))),
        credited=[(s.name, _narrowed("source", s.name)) for s in article.sources if s.credited],
        cited=[(s.name, _narrowed("source", s.name)) for s in article.sources if not s.credited],
        authors=[(name, _narrowed("author", name)) for name in article.authors],
        section=_narrowed("section", article.section) if article.section else "",
        site=holdings().site_name(article.site),
        related=holdings().library.related(article.id),
        uncertain=_uncertain(article),
        changed=_changed(article),
        latest=_latest(article),
        citation=_citation(article),
    )


def known(article_id: str) -> Article:
    """The article with an id; whoever asks for another is told that there is none (404)."""
    article = holdings().article(article_id)
    if article is None:
        abort(404)
    return article


def address(article_id: str, title: str) -> str:
    """The path of an article's page."""
    return url_for("article.show", article_id=article_id, slug=present.slug(title))


def _narrowed(facet: Facet, value: str) -> str:
    return "/" + links.facet_tail(facet, value)


def _by_weight(article: Article) -> list[Person]:
    return sorted(article.persons, key=lambda p: (not p.certain, -p.mentions))


def _person(person: Person) -> tuple[Person, str]:
    return person, _narrowed("person", person.key)


def _uncertain(article: Article) -> str:
    """Where the date comes from, when that was no data for machines."""
    if article.published is None or "published" not in article.origin:
        return ""
    return str(present.LESS_CERTAIN.get(article.origin["published"], ""))


def has_page(article: Article) -> bool:
    """Whether the archive should have a page of it; what came as data has none."""
    return bool(article.versions) and "import" not in article.origin.values()


def _latest(article: Article) -> Version | None:
    """The last version that says something else than the one before; a small mend is none."""
    weighty = (one for one in reversed(article.versions) if set(one.changed) - {"mend"})
    return next(weighty, None)


def _changed(article: Article) -> bool:
    """Whether the site says that it changed it on a later day than it was published."""
    if article.published is None or article.updated is None:
        return False
    return article.updated.date() > article.published.date()


def _citation(article: Article) -> str:
    """How to cite it: who, „what“, where, when."""
    when = present.short_day(article.published.date()) if article.published else gettext("без дата")
    who = ", ".join(article.authors)
    what = f"„{article.title}“"
    parts = [who, what, holdings().site_name(article.site), when]
    return ", ".join(part for part in parts if part)
