"""What counts for how much, in every engine: words against 1 for a stem in the text."""

K1 = 1.8  # BM25: how much the fifth mention still adds
B = 0.9  # BM25: how much the length of a text counts

TITLE = 0.6  # a stem in the title
EXACT = 0.5  # the form as typed, on top of its stem

FADING = 0.3  # share of a score that fades with age: an exact title is never drowned
HALF_LIFE = 90.0  # days in which it fades by half, counted from the newest article
FADING_ALONE = 0.45  # the same for a query of one word, which asks for news of something

IN_TITLE = 2.0  # all words of the query in the title, on top of each
BESIDE = 0.5  # two words side by side as typed
NEAR = 0.3  # two words at most NEAR_WORDS apart, in either order
NEAR_WORDS = 8
