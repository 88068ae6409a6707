"""Speed of the Bulgarian analyser, on one core: `python -m benchmarks.stemming [--words N]`.

Words are drawn from the sample site's articles as often as they occur there, so the mixture of
short, long, known and unknown words is a newspaper's. Prints words a second and ratios to a
baseline (str.lower with a dictionary lookup), which do not depend on the machine.
"""

import argparse
import json
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from indexer.bulgarian import stem, stems, tokens
from indexer.bulgarian.lexicon import lemmas_of

ARTICLES = Path(__file__).parents[1] / "data" / "sample" / "articles"


def main() -> None:
    """Print one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=200_000)
    count = parser.parse_args().words
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(ARTICLES.glob("*.txt")))
    words = random.Random(7).choices([token.text for token in tokens(text)], k=count)
    print(json.dumps(measured(words, text)))


def measured(words: Sequence[str], text: str) -> dict[str, float]:
    """Figures in words a second; `load_ms` is the reading of the lexicon."""
    start = time.perf_counter()
    lemmas_of("")
    load = time.perf_counter() - start
    baseline = _rate(lambda word: {}.get(word.lower()), words)
    stems.cache_clear()
    stem.cache_clear()
    figures = {
        "load_ms": load * 1000,
        "no_cache": _rate(stems.__wrapped__, words),
        "filling_cache": _rate(stem, words),
        "warm_cache": _rate(stem, words),
        "tokens": _tokens(text, len(words)),
    }
    ratios = {
        f"{name}_of_baseline": rate / baseline
        for name, rate in figures.items()
        if name != "load_ms"
    }
    return {name: round(value, 3) for name, value in (figures | ratios).items()}


def _rate(function: Callable[[str], object], words: Sequence[str]) -> float:
    start = time.process_time()
    for word in words:
        function(word)
    return len(words) / (time.process_time() - start)


def _tokens(text: str, count: int) -> float:
    start = time.process_time()
    made = 0
    while made < count:
        made += sum(1 for _ in tokens(text))
    return made / (time.process_time() - start)


if __name__ == "__main__":
    main()
