"""The Bulgarian language, alone: imports nothing of ours and nothing of any search engine.

    text ──tokens──→ Token(text, start, end, position, script)
                       │ stems: the terms indexed beside the exact form
    typed ──readings──→ Reading(text, cost, kind): Latin letters, shlyokavica, wrong keyboard
    text ──sentences──→ spans      word ──month──→ 1…12      text ──transliterate──→ Latin

Promises: no text crashes it and none takes more than linear time; offsets slice the original
text; the same word always has the same stems under one ANALYSIS_VERSION.
"""

from .analysis import Analysis, analyse
from .fold import fold
from .months import MONTHS, month
from .readings import Known, Reading, all_readings, best, readings
from .sentences import sentences
from .stems import stem, stems
from .tokens import Script, Token, script_of, tokens
from .transliterate import transliterate
from .version import ANALYSIS_VERSION

__all__ = [
    "ANALYSIS_VERSION",
    "MONTHS",
    "Analysis",
    "Known",
    "Reading",
    "Script",
    "Token",
    "all_readings",
    "analyse",
    "best",
    "fold",
    "month",
    "readings",
    "script_of",
    "sentences",
    "stem",
    "stems",
    "tokens",
    "transliterate",
]
