"""The archive as tools for assistants (MCP, the Model Context Protocol): `hronika mcp`.

    tools     what can be asked, and what is answered     serving   the same over the protocol

Promises: nothing is written; every article comes with its address at the newspaper, its date and
words that it has; every answer has an end (MOST articles, LONGEST letters); what cannot be answered
is a sentence, not an accident.
"""
