"""`hronika verify`."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field

import click

from archive import Archive, Settings, declared_sites
from archive.errors import ArchiveError
from archive.verify import Verified
from archive.verify import verify as verify_archive
from indexer.build.versions import Versions
from indexer.cli.bars import bar
from indexer.consistency import inconsistencies, unreadable
from indexer.errors import IndexMissing, IndexProblem
from indexer.rereading import reread


@dataclass
class _Told:
    """What the index has to say beside the archive."""

    problems: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


@click.command(epilog="Example: hronika verify --json")
@click.option("--deep", is_flag=True, help="Read every page again and compare it with the index.")
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON.")
@click.pass_obj
def verify(settings: Settings, deep: bool, as_json: bool) -> None:
    """Check archive, catalogue, articles and index against each other.

    Exit code 1 when anything is wrong; each problem is named with its place and what helps. Damage
    that a later capture stands for, and pages that could not be read, are named too; they are no
    fault now.
    """
    with bar("Files") as tell:
        checked = verify_archive(settings.archive, tell)
    index = _index(settings, deep)
    _tell(checked, index, as_json=as_json)
    if checked.problems or index.problems:
        sys.exit(1)


def _index(settings: Settings, deep: bool) -> _Told:
    told = _Told()
    try:
        with Archive.open(settings.archive) as archive:
            told.problems += inconsistencies(settings.index, archive)
            told.unread += unreadable(settings.index)
            if deep:
                found, faults = declared_sites(settings.sites)
                versions = Versions(found, frozenset(faults))
                with bar("Pages") as tell:
                    told.problems += reread(settings.index, archive, versions, tell)
    except IndexMissing as missing:
        click.echo(f"{missing}", err=True)
    except IndexProblem as problem:
        told.problems.append(str(problem))
    except ArchiveError:
        click.echo("the index was not compared: the archive's catalogue cannot be used", err=True)
    return told


def _tell(checked: Verified, index: _Told, *, as_json: bool) -> None:
    problems = [*map(str, checked.problems), *index.problems]
    healed = list(map(str, checked.healed))
    if as_json:
        told = {
            "files": checked.files,
            "records": checked.records,
            "problems": problems,
            "healed": healed,
            "unread": index.unread,
        }
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for line in (*problems, *healed, *index.unread):
            click.echo(line)
        whole = "all is whole" if not problems else f"{len(problems)} problems"
        click.echo(f"{checked.records} records in {checked.files} files: {whole}", err=True)
