"""What a pattern matched, as it is looked up."""


def small(matched: str) -> str:
    """What a pattern found, in the letters of the pattern.

    `re.IGNORECASE` takes more for equal than `str.lower` makes equal (the long s and s, the dotless
    i and i, the old Cyrillic shapes from U+1C80 on): who looks up what it found asks by this.
    """
    return matched.replace("\u0130", "i").upper().lower()
