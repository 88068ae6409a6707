"""`hronika people`: who is who, and what editors decide about it."""

from __future__ import annotations

import json
import sys

import click

from archive import Settings
from indexer.library import Library
from indexer.naming.people.decisions import Decision, Kind
from indexer.naming.people.decisions_file import Refused, decide, load_decisions, undo
from indexer.search.profile import Profile

BY = {
    "": "", "name": "the same name, a part more or less", "slip": "spelt otherwise",
    "short": "a pet form", "latin": "in Latin letters", "surname": "by the surname alone",
    "known": "by the surname alone: known to everybody", "decision": "decided by an editor",
    "hidden": "hidden by an editor",
}  # fmt: skip


class _ByName(click.Group):
    """A name in the place of a command shows who bears it."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands:
            return super().resolve_command(ctx, ["show", *args])
        return super().resolve_command(ctx, args)


@click.group(cls=_ByName, epilog="Example: hronika people „Румен Радев“")
def people() -> None:
    """Who is who in the archive, and what editors decide about it.

    `hronika people NAME` shows all who bear a name. Decisions are kept in data/people.txt, a file
    that may be edited by hand, and hold from the next `hronika index` on.
    """


@people.command(epilog="Example: hronika people show Радев --json")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="As data, for programs.")
@click.pass_obj
def show(settings: Settings, name: str, as_json: bool) -> None:
    """Who bears a name: spellings, why they are one, articles, first and last."""
    found = Library(settings.index).people(name)
    if as_json:
        click.echo(json.dumps([one.as_json() for one in found], ensure_ascii=False, indent=2))
    for one in () if as_json else found:
        _tell(one)
    if not found:
        click.echo(f"nobody in the archive is called «{name}»", err=True)
        sys.exit(1)


def _tell(one: Profile) -> None:
    doubt = "" if one.certain else " (by a word of the name alone)"
    click.echo(f"{one.name}{doubt}: {one.articles} articles, {one.quotes} quotations")
    if one.first and one.last:
        click.echo(f"  first {one.first:%Y-%m-%d}, last {one.last:%Y-%m-%d}")
    for spelling in one.spellings:
        why = f" – {BY.get(spelling.by, spelling.by)}" if spelling.by else ""
        click.echo(f"  {spelling.form}: {spelling.articles}{why}")
    if one.several:
        click.echo("  may be several people: named in several callings")
    for other in one.beside[:5]:
        click.echo(f"  with {other.label} ({other.count})")


@people.command(epilog="Example: hronika people merge „Светослав Вуцов“ „Светльо Вуцов“")
@click.argument("name")
@click.argument("others", nargs=-1, required=True)
@click.pass_obj
def merge(settings: Settings, name: str, others: tuple[str, ...]) -> None:
    """Make names one person's, shown under the first."""
    _decide(settings, "merge", (name, *others))


@people.command(epilog="Example: hronika people split „Иван Иванов“ „Иван Петров Иванов“")
@click.argument("name")
@click.argument("other")
@click.pass_obj
def split(settings: Settings, name: str, other: str) -> None:
    """Keep two names apart: two people, whatever the rules say."""
    _decide(settings, "apart", (name, other))


@people.command(epilog="Example: hronika people hide „Васил Левски“")
@click.argument("name")
@click.pass_obj
def hide(settings: Settings, name: str) -> None:
    """Show a name no more: it is no person's (a stadium, a firm)."""
    _decide(settings, "hide", (name,))


@people.command(epilog="Example: hronika people rename „Гришо Димитров“ „Григор Димитров“")
@click.argument("name")
@click.argument("shown")
@click.pass_obj
def rename(settings: Settings, name: str, shown: str) -> None:
    """Show a person under another name."""
    _decide(settings, "merge", (shown, name))


@people.command("undo", epilog="Example: hronika people undo")
@click.pass_obj
def undo_command(settings: Settings) -> None:
    """Take the last decision of data/people.txt back."""
    try:
        line = undo(settings.people)
    except Refused as refused:
        raise click.ClickException(str(refused)) from None
    click.echo(f"taken back: {line}; in force with the next `hronika index`", err=True)


def _decide(settings: Settings, kind: Kind, names: tuple[str, ...]) -> None:
    known = {name for name in names if Library(settings.index).people(name)}
    try:
        decide(settings.people, Decision(kind, tuple(" ".join(name.split()) for name in names)))
        line = load_decisions(settings.people).made[-1].line()
    except Refused as refused:
        raise click.ClickException(str(refused)) from None
    for name in names:
        if name not in known:
            click.echo(f"  nobody in the archive is called «{name}» so far", err=True)
    click.echo(f"{line}; in force with the next `hronika index`", err=True)
