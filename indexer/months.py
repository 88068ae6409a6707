"""Names of months in the languages that the articles and the readers mix, as they are looked up."""

from indexer.bulgarian import MONTHS

__all__ = ["FOREIGN", "NAMES"]

_ENGLISH = "january february march april may june july august september october november december"
_SPANISH = (
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
)

FOREIGN = {
    name: number
    for names in (_ENGLISH, _SPANISH)
    for number, name in enumerate(names.split(), start=1)
}
"""Whole English and Spanish name → month, 1 to 12."""

NAMES = MONTHS | FOREIGN
"""The same with the Bulgarian names, whole and short."""
