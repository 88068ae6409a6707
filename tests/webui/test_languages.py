"""Three languages: chosen by address or browser, said on in links, every text translated."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from webui.languages import LANGUAGES, said_on

ROOT = Path(__file__).parents[2]
TRANSLATED = [one for one in LANGUAGES if one != "bg"]
KEYWORDS = {**DEFAULT_KEYWORDS, "lazy_gettext": None}


def texts() -> set[str | tuple[str, ...]]:
    """Every text of the code and the templates that is for readers."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(ROOT, methods, options, KEYWORDS)
    return {message if isinstance(message, str) else tuple(message) for *_, message, _, _ in found}


def catalogue(language: str) -> Catalog:
    raw = (ROOT / f"webui/translations/{language}.po").read_bytes()
    return read_po(BytesIO(raw), locale=language)


def named(text: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)s", text))


def forms(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_is_translated(language: str) -> None:
    there = {message.id: message for message in catalogue(language) if message.id}
    wanted = texts()
    assert len(wanted) > 150
    missing = [one for one in wanted if one not in there or not all(forms(there[one]))]
    assert missing == []
    assert [one.id for one in there.values() if one.fuzzy] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_name_what_their_texts_name(language: str) -> None:
    for message in catalogue(language):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        allowed = set().union(*map(named, ids))
        for text in forms(message) if message.id else ():
            assert named(text) <= allowed, text
            assert not re.search(r"%(?!\()", text), text


def page(client: FlaskClient, path: str, accept: str = "") -> BeautifulSoup:
    answer = client.get(path, headers={"Accept-Language": accept} if accept else {})
    assert answer.status_code == 200
    return BeautifulSoup(answer.text, "lxml")


@pytest.mark.parametrize(
    ("tail", "accept", "spoken"),
    [
        ("", "", "bg"),
        ("", "en-GB,en;q=0.9", "en"),
        ("", "fr,es;q=0.5", "es"),
        ("", "de", "bg"),
        ("?lang=es", "en", "es"),
        ("?lang=EN", "", "en"),
        ("?lang=xx", "es", "es"),
        ("?lang=", "es", "es"),
        ("?lang=bg", "en", "bg"),
    ],
)
def test_the_address_then_the_browser_then_bulgarian(
    client: FlaskClient, tail: str, accept: str, spoken: str
) -> None:
    assert page(client, f"/{tail}", accept).html["lang"] == spoken


def test_a_list_speaks(client: FlaskClient) -> None:
    shown = page(client, "/?q=мост&lang=en")
    assert re.match(r"\d articles for “мост”", shown.h1.text)
    assert "Friday, 5 September 2025" in shown.select_one(".facts").text
    spanish = page(client, "/?q=мост", "es")
    assert "viernes, 5 de septiembre de 2025" in spanish.select_one(".facts").text


def test_the_home_page_keeps_no_other_language(client: FlaskClient) -> None:
    for language, words in (("en", "How to search"), ("bg", "Как се търси"), ("es", "Cómo buscar")):
        shown = page(client, f"/?lang={language}")
        assert words in shown.text
        assert shown.select_one(".lead").text[:3] == "36 "
        assert {"en": "from", "bg": "от", "es": "desde"}[language] in shown.select_one(".lead").text


def test_links_and_forms_say_the_language_on(client: FlaskClient, id_of) -> None:
    for path in (
        "/?q=мост&lang=es",
        "/?lang=es",
        f"/a/{id_of('most')}/mostat-nad-vedritsa-otvori?lang=es",
    ):
        shown = page(client, path)
        links = [a["href"] for a in shown.select("a[href]") if a["href"].startswith(("/", "?"))]
        assert links
        assert all("lang=" in link for link in links)
        for form in shown.select("form"):
            assert form.select_one("[name=lang]")["value"] == "es"


def test_nothing_is_said_on_where_the_browser_says_it(client: FlaskClient) -> None:
    for path, accept in (("/?q=мост", "es"), ("/?q=мост&lang=es", "es"), ("/?q=мост&lang=bg", "")):
        shown = page(client, path, accept)
        said = [a["href"] for a in shown.select("main a[href]") if "lang=" in a["href"]]
        assert said == []
        assert not shown.select("[name=lang]")


def test_a_redirect_says_it_on(client: FlaskClient, id_of) -> None:
    assert client.get(f"/a/{id_of('most')}?lang=en").location.endswith("-otvori?lang=en")


def test_answers_vary_by_language(client: FlaskClient) -> None:
    answer = client.get("/?q=мост")
    assert "Accept-Language" in answer.headers["Vary"]
    assert "Set-Cookie" not in answer.headers


def test_the_switch_keeps_the_list(client: FlaskClient) -> None:
    switch = page(client, "/?q=мост&section=Свят&lang=en").select(".languages > *")
    assert [(one.text, one.get("href")) for one in switch] == [
        ("Български", "?q=мост&section=Свят&lang=bg"),
        ("English", None),
        ("Español", "?q=мост&section=Свят&lang=es"),
    ]


def test_errors_speak(client: FlaskClient) -> None:
    answer = client.get("/?from=x&lang=en")
    assert answer.status_code == 400
    assert "This is not a date." in answer.text
    assert (
        client.get("/api/search?from=x&lang=es").json["error"]["message"].startswith("Esto no es")
    )


def test_hostile_parameters_stay_text(client: FlaskClient) -> None:
    answer = client.get('/?q=a&lang=en&x="><script>alert(1)</script>&lang="><script>')
    assert "<script>alert" not in answer.text
    assert '"><script>' not in answer.text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href="/x">', '<a href="/x?lang=en">'),
        ('<a class="c" href="?q=1&amp;p=2">', '<a class="c" href="?q=1&amp;p=2&amp;lang=en">'),
        ('<a href="/x#y">', '<a href="/x?lang=en#y">'),
        ('<a href="#y">', '<a href="#y">'),
        ('<a href="//evil.example/">', '<a href="//evil.example/">'),
        ('<a href="https://a.example/">', '<a href="https://a.example/">'),
        ('<a href="?a=1&amp;lang=bg">', '<a href="?a=1&amp;lang=bg">'),
        ('<link href="/x">', '<link href="/x">'),
        ("<form a>", '<form a><input type="hidden" name="lang" value="en">'),
    ],
)
def test_what_is_said_on(before: str, after: str) -> None:
    assert said_on(before, "en") == after


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_of_the_help_is_understood(client: FlaskClient, language: str) -> None:
    shown = page(client, f"/help?lang={language}")
    examples = shown.select("main a[href]")
    assert len(examples) == 20
    for example in examples:
        answer = client.get("/api/search" + example["href"].removeprefix("/"))
        assert (answer.status_code, answer.json["repairs"]) == (200, []), example.text
        assert not re.search(r"\w:\S", answer.json["reading"]) or ":" in example.text


def test_the_help_is_the_same_in_every_language(client: FlaskClient) -> None:
    shapes = set()
    for language in LANGUAGES:
        shown = page(client, f"/help?lang={language}").main
        shapes.add((len(shown.select("tr")), len(shown.select("h2")), len(shown.select("p"))))
    assert len(shapes) == 1
