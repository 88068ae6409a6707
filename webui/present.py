"""How things are said to people: dates, counts, names of facets, repairs, reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache

from flask_babel import format_date, format_decimal, get_locale

from indexer.article import Change, Origin
from indexer.bulgarian.transliterate import transliterate
from indexer.search.query import Facet
from indexer.search.results import Related
from indexer.search.syntax import Repair
from webui.language import LazyString, gettext, lazy_gettext, ngettext

LONGEST_SLUG = 80
TAKEN = frozenset({"versions", "snapshot"})  # what else stands under an article's address

FACET_NAMES: Mapping[Facet, LazyString] = {
    "section": lazy_gettext("Раздел"),
    "person": lazy_gettext("Лице"),
    "source": lazy_gettext("Източник"),
    "author": lazy_gettext("Автор"),
    "site": lazy_gettext("Сайт"),
}

REPAIRS: Mapping[Repair, LazyString] = {
    "too-long": lazy_gettext("Заявката е много дълга, взех само началото ѝ."),
    "too-deep": lazy_gettext(
        "Скобите са една в друга твърде дълбоко, най-вътрешните ги пропуснах."
    ),
    "quote-closed": lazy_gettext("Липсваше затваряща кавичка, сложих я в края."),
    "bracket-closed": lazy_gettext("Липсваше затваряща скоба, сложих я в края."),
    "bracket-dropped": lazy_gettext("Имаше излишна затваряща скоба, пропуснах я."),
    "or-alone": lazy_gettext("До ИЛИ липсваше дума, пропуснах го."),
    "minus-alone": lazy_gettext("След минуса липсваше дума, пропуснах го."),
    "field-empty": lazy_gettext("След двоеточието липсваше стойност, пропуснах полето."),
    "change-unknown": lazy_gettext("Не разбрах коя промяна се търси, взех всяка."),
    "date-dropped": lazy_gettext("Не разбрах датата в заявката, пропуснах я."),
    "too-many-patterns": lazy_gettext(
        "Думите със звездичка, въпросителна или тилда бяха повече от четири, взех първите четири."
    ),
    "too-many-readings": lazy_gettext(
        "Думите на латиница са много: другите след тридесет и втората търся както са написани."
    ),
    "wildcard-short": lazy_gettext("Преди звездичката трябват поне две букви, търся без нея."),
}

READINGS: Mapping[str, LazyString] = {
    "transliteration": lazy_gettext("написано на латиница"),
    "shlyokavica": lazy_gettext("написано на шльокавица"),
    "keyboard-bds": lazy_gettext("друга клавиатурна подредба"),
    "keyboard-phonetic": lazy_gettext("друга клавиатурна подредба"),
}

# Where a date of publication was found when it was not said in data for machines.
LESS_CERTAIN: Mapping[Origin, LazyString] = {
    "text": lazy_gettext("датата е прочетена от текста на страницата"),
    "page": lazy_gettext("датата е прочетена от текста на страницата"),
    "url": lazy_gettext("датата е взета от адреса на страницата"),
}


def day_words(day: date) -> str:
    """«5 септември 2023, вторник»."""
    return str(format_date(day, gettext("d MMMM y, EEEE"), rebase=False))


def short_day(day: date) -> str:
    """«5 септември 2023» and the sign of a year, the abbreviation held to its year."""
    return str(format_date(day, gettext("d MMMM y\u00a0'г.'"), rebase=False))


def day_of_year(day: date) -> str:
    """«5 септември», where the year is said beside it."""
    return str(format_date(day, gettext("d MMMM"), rebase=False))


def published_words(moment: datetime, now: datetime | None = None) -> str:
    """The day of publication in the newspaper's own zone; «днес» and «вчера» while they hold."""
    today = (now or datetime.now(moment.tzinfo)).astimezone(moment.tzinfo).date()
    match (today - moment.date()).days:
        case 0:
            return gettext("днес")
        case 1:
            return gettext("вчера")
        case _:
            return day_words(moment.date())


def hour_words(moment: datetime) -> str:
    """«14:30 ч.»; empty at midnight, which is what a date without an hour becomes."""
    return "" if (moment.hour, moment.minute) == (0, 0) else _hour(moment)


def _hour(moment: datetime) -> str:
    return gettext("%(time)s\u00a0ч.", time=f"{moment:%H:%M}")


def clock(moment: datetime) -> str:
    """«14:30», in front of a title."""
    return f"{moment:%H:%M}"


def weekday(day: date) -> tuple[str, str]:
    """«пн», «понеделник»."""
    short, whole = (str(format_date(day, form, rebase=False)) for form in ("EEEEEE", "EEEE"))
    return short, whole


def date_label(value: str) -> str:
    """A value of the date facet in its place: «2023», «септември», «5»."""
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 1:
        return value
    if len(parts) == 2:
        return str(format_date(date(parts[0], parts[1], 1), "LLLL", rebase=False))
    return str(parts[2])


def date_words(value: str) -> str:
    """A value of the date facet by itself: «2023», «септември 2023», «5 септември 2023»."""
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 1:
        return value
    pattern = "LLLL y" if len(parts) == 2 else "d MMMM y"
    whole = date(parts[0], parts[1], parts[2] if len(parts) == 3 else 1)
    return str(format_date(whole, pattern, rebase=False))


def number(count: int) -> str:
    """A count with its thousands parted: «12 345»."""
    return _number(count, str(get_locale()))


@lru_cache(maxsize=1 << 14)
def _number(count: int, _: str) -> str:
    return str(format_decimal(count))


def articles(count: int, *, at_least: bool = False) -> str:
    """«1 статия», «2 статии», «поне 10 000 статии»."""
    many = ngettext("%(shown)s статия", "%(shown)s статии", count, shown=number(count))
    return gettext("поне %(many)s", many=many) if at_least else many


def reason(related: Related) -> str:
    """Why an article is offered beside another."""
    shared = ", ".join(related.shared)
    match related.reason:
        case "same-story":
            return gettext("същата история")
        case "same-persons":
            return ngettext("същото лице: %(who)s", "същите лица: %(who)s", len(related.shared),
                            who=shared)  # fmt: skip
        case _:
            return gettext("общи думи")


@lru_cache(maxsize=1 << 14)
def slug(title: str) -> str:
    """A title as the readable end of an address: «iztochna-prognoza»; never empty."""
    latin = transliterate(title).lower()
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in latin).split()
    made = ""
    for word in words:
        longer = f"{made}-{word}" if made else word
        if len(longer) > LONGEST_SLUG:
            break
        made = longer
    made = made or (words[0][:LONGEST_SLUG] if words else "statiya")
    return f"{made}-statiya" if made in TAKEN else made


CHANGES: Mapping[Change, LazyString] = {
    "headline": lazy_gettext("заглавието"),
    "text": lazy_gettext("текстът"),
    "date": lazy_gettext("датата"),
    "mend": lazy_gettext("дребна поправка"),
}


def changes(kinds: Iterable[Change]) -> str:
    """What changed: «заглавието, текстът»; empty for the first version."""
    return ", ".join(str(CHANGES[kind]) for kind in kinds)


def moment(when: datetime) -> str:
    """A day and, where it is known, its hour."""
    hour = hour_words(when)
    return f"{short_day(when.date())}, {hour}" if hour else short_day(when.date())


def web_address(url: str) -> str:
    """An address that a link may carry; empty for anything but the web's own schemes."""
    return url if url.startswith(("https://", "http://")) else ""
