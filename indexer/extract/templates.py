"""Where the themes and systems that Bulgarian sites use put an article's parts: CSS selectors.

Tried in order after a site's own. Source: themes (tagDiv Newspaper and Cloud, JNews, Soledad,
WordPress blocks, Joomla, Drupal, Blogger, AMP) and the layouts of large Bulgarian sites; only
tagDiv and actualno.com were seen on real pages, of 2020. What is wrong for one site is mended in
that site's own file, not here.
"""

from __future__ import annotations

TITLE = (
    "h1.entry-title",
    "h1.tdb-title-text",
    "h1.jeg_post_title",
    "h1.single-post-title",
    "h1.wp-block-post-title",
    "[itemprop=headline]",
    "h1#page-title",
    "#article-content h1",
    "h1.post__title",
    "h1.article-title",
    ".article_title h1",
    "h3.post-title.entry-title",
    "h1.amp-wp-title",
    "article h1",
    "main h1",
)

SECTION = (
    "ul.td-category li.entry-category a",
    "a.tdb-entry-category",
    ".jeg_meta_category a[rel~=category]",
    "a.penci-cat-name",
    ".wp-block-post-terms.taxonomy-category a",
    "dd.category-name a",
    ".field-name-field-category a",
    "a.post__category",
    ".category-title a",
    ".article-category a",
    ".small-ribbon",
    ".amp-wp-tax-category a",
    ".post-labels a[rel=tag]",
    "a[rel~=category]",
)

BREADCRUMBS = (
    ".entry-crumb",
    ".tdb-entry-crumb",
    ".jeg_breadcrumbs a",
    "a.pathway",
    ".breadcrumb a",
    ".breadcrumb li",
    ".breadcrumbs a",
    ".path a",
    ".crumbs a",
)

DATE = (
    ".td-post-date time[datetime]",
    ".tdb_single_date time[datetime]",
    "time.entry-date[datetime]",
    ".wp-block-post-date time[datetime]",
    "time[itemprop=datePublished]",
    "#article-content time[datetime]",
    ".amp-wp-posted-on time[datetime]",
    "abbr.published[title]",
    ".jeg_meta_date",
    ".submitted",
    ".post__post",
    ".date-time",
    ".art_author",
    ".f_article_date",
    "p.time",
    ".date-header",
    "article header time",
    "article time[datetime]",
)

AUTHORS = (
    ".td-post-author-name a",
    "a.tdb-author-name",
    ".jeg_meta_author a",
    ".author-post a.author-url",
    ".wp-block-post-author__name",
    "dd.createdby [itemprop=name]",
    ".submitted .username",
    "[itemprop=author] [itemprop=name]",
    "address[itemprop=author]",
    ".post__author",
    ".author-name",
    ".article-author",
    ".post-author .fn",
    ".amp-wp-author",
    "a[rel~=author]",
    "[itemprop=author]",
    ".post-author",
    ".entry-author",
    ".author",
    ".byline",
    ".by-line",
    ".writer",
    ".reporter",
)

BODY = (
    ".td-post-content",
    ".tdb_single_content .tdb-block-inner",
    ".entry-content .content-inner",
    "#penci-post-entry-inner",
    ".wp-block-post-content",
    "[itemprop=articleBody]",
    ".field-name-body .field-item",
    ".post__content",
    ".io-article-body",
    ".article-body",
    ".article-text",
    "#art_text",
    "#article_text",
    ".post-body.entry-content",
    ".amp-wp-article-content",
    ".entry-content",
)

CAPTIONS = (
    "figcaption",
    ".wp-caption-text",
    ".item-image .img-desc",
    ".img-desc",
    "td.picdesc",
    ".tr-caption",
    ".field-name-field-image .caption",
)

TAGS = ("a[rel~=tag]", ".td-tags a", ".post-tags a", ".jeg_post_tags a", ".article-tags a")

NOT_THE_BODY = (
    "script", "style", "noscript", "template", "iframe", "object", "form", "button", "svg", "nav",
    "aside", "figure", "figcaption", "footer", "header nav", "select", "[role=dialog]",
    "[hidden]", "[aria-hidden=true]",
    ".wp-caption", ".img-desc", ".picdesc", ".tr-caption", ".caption",
    "[class*=related]", "[id*=related]", ".relation-box", ".read-more", ".reference-article",
    ".wp-block-latest-posts", ".dots", ".bottom-links", "[class*=newsletter]", "[class*=most-read]",
    "[class*=share]", "[class*=sharing]", "[class*=social]", "[class*=cookie]", "[class*=modal]",
    "[id*=comment]", "[class*=comment]", "[class*=banner]", "[class*=advert]", ".td-a-rec",
    ".jeg_post_tags", ".post-tags", ".tags", "[class*=author-box]", ".post-author",
    "blockquote[class*=twitter]", "blockquote[class*=instagram]", "blockquote[class*=tiktok]",
    "[class*=next-article]", ".infinite", "[class*=breadcrumb]",
)  # fmt: skip
"""Boxes inside the body's element, and around it, that are no part of what was written."""
