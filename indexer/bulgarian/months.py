"""Bulgarian month names, whole and short."""

__all__ = ["MONTHS", "month"]

_NAMES = (
    "януари ян яну",
    "февруари фев февр",
    "март мар",
    "април апр",
    "май",
    "юни юн",
    "юли юл",
    "август авг",
    "септември септ сеп",
    "октомври окт",
    "ноември ноем ное",
    "декември дек",
)

MONTHS: dict[str, int] = {
    name: number for number, names in enumerate(_NAMES, start=1) for name in names.split()
}
"""Lower-case name or short form → month, 1 to 12."""


def month(word: str) -> int | None:
    """The month that a word names, 1 to 12: «Септември», «септ.», «май»; None for other words."""
    return MONTHS.get(word.rstrip(".").lower())
