"""What is answered, as JSON Schema. Objects are closed: a new field has to be described here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from indexer.article import Change, Origin
from indexer.search.query import FACETS
from indexer.search.syntax import Repair

Schema = Mapping[str, Any]

TEXT: Schema = {"type": "string"}
SOMETHING: Schema = {"type": "string", "pattern": r"\S"}
TEXT_OR_NONE: Schema = {"type": ["string", "null"]}
WHOLE: Schema = {"type": "integer"}
NUMBER: Schema = {"type": "number"}
YES_OR_NO: Schema = {"type": "boolean"}
MOMENT: Schema = {"type": "string", "format": "date-time"}
MOMENT_OR_NONE: Schema = {"type": ["string", "null"], "format": "date-time"}


def listed(inner: Schema) -> Schema:
    """A list of something."""
    return {"type": "array", "items": inner}


def one_of(*values: str) -> Schema:
    """One of a few words."""
    return {"type": "string", "enum": list(values)}


def closed(**fields: Schema) -> Schema:
    """An object that has all of these fields and no others."""
    return {
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }


def ref(name: str) -> Schema:
    """A schema of SCHEMAS by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


NAMES = listed(TEXT)
_HIT: dict[str, Schema] = {
    "id": TEXT,
    "url": TEXT,
    "title": TEXT,
    "section": TEXT_OR_NONE,
    "published": MOMENT_OR_NONE,
    "authors": NAMES,
    "persons": NAMES,
    "sources": NAMES,
    "site": TEXT,
    "snippet_html": TEXT,
    "score": NUMBER,
    "repeats": TEXT_OR_NONE,
}
_VALUE: dict[str, Schema] = {
    "value": TEXT,
    "label": TEXT,
    "count": WHOLE,
    "selected": YES_OR_NO,
    "excluded": YES_OR_NO,
}
_FACETS: dict[str, Schema] = {
    facet: listed(ref("PersonValue" if facet == "person" else "Value")) for facet in FACETS
}

SCHEMAS: Mapping[str, Schema] = {
    "Hit": {
        **closed(**_HIT),
        "properties": {**_HIT, "why": closed(title=WHOLE, text=WHOLE, score=NUMBER)},
    },
    "Near": closed(**_HIT, reason=one_of("same-story", "same-persons", "same-words"), shared=NAMES),
    "Related": closed(results=listed(ref("Near"))),
    "Value": closed(**_VALUE),
    "PersonValue": closed(**_VALUE, certain=YES_OR_NO),
    "DateCount": closed(value=TEXT, count=WHOLE),
    "Period": closed(**{"from": TEXT_OR_NONE, "to": TEXT_OR_NONE}),
    "List": closed(
        reading=TEXT,
        repairs=listed(one_of(*get_args(Repair))),
        total=WHOLE,
        total_relation=one_of("eq", "gte"),
        took_ms=NUMBER,
        suggestion=TEXT_OR_NONE,
        without=NAMES,
        some=WHOLE,
        date={"oneOf": [ref("Period"), {"type": "null"}]},
        results=listed(ref("Hit")),
        facets=closed(**_FACETS, date=listed(ref("DateCount"))),
        next=TEXT_OR_NONE,
    ),
    "Caption": closed(text=TEXT, credit=TEXT),
    "Person": closed(name=TEXT, key=TEXT, mentions=WHOLE, certain=YES_OR_NO, by=TEXT),
    "Source": closed(name=TEXT, credited=YES_OR_NO),
    "Quote": closed(
        text=TEXT,
        paragraph=WHOLE,
        start=WHOLE,
        end=WHOLE,
        speaker=TEXT,
        key=TEXT,
        office=TEXT,
        certain=YES_OR_NO,
    ),
    "Version": closed(n=WHOLE, seen=MOMENT, changed=listed(one_of(*get_args(Change)))),
    "Article": closed(
        id=TEXT,
        url=TEXT,
        site=TEXT,
        title=TEXT,
        section=TEXT_OR_NONE,
        published=MOMENT_OR_NONE,
        updated=MOMENT_OR_NONE,
        authors=NAMES,
        language=TEXT,
        words=WHOLE,
        text=TEXT,
        captions=listed(ref("Caption")),
        pictures_by=closed(agencies=NAMES, photographers=NAMES),
        tags=NAMES,
        persons=listed(ref("Person")),
        sources=listed(ref("Source")),
        quotes=listed(ref("Quote")),
        origin={"type": "object", "additionalProperties": one_of(*get_args(Origin))},
        gone=MOMENT_OR_NONE,
        versions=listed(ref("Version")),
        aliases=NAMES,
    ),
    "Suggestions": closed(
        persons=listed(closed(key=TEXT, label=TEXT, certain=YES_OR_NO)),
        titles=listed(closed(id=TEXT, title=TEXT)),
        sections=NAMES,
        sources=NAMES,
        words=NAMES,
    ),
    "Draft": {"type": "object", "properties": {"text": SOMETHING}, "required": ["text"]},
    "Health": closed(status=one_of("ok"), articles={"type": ["integer", "null"]}, index=TEXT),
    "Ready": closed(status=one_of("ready"), articles=WHOLE),
    "Error": closed(
        error=closed(status=WHOLE, code=TEXT, message=TEXT, field=TEXT_OR_NONE),
    ),
}
