"""Text typed with the wrong keyboard layout, both ways.

BDS 5237 («;» gives м) and the two phonetic layouts: the traditional one (q=я, w=в, v=ж) and the
phonetic one of BDS 5237:2006 (q=ч, w=ш, x=ж). A key's Latin letter and its Cyrillic letter are one
pair; reading a word is replacing each letter by its partner.
"""

__all__ = ["LAYOUTS", "to_cyrillic", "to_latin"]

_BDS = (
    "qwertyuiop[]asdfghjkl;'zxcvbnm,./",
    ",уеишщксдзц;ьяаожгтнвмчюйъэфхпрлб",
)
_PHONETIC = (
    "qwertyuiop[]asdfghjkl;'zxcvbnm,./`\\",
    "явертъуиопшщасдфгхйкл;'зьцжбнм,./чю",
)
_PHONETIC_2006 = (
    "qwertyuiop[]asdfghjkl;'zxcvbnm,./`\\",
    "чшертъуиопящасдфгхйкл;'зжцвбнм,./юь",
)

LAYOUTS: dict[str, tuple[str, str]] = {
    "keyboard-bds": _BDS,
    "keyboard-phonetic": _PHONETIC,
    "keyboard-phonetic-2006": _PHONETIC_2006,
}
"""Layout → (Latin keys, the letters they give in Cyrillic)."""

_FORWARD = {name: str.maketrans(keys, letters) for name, (keys, letters) in LAYOUTS.items()}
_BACKWARD = {name: str.maketrans(letters, keys) for name, (keys, letters) in LAYOUTS.items()}


def to_cyrillic(typed: str, layout: str) -> str:
    """What the keys of a Latin text give in a Bulgarian layout: «fpelj» is «софия»."""
    return typed.lower().translate(_FORWARD[layout])


def to_latin(typed: str, layout: str) -> str:
    """What the keys of a Cyrillic text give in the Latin layout."""
    return typed.lower().translate(_BACKWARD[layout])
