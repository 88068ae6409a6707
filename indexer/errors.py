"""The indexer's branch of the tree of accidents in `archive.errors`."""

from __future__ import annotations

from pathlib import Path

from archive.errors import HronikaError


class IndexProblem(HronikaError):
    """Something is wrong in data/index; the archive is not touched by it."""


class IndexMissing(IndexProblem):
    """Nothing was indexed yet."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"there is no index in {folder}", "run `hronika index`")


class IndexOutdated(IndexProblem):
    """The index was made by another version of the program."""

    def __init__(self, folder: Path, found: str, wanted: str) -> None:
        what = f"the index in {folder} is of version {found}, this program reads {wanted}"
        super().__init__(what, "run `hronika rebuild`")


class IndexUnusable(IndexProblem):
    """The index cannot be opened."""

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(f"the index in {folder} cannot be read ({why})", "run `hronika rebuild`")


class RehearsalFailed(IndexProblem):
    """A new index does not hold what it should; the live one stays in use."""

    def __init__(self, why: str) -> None:
        super().__init__(f"the new index was not taken into use: {why}", "the old one still is")


class ArticlesLost(RehearsalFailed):
    """A new index lacks more of the live one's articles than may be; `lost` are their addresses."""

    NAMED = 10

    def __init__(self, lost: list[str], of: int) -> None:
        named = ", ".join(lost[: self.NAMED])
        more = f" and {len(lost) - self.NAMED} more" if len(lost) > self.NAMED else ""
        super().__init__(
            f"{len(lost)} of {of} articles are not in it ({named}{more});"
            " `hronika rebuild --accept-loss` takes it all the same"
        )
        self.lost = tuple(lost)


class ArchiveShrunk(IndexProblem):
    """The archive ends before what was indexed of it: records were lost, or it is another one."""

    def __init__(self, ends: int, read: int) -> None:
        super().__init__(
            f"the archive ends with number {ends}, and {read} was indexed",
            "see `hronika verify`; `hronika rebuild` makes the index of what there is",
        )


class ReaderEnded(IndexProblem):
    """A process that reads captures does not start."""

    def __init__(self) -> None:
        super().__init__(
            "a process that reads the archive does not start, perhaps for want of memory",
            "run it again; with `--processes 1` it takes the least memory",
        )


class IndexBusy(IndexProblem):
    """Another process writes the index."""
