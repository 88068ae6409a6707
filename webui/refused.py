"""What a request asked that cannot be meant: a code, the parameter, and a sentence for people."""

from __future__ import annotations

from typing import Literal, get_args

from webui.language import lazy_gettext

Code = Literal[
    "bad_date", "bad_period", "bad_sort", "bad_page", "bad_per_page", "bad_literal", "bad_unit",
    "bad_format", "bad_version", "too_many", "bad_url", "bad_body", "bad_text", "bad_cursor",
    "cursor_outdated",
]  # fmt: skip
CODES: tuple[Code, ...] = get_args(Code)

MESSAGES = {
    "bad_date": lazy_gettext("Това не е дата."),
    "bad_period": lazy_gettext("Началото на периода е след края му."),
    "bad_sort": lazy_gettext("Няма такова подреждане."),
    "bad_page": lazy_gettext("Няма страница с такъв номер."),
    "bad_per_page": lazy_gettext("Толкова статии на страница не се показват."),
    "bad_literal": lazy_gettext("literal не може да има такава стойност."),
    "bad_unit": lazy_gettext("Няма такава мярка за времето."),
    "bad_format": lazy_gettext("В такъв вид не се дава."),
    "bad_version": lazy_gettext("Това не е номер на версия."),
    "too_many": lazy_gettext("Избрани са твърде много стойности наведнъж."),
    "bad_url": lazy_gettext("Липсва адресът на статията."),
    "bad_body": lazy_gettext("Изпратеното не е обект на JSON."),
    "bad_text": lazy_gettext("Липсва текстът."),
    "bad_cursor": lazy_gettext("Това не е продължение на този списък."),
    "cursor_outdated": lazy_gettext("Архивът се промени и мястото в списъка го няма."),
}
ADVICE = {
    "bad_date": lazy_gettext("Пишете 2023, 2023-09, 2023-09-05 или 05.09.2023."),
    "bad_period": lazy_gettext("Разменете двете дати."),
    "bad_sort": lazy_gettext("Подрежда се по близост, от най-новите или от най-старите."),
    "bad_page": lazy_gettext("Номерът е цяло число от 1 нагоре."),
    "bad_per_page": lazy_gettext("Могат да са от 1 до 100."),
    "bad_literal": lazy_gettext("Пишете 1 или го махнете."),
    "bad_unit": lazy_gettext("Има year, month и day."),
    "bad_format": lazy_gettext("Има html и csv."),
    "bad_version": lazy_gettext("Версиите се броят от 1, най-старата."),
    "too_many": lazy_gettext("Махнете някои от тях."),
    "bad_url": lazy_gettext("Напишете го като url=https://…"),
    "bad_body": lazy_gettext('Изпратете {"text": "…"}.'),
    "bad_text": lazy_gettext('Изпратете {"text": "…"}.'),
    "bad_cursor": lazy_gettext("Вземете next от предишния отговор."),
    "cursor_outdated": lazy_gettext("Започнете отначало."),
}


class Refused(Exception):
    """A parameter that cannot be meant; answered with status 400.

    Args:
        code: one of CODES, for programs.
        field: the parameter's name; empty where it is none's fault.
    """

    def __init__(self, code: Code, field: str) -> None:
        super().__init__(f"{code}: {field}")
        self.code, self.field = code, field

    @property
    def message(self) -> str:
        """What is wrong, in one sentence, in the language of the request."""
        return str(MESSAGES[self.code])

    @property
    def advice(self) -> str:
        """What to do about it, in one sentence."""
        return str(ADVICE[self.code])
