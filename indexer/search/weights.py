"""What a word counts for, in every engine: against 1 for a stem in the text."""

TITLE = 2.0  # a stem in the title
EXACT = 0.3  # the form as typed, on top of its stem
