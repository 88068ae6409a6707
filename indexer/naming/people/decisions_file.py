"""data/people.txt: the editors' decisions as a file that people read, write and keep.

Written whole beside itself and renamed, so that no crash leaves half of it; every change is told
in data/people.log: when, who, what.
"""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from archive.errors import ConfigError, NotWritable
from indexer.naming.people.decisions import NO_DECISIONS, Decision, Decisions, parsed
from indexer.naming.people.keys import key

__all__ = ["Refused", "decide", "load_decisions", "undo"]

HEAD = """\
# Решения на редакторите за лицата. По едно на ред; в сила след следващото „hronika index“.
# Editors' decisions about persons, one a line; in force with the next `hronika index`.
# Decisiones de los redactores sobre las personas, una por línea; valen desde el próximo índice.
#
#   Светослав Вуцов = Светльо Вуцов; С. Вуцов    един човек, показван с първото име
#   Иван Иванов != Иван Петров Иванов            двама души
#   -Васил Левски                                не е лице
"""


class Refused(ValueError):
    """A decision that cannot be taken; the message says why."""


def load_decisions(file: Path) -> Decisions:
    """The decisions of a file; none where it is missing.

    Raises:
        ConfigError: the file cannot be read, or is no UTF-8.
    """
    try:
        return parsed(file.read_text("utf-8").splitlines())
    except (FileNotFoundError, NotADirectoryError):
        return NO_DECISIONS
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(file, f"cannot be read: {error}") from None


def decide(file: Path, decision: Decision) -> None:
    """Add a decision behind those that hold.

    Raises:
        Refused: it contradicts one of them.
        NotWritable: the file cannot be written.
    """
    lines = _lines(file)
    before = parsed(lines)
    line = decision.line()
    if decision.kind == "merge":
        lines, line = _gathered(lines, decision)
    after = parsed([*lines, line])
    refused = [each.why for each in after.broken if each not in before.broken]
    if refused:
        raise Refused(refused[-1])
    _write(file, [*lines, line])
    _log(file, line)


def undo(file: Path) -> str:
    """Take the last decision back; its line.

    Raises:
        Refused: there is none.
        NotWritable: the file cannot be written.
    """
    lines = _lines(file)
    for number in range(len(lines) - 1, -1, -1):
        if lines[number].partition("#")[0].strip():
            line = lines.pop(number)
            _write(file, lines)
            _log(file, f"undo: {line}")
            return line
    raise Refused("there is no decision to take back")


def _gathered(lines: list[str], decision: Decision) -> tuple[list[str], str]:
    """A line of the same person is replaced by one with all its names, so that one person is one
    line.
    """
    own = {key(name) for name in decision.names}
    names = list(decision.names)
    kept = []
    for line in lines:
        found = parsed([line]).made
        same = found and found[0].kind == "merge" and own & {key(name) for name in found[0].names}
        if same:
            names += found[0].names
        else:
            kept.append(line)
    whole = Decision("merge", tuple(dict.fromkeys(names)))
    return kept, whole.line()


def _lines(file: Path) -> list[str]:
    load_decisions(file)
    return file.read_text("utf-8").splitlines() if file.exists() else HEAD.splitlines()


def _write(file: Path, lines: Iterable[str]) -> None:
    beside = file.with_name(f".{file.name}-{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("w", encoding="utf-8") as out:
            out.write("".join(f"{line}\n" for line in lines))
            out.flush()
            os.fsync(out.fileno())
        beside.replace(file)
    except OSError as error:
        beside.unlink(missing_ok=True)
        reason = (error.strerror or str(error)).lower()
        raise NotWritable(f"cannot write {file} ({reason})", "nothing is lost") from None


def _log(file: Path, what: str) -> None:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with file.with_suffix(".log").open("a", encoding="utf-8") as log:
        log.write(f"{now}\t{_editor()}\t{what}\n")


def _editor() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "?"
