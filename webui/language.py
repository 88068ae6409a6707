"""Texts for people go through here: Flask-Babel with types, Bulgarian being the language written.

`gettext`, `ngettext` and `lazy_gettext` are what `pybabel extract -F babel.cfg` looks for.
"""

from __future__ import annotations

import flask_babel
from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

__all__ = ["LazyString", "gettext", "lazy_gettext", "ngettext"]


def gettext(text: str, **values: str) -> str:
    """A text in the language of the request, its %(names)s filled in."""
    return str(flask_babel.gettext(text, **values))


def ngettext(one: str, many: str, count: int, **values: str) -> str:
    """The form of a text that a count asks for."""
    return str(flask_babel.ngettext(one, many, count, **values))
