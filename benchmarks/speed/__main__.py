"""python -m benchmarks.speed: make the corpus, build, ask, report."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import click

from benchmarks.speed import lucene, run
from benchmarks.speed.corpus import ensure
from benchmarks.speed.engines import NAMES
from benchmarks.speed.queries import load
from benchmarks.speed.report import report
from benchmarks.speed.run import Place

ENGINES = click.Choice([*NAMES, lucene.NAME])


@click.group(help=__doc__)
@click.option("-n", "count", default=10_000, show_default=True, help="articles of the corpus")
@click.option("--folder", type=Path, default=Path("/tmp/hronika-speed"), show_default=True)
@click.pass_context
def main(context: click.Context, count: int, folder: Path) -> None:
    """Set where things lie."""
    context.obj = Place(folder, count)


@main.command()
@click.pass_obj
def corpus(place: Place) -> None:
    """Make the corpus and draw the queries (build and ask do so themselves)."""
    click.echo(ensure(place.count, place.data))
    click.echo(f"{len(load(place.data, place.corpus))} queries")


@main.command()
@click.argument("engines", nargs=-1, type=ENGINES, required=True)
@click.option("--here", is_flag=True, hidden=True, help="in this process")
@click.pass_obj
def build(place: Place, engines: tuple[str, ...], here: bool) -> None:
    """Index the corpus with each engine, one after the other."""
    ensure(place.count, place.data)
    for engine in engines:
        if not here:
            shutil.rmtree(place.index(engine), ignore_errors=True)
            _process(place, "build", engine)
        elif engine == lucene.NAME:
            run.save(place.result(f"build_{engine}"), lucene.build(place))
        else:
            run.save(place.result(f"build_{engine}"), run.build(engine, place))


@main.command()
@click.argument("engines", nargs=-1, type=ENGINES, required=True)
@click.option("--rounds", default=2, show_default=True)
@click.option("--repeats", default=3, show_default=True, help="passes over the queries a round")
@click.option("--budget", default=6.0, show_default=True, help="seconds a kind and mode")
@click.option("--round", "here", default=-1, hidden=True, help="this one, in this process")
@click.pass_obj
def ask(
    place: Place, engines: tuple[str, ...], rounds: int, repeats: int, budget: float, here: int
) -> None:
    """Ask each engine all queries; the engines alternate round by round."""
    questions = load(place.data, place.corpus)
    options = ("--repeats", str(repeats), "--budget", str(budget))
    if here < 0:
        for number in range(rounds):
            for engine in engines:
                _process(place, "ask", engine, *options, "--round", str(number))
        return
    for engine in engines:
        if engine == lucene.NAME:
            figures = lucene.ask(place, repeats)
        else:
            figures = run.ask(engine, place, questions, repeats, budget)
        run.save(place.result(f"query_{engine}_{here}"), figures)


@main.command("report")
@click.option("--reference", type=ENGINES, default="tantivy", show_default=True)
@click.option("--processor", is_flag=True, help="CPU time, which a busy machine disturbs less")
@click.pass_obj
def report_(place: Place, reference: str, processor: bool) -> None:
    """Print the tables as Markdown."""
    click.echo(report(place.root / "results", place.count, reference, processor=processor))


def _process(place: Place, command: str, engine: str, *options: str) -> None:
    here = ("--here",) if command == "build" else ()
    where = ("-n", str(place.count), "--folder", str(place.root))
    arguments = [sys.executable, "-m", "benchmarks.speed", *where, command, engine]
    click.echo(f"{command} {engine} {' '.join(options)}", err=True)
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    subprocess.run([*arguments, *here, *options], check=True, env=environment)


if __name__ == "__main__":
    main()
