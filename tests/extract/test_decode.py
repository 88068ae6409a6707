"""Bytes of any encoding, declared rightly, wrongly or not, come back as text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.extract.decode import decode

BULGARIAN = (
    "Река Ведрица преля край Каменград в нощта срещу сряда и заля долната махала, съобщиха от"
    " общината. Кметът нареди да се отвори училището за хората без покрив."
)
SPANISH = (
    "La niña española cruzó el río en una balsa improvisada y llegó sana y salva a la otra orilla,"
    " según informó el alcalde; el año próximo se construirá un puente nuevo en Málaga."
)
ENCODINGS = ("utf-8", "windows-1251", "iso-8859-5", "koi8-r", "utf-16", "utf-16-le", "utf-16-be")
DECLARED = ("", "utf-8", "windows-1251", "iso-8859-1", "koi8-r", "no-such-thing", "base64")


def page(text: str, declared: str) -> str:
    meta = f'<meta charset="{declared}">' if declared else ""
    return f"<html><head>{meta}</head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("declared", DECLARED)
@pytest.mark.parametrize("header", [None, "text/html; charset=utf-8", "text/html; charset=cp1251"])
def test_bulgarian_comes_back(encoding: str, declared: str, header: str | None) -> None:
    html = page(BULGARIAN, declared)
    assert decode(html.encode(encoding), header) == html


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "windows-1252"])
@pytest.mark.parametrize("declared", ["", "iso-8859-1", "windows-1252", "utf-8"])
def test_spanish_comes_back(encoding: str, declared: str) -> None:
    html = page(SPANISH, declared)
    assert decode(html.encode(encoding)) == html


def test_another_declared_latin_encoding_counts() -> None:
    html = page("Zażółć gęślą jaźń, powiedział burmistrz po długiej naradzie.", "iso-8859-2")
    assert decode(html.encode("iso-8859-2")) == html


def test_a_declared_mac_page() -> None:
    html = page(BULGARIAN, "x-mac-cyrillic").replace("x-mac-cyrillic", "mac-cyrillic")
    assert decode(html.encode("mac-cyrillic")) == html


def test_a_mark_at_the_beginning_wins() -> None:
    html = page(BULGARIAN, "windows-1251")
    assert decode(b"\xef\xbb\xbf" + html.encode()) == html


def test_a_passage_of_another_encoding_is_read_as_what_it_is() -> None:
    start, end = page(BULGARIAN * 3 + "|", "utf-8").split("|")
    pasted = "Кметът на Каменград и съветът се срещнаха."
    body = start.encode() + pasted.encode("windows-1251") + end.encode()
    assert decode(body) == start + pasted + end


def test_a_letter_that_was_cut_is_one_wrong_letter() -> None:
    html = page(BULGARIAN, "utf-8")
    cut = html.encode()[:-16]
    text = decode(cut[:-1] + b"\xd0" + cut[-1:])
    assert text.count("\ufffd") == 1
    assert text.startswith(html[:100])


@given(st.binary(max_size=400), st.sampled_from([None, "text/html; charset=\udc80", "charset=;"]))
def test_no_bytes_raise(body: bytes, header: str | None) -> None:
    decode(body, header).encode("utf-8", "surrogatepass")


WORDS = st.lists(st.text("абвгдежзийклмнопрстуфхцчшщъьюя", min_size=3, max_size=9), min_size=8)


@given(WORDS, st.sampled_from(["utf-8", "windows-1251"]))
def test_any_bulgarian_words_come_back(words: list[str], encoding: str) -> None:
    """Words of the language have several letters side by side."""
    text = " ".join(words).capitalize() + "."
    assert decode(text.encode(encoding)) == text
