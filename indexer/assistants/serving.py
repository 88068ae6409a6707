"""The tools over standard input and output, by the protocol's own Python package (extra `mcp`)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from importlib import import_module
from importlib.metadata import version
from typing import Any

from archive.errors import HronikaError
from indexer.assistants.tools import Answer, CannotAnswer, Tools
from indexer.library import Library

INSTRUCTIONS = (
    "The archive of a Bulgarian newspaper, to be read. Ask in Bulgarian words; cite every article "
    "by its address and date, and quote only what an answer quotes."
)


class NoProtocol(HronikaError):
    """The package of the protocol is not installed."""

    def __init__(self) -> None:
        super().__init__("the package `mcp` is not installed", "pip install 'hronika[mcp]'")


def server(library: Library) -> Any:
    """A server of the tools over an archive, not yet running.

    Raises:
        NoProtocol: the extra `mcp` is not installed.
    """
    try:
        kit = import_module("mcp.server.mcpserver")
        errors = import_module("mcp.server.mcpserver.exceptions")
        types = import_module("mcp_types")
    except ImportError:
        raise NoProtocol from None
    made = kit.MCPServer("hronika", instructions=INSTRUCTIONS, version=version("hronika"))
    only_reads = types.ToolAnnotations(read_only_hint=True, open_world_hint=False)
    tools = Tools(library)
    for tool in (tools.search, tools.article, tools.person, tools.related, tools.quotations):
        made.add_tool(_stated(tool, errors.ToolError), annotations=only_reads)
    return made


def _stated(tool: Callable[..., Answer], failure: type[Exception]) -> Callable[..., Answer]:
    """A tool whose refusals are the protocol's: a sentence that the assistant reads."""

    @wraps(tool)
    def stated(*args: Any, **named: Any) -> Answer:
        try:
            return tool(*args, **named)
        except (CannotAnswer, HronikaError) as error:
            raise failure(str(error)) from None

    return stated
