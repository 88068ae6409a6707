"""Progress of long work, on standard error: a bar for people, nothing for pipes and logs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

Tell = Callable[[int, int], None]
TellOne = Callable[[str, int, int], None]


@contextmanager
def bar(title: str) -> Iterator[Tell]:
    """A bar that is told (done, of how many); the number may grow while it runs."""
    with bars({"": title}) as tell:
        yield lambda done, total: tell("", done, total)


@contextmanager
def bars(titles: Mapping[str, str]) -> Iterator[TellOne]:
    """A bar for each key, one under the other; each is told (key, done, of how many)."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
               TimeRemainingColumn())  # fmt: skip
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        tasks = {key: progress.add_task(title, total=None) for key, title in titles.items()}

        def tell(key: str, done: int, total: int) -> None:
            progress.update(tasks[key], completed=done, total=max(done, total))

        yield tell
