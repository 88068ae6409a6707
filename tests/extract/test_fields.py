"""Field by field: the traps that pages set."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from archive import ARTICLE_JSON, Capture, Reading, Site
from archive.capture import How
from indexer.article import Article, Caption, NotAnArticle
from indexer.extract import read
from indexer.extract.decode import decode
from indexer.extract.when import when
from indexer.naming import named

NOW = datetime(2026, 9, 12, 15, 0, tzinfo=UTC)
SITE = Site("paper", "Вестник „Пример“", "https://paper.example/", timezone="Europe/Madrid")
LITTLE = "no date of publication, and little text"
DATED = "<p>12 септември 2026, 14:30</p>"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Новият мост - Вестник „Пример“", "Новият мост"),
        ("Вестник „Пример“ :: Свят :: Новият мост", "Новият мост"),
        ("Новият мост | Вестник „Пример“", "Новият мост"),
        ("Мостът - отворен", "Мостът - отворен"),
    ],
)
def test_the_title_loses_the_name_of_the_site(read_page, page, title: str, expected: str) -> None:
    html = page(before=DATED).replace("<h1>Новият мост</h1>", "")
    head = f"<title>{title}</title>"
    found = read_page(html.replace("<title>Новият мост - Вестник „Пример“</title>", head))
    assert found.title == expected


def test_the_first_section_that_is_one(read_page, page) -> None:
    linked = '{"@type": "NewsArticle", "articleSection": ["Водещи", "Свят"]}'
    found = read_page(page(head=f'<script type="application/ld+json">{linked}</script>'))
    assert (found.section, found.origin["section"]) == ("Свят", "json-ld")


def test_a_section_gets_its_canonical_name(read_page, page) -> None:
    site = Site("p", "П", "https://paper.example/", sections={"Свет": "Свят"})
    head = '<meta property="article:section" content="Свет">'
    assert read_page(page(before=DATED, head=head), site).section == "Свят"


def test_broken_json_ld_is_passed_over(read_page, page) -> None:
    broken = '<script type="application/ld+json">{"@type": "NewsArticle",</script>'
    assert isinstance(read_page(page(before=DATED, head=broken)), Article)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 Септември 2026 г., 14:30 ч.", "2026-09-12T14:30"),
        ("вторник, 5 септември 2023", "2023-09-05T00:00"),
        ("27 януари (вторник) 2026 г.", "2026-01-27T00:00"),
        ("14:30 | 05.09.2023", "2023-09-05T14:30"),
        ("05/09/23", "2023-09-05T00:00"),
        ("Публикувана на 12 септ. 2026", "2026-09-12T00:00"),
        ("вчера, 14:30", "2026-09-11T14:30"),
        ("преди 2 часа", "2026-09-12T13:00"),
        ("преди 3 дни", "2026-09-09T15:00"),
        ("преди седмица", "2026-09-05T15:00"),
        ("онзи ден", "2026-09-10T15:00"),
        ("2026-09-01T10:00:00+03:00", "2026-09-01T10:00"),
    ],
)
def test_dates_as_pages_write_them(text: str, expected: str) -> None:
    found = when(text, NOW)
    assert found is not None
    assert f"{found:%Y-%m-%dT%H:%M}" == expected


@pytest.mark.parametrize(
    "text", ["", "няма дата", "1 септември 2031", "31.02.2024", "12.09.1889", "99.99.2024"]
)
def test_what_cannot_be_the_date_is_none(text: str) -> None:
    assert when(text, NOW) is None


def test_the_related_box_does_not_date_the_article(read_page, page) -> None:
    aside = '<aside class="related"><time datetime="2020-01-01">1 януари 2020</time></aside>'
    found = read_page(page(before=aside + DATED))
    assert found.published.date().isoformat() == "2026-09-12"


def test_the_hour_of_the_text_joins_the_machine_day(read_page, page) -> None:
    html = page(before='<article><time datetime="2026-09-12">12.09.2026</time></article>' + DATED)
    assert read_page(html).published.isoformat() == "2026-09-12T14:30:00+02:00"


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("admin", ()),
        ("Автор: Мария Колева", ("Мария Колева",)),
        ("Мария Колева и Иван Стоев", ("Мария Колева", "Иван Стоев")),
        ("БТА", ()),
        ("Редакция „Пример“", ()),
    ],
)
def test_only_people_are_authors(read_page, page, author: str, expected: tuple) -> None:
    html = page(before=f'{DATED}<a rel="author">{author}</a>')
    assert read_page(html).authors == expected


def test_captions_and_their_credits(read_page, page) -> None:
    figures = "".join(
        f"<figure><figcaption>{text}</figcaption></figure>"
        for text in ("Мостът | Архив", "Кметът. Снимка: БТА", "БГНЕС", "Само текст")
    )
    assert read_page(page(before=DATED + figures)).captions == (
        Caption("Мостът", "Архив"),
        Caption("Кметът.", "Снимка: БТА"),
        Caption("", "БГНЕС"),
        Caption("Само текст", ""),
    )


def test_breaks_part_paragraphs(read_page, page) -> None:
    prose = (
        "Общината откри новия мост над реката след две години ремонт и дълги спорове. " * 2,
    ) * 3
    found = read_page(page(body=DATED + "<br><br>".join(prose)))
    assert found.body == tuple(p.strip() for p in prose)


def test_a_body_ends_before_what_is_no_part_of_it(read_page, page) -> None:
    boxes = (
        '<p><a href="/x">Прочетете още: Друга новина</a></p><div class="related-posts">Друга</div>'
        '<div class="share">Сподели</div><blockquote class="twitter-tweet">Tweet</blockquote>'
        "<p>Етикети: мост</p>"
    )
    html = page(before=DATED).replace("</div></body>", f"{boxes}</div></body>")
    comments = (
        '<section id="comments"><p>Дълъг коментар на читател, който не е от статията.</p></section>'
    )
    found = read_page(html.replace("</body>", comments + "</body>"))
    assert len(found.body) == 3


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251", "koi8-r", "iso-8859-5", "utf-16"])
@pytest.mark.parametrize("declared", ["", "utf-8", "windows-1251", "no-such-thing"])
def test_bytes_are_read_whatever_they_declare(charset: str, declared: str) -> None:
    meta = f'<meta charset="{declared}">' if declared else ""
    text = f"<html>{meta}Заглавие на статията с български букви и още думи</html>"
    assert decode(text.encode(charset)) == text


@pytest.mark.parametrize(
    ("body", "headers", "reason"),
    [
        (b"", {}, "an empty page"),
        (b"  \n", {}, "an empty page"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", {}, "not a page: binary data"),
        (b"%PDF-1.4", {"content-type": "application/pdf"}, "not a page: application/pdf"),
        (b"<html></html>", {}, "no headline"),
        ("<h1>Контакти</h1><p>Пишете ни на адрес.</p>".encode(), {}, "a standing page"),
        ("<h1>Мостът</h1><main><p>Очаквайте скоро.</p></main>".encode(), {}, LITTLE),
    ],
)
def test_what_is_no_article_says_why(body: bytes, headers: dict, reason: str) -> None:
    site = Site("p", "П", "https://paper.example/")
    found = read(Capture("p", "https://paper.example/x", NOW, body, headers=headers), site)
    assert found == NotAnArticle("https://paper.example/x", reason)


def test_a_line_of_jsonl_is_an_article() -> None:
    line = (
        '{"url": "https://paper.example/1", "title": "Мост", "section": "Свят", "authors":'
        ' ["Мария Колева"], "published": "2026-09-01T10:00:00+03:00",'
        ' "text": "Първи.\\n\\nВтори. /БТА/"}'
    )
    site = Site("p", "П", "https://paper.example/")
    headers = {"content-type": ARTICLE_JSON}
    found = read(Capture("p", "https://paper.example/1", NOW, line.encode(), headers=headers), site)
    assert isinstance(found, Article)
    assert (found.title, found.section, found.authors) == ("Мост", "Свят", ("Мария Колева",))
    assert found.body == ("Първи.", "Втори. /БТА/")
    assert [s.name for s in named(found).sources] == ["БТА"]


def test_a_deeply_nested_page_is_read_or_refused(read_page) -> None:
    html = "<div>" * 3000 + "текст" + "</div>" * 3000
    assert isinstance(read_page(html), NotAnArticle)


@pytest.mark.parametrize(
    ("canonical", "expected"),
    [
        ("https://paper.example/most/", "https://paper.example/most/"),
        ("/most/", "https://paper.example/most/"),
        ("https://paper.example/", "https://paper.example/a?utm=1"),
        ("https://elsewhere.example/most/", "https://paper.example/a?utm=1"),
        ("javascript:void(0)", "https://paper.example/a?utm=1"),
    ],
)
def test_the_canonical_address_counts_if_it_is_believable(
    read_page, page, canonical: str, expected: str
) -> None:
    html = page(before=DATED, head=f'<link rel="canonical" href="{canonical}">')
    assert read_page(html, url="https://paper.example/a?utm=1").url == expected


def test_what_is_dropped_gives_nothing_to_any_field(read_page, page) -> None:
    box = (
        "<div class='others'><a class='category'>Спорт</a><span class='author'>Иван Колев</span>"
        "<time datetime='2020-01-01'></time><figure><img src=x><figcaption>Друг мост</figcaption>"
        "</figure><a rel='tag'>купа</a></div>"
    )
    site = replace(SITE, readings=(Reading(drop=(".others",)),))
    head = "<meta property='og:type' content='article'>"
    kept = read_page(page(head=head, before=box, after=box), SITE)
    dropped = read_page(page(head=head, before=box, after=box), site)
    plain = read_page(page(head=head), SITE)
    assert (kept.published, kept.captions) != (plain.published, plain.captions)
    for name in ("title", "section", "published", "authors", "captions", "tags", "body"):
        assert getattr(dropped, name) == getattr(plain, name), name


OLD_AND_NEW = replace(
    SITE,
    readings=(
        Reading(since=date(2024, 1, 1), title=("h1.new",), section=(".new-section",)),
        Reading(title=("h1.old",), section=(".old-section",)),
    ),
)


@pytest.mark.parametrize(
    ("how", "fetched", "shape", "section"),
    [
        ("crawl", "2020-05-01", "old", "Старо"),
        ("crawl", "2025-05-01", "new", "Ново"),
        ("import", "2025-05-01", "old", "Старо"),  # an old page whose file was copied yesterday
        ("import", "1980-01-01", "new", "Ново"),  # a file without a time
        ("import", "2025-05-01", "none", None),
    ],
)
def test_the_reading_fits_the_page(
    page, how: How, fetched: str, shape: str, section: str | None
) -> None:
    names = f"<h1 class='{shape}'>Новият мост</h1><b class='old-section'>Старо</b>"
    names = names if shape == "old" else names.replace("old-section", f"{shape}-section")
    head = "<meta property='og:type' content='article'>"
    html = page(before=names.replace("Старо", section or "Никое"), head=head)
    when = datetime.fromisoformat(fetched).replace(tzinfo=UTC)
    capture = Capture(SITE.key, "https://paper.example/a", when, html.encode(), how=how)
    found = read(capture, OLD_AND_NEW)
    assert isinstance(found, Article)
    assert found.section == section


def test_a_picture_above_the_text_leads(read_page, page) -> None:
    above, below = (f"<figure><img><figcaption>{n}</figcaption></figure>" for n in ("Горе", "Долу"))
    html = page(before=DATED + above).replace("</div></body>", f"{below}</div></body>")
    assert [(c.text, c.lead) for c in read_page(html).captions] == [("Горе", True), ("Долу", False)]
