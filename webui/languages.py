"""In which language a page speaks: bg as it is written, en and es by catalogues.

Which one: `?lang=`, else the first of Accept-Language that there is, else Bulgarian. Nothing is
stored in a browser: where the address says another language than the browser does, every link and
form of the page says it on.

The catalogues are texts (webui/translations/<language>.po), read once when first asked for; there
is nothing to compile.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import cast

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, Response, request
from flask_babel import Babel, Domain, get_locale

from webui import page_links

LANGUAGES = ("bg", "en", "es")
NAMES = {"bg": "Български", "en": "English", "es": "Español"}
FOLDER = Path(__file__).parent / "translations"

_LINK = re.compile(r'(<a\b[^>]*?\shref=")((?:/(?![/\\])|\?)[^"]*)')
_FORM = re.compile(r"<form\b[^>]*>")


class Catalogues(Domain):  # type: ignore[misc]  # flask_babel has no types
    """The texts of each language, read from its .po file when they are asked for first."""

    def get_translations(self) -> NullTranslations:
        """The texts of the request's language."""
        language = str(get_locale() or LANGUAGES[0])
        if language not in self.cache:
            self.cache[language] = catalogue(language)
        return cast(NullTranslations, self.cache[language])


@dataclass(frozen=True, slots=True)
class Switch:
    """A language that a page can be read in."""

    code: str
    name: str
    tail: str
    here: bool


def catalogue(language: str) -> NullTranslations:
    """The texts of a language; of the one that they are written in, themselves."""
    path = FOLDER / f"{language}.po"
    if not path.is_file():
        return NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return Translations(compiled)


def speak_languages(app: Flask) -> None:
    """Let an application's pages be read in LANGUAGES.

    Comes after whatever packs or sends answers: what is registered last sees an answer first.
    """
    babel = Babel(
        app, default_locale=LANGUAGES[0], default_timezone="Europe/Sofia", locale_selector=chosen
    )
    babel.domain_instance = Catalogues()
    app.jinja_env.globals.update(languages=switches)
    app.after_request(_say_on)


def chosen() -> str:
    """The language of the request."""
    return page_links.language(request.args, LANGUAGES) or _browsers()


def switches() -> list[Switch]:
    """The languages, each with the tail of the address of this page in it."""
    here = chosen()
    return [
        Switch(code, NAMES[code], page_links.in_language(request.args, code), code == here)
        for code in LANGUAGES
    ]


def _browsers() -> str:
    return request.accept_languages.best_match(LANGUAGES) or LANGUAGES[0]


def _say_on(response: Response) -> Response:
    """Put the language into what leads on, where the browser would not say it."""
    if request.endpoint == "static":
        return response
    response.vary.add("Accept-Language")
    language = page_links.language(request.args, LANGUAGES)
    if not language or language == _browsers():
        return response
    if response.location and response.location.startswith("/"):
        response.location = page_links.with_language(response.location, language)
    elif response.mimetype == "text/html" and not response.is_streamed and request.endpoint:
        response.set_data(said_on(response.get_data(as_text=True), language))
    return response


def said_on(html: str, language: str) -> str:
    """A page of ours whose links and forms say a language on; addresses are escaped in it."""

    def link(found: re.Match[str]) -> str:
        return found[1] + page_links.with_language(found[2], language, between="&amp;")

    return _FORM.sub(rf"\g<0>{page_links.language_field(language)}", _LINK.sub(link, html))
