"""`hronika explain`: what the index makes of a word."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import click

from archive import Settings
from indexer import bulgarian
from indexer.errors import IndexMissing
from indexer.library import Library
from indexer.search.wording import load_wording

MOST_READINGS = 5


@click.command(epilog="Example: hronika explain ракетите putin")
@click.argument("words", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print the steps as JSON.")
@click.pass_obj
def explain(settings: Settings, words: tuple[str, ...], as_json: bool) -> None:
    """Show token by token what words become: folded form, stems, readings of Latin letters.

    Which reading is likely depends on the words of the index; without one, all are unknown.
    """
    library = Library(settings.index, load_wording(settings.words))
    told = [_token(text, library) for text in words]
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for word in told:
        for token in word["tokens"]:
            known = "" if token["known"] else "  (guessed: not in the lexicon)"
            stems = " | ".join(token["stems"])
            click.echo(
                f"{word['word']}  →  {token['folded']} [{token['script']}]  →  {stems}{known}"
            )
        for reading in word["readings"]:
            found = f"in {reading['articles']} articles" if reading["articles"] else "in no article"
            click.echo(f"    {reading['kind']:24}{reading['text']}  {reading['cost']:.2f}  {found}")


def _token(text: str, library: Library) -> dict[str, Any]:
    tokens = [bulgarian.analyse(token.text) for token in bulgarian.tokens(text)]
    readings = bulgarian.readings(text, lambda forms: _known(forms, library))[:MOST_READINGS]
    return {
        "word": text,
        "tokens": [
            {"folded": t.folded, "script": t.script, "stems": list(t.stems), "known": t.known}
            for t in tokens
        ],
        "readings": [
            {"text": r.text, "kind": r.kind, "cost": round(r.cost, 3), "articles": r.hits}
            for r in readings
        ],
    }


def _known(forms: Iterable[str], library: Library) -> Mapping[str, int]:
    try:
        return library.known(forms)
    except IndexMissing:
        return dict.fromkeys(forms, 0)
