"""Which address does what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from webui.language import LazyString, lazy_gettext
from webui.openapi.parameters import CURSOR, EXPLAIN, ID, LIST, PART, URL, WORDS, Parameter
from webui.openapi.schemas import TEXT, Schema, ref

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that can be asked for.

    Attributes:
        kind: media type of the answer.
        schema: of the answer.
        fails: statuses that it may answer beside 200; each is an Error.
        body: schema of what is sent.
    """

    method: str
    path: str
    said: LazyString
    kind: str = JSON
    schema: Schema = field(default_factory=lambda: TEXT)
    parameters: tuple[Parameter, ...] = ()
    fails: tuple[int, ...] = ()
    body: Schema | None = None

    def described(self) -> Mapping[str, Any]:
        """As OpenAPI has it."""
        answers: dict[str, Any] = {
            "200": {"description": "OK", "content": {self.kind: {"schema": self.schema}}}
        }
        for status in self.fails:
            content: dict[str, Any] = {JSON: {"schema": ref("Error")}}
            if not self.path.startswith(("/api/", "/readyz")):  # a page unless JSON is asked for
                content["text/html"] = {"schema": TEXT}
            answers[str(status)] = {"description": FAILURES[status], "content": content}
        sent = {"required": True, "content": {JSON: {"schema": self.body}}}
        return {
            "summary": self.said,
            "operationId": f"{self.method}{self.path}",
            "parameters": [one.described() for one in self.parameters],
            **({"requestBody": sent} if self.body else {}),
            "responses": answers,
        }


FAILURES: Mapping[int, LazyString] = {
    400: lazy_gettext("Параметър, който не може да се разбере."),
    404: lazy_gettext("Тук няма такова нещо."),
    413: lazy_gettext("Изпратеното е над 1 MB."),
    503: lazy_gettext("Няма индекс, по който да се търси."),
}
_XML = "application/xml"
_BAD = (400, 503)
_UNKNOWN = (404, 503)

OPERATIONS: tuple[Operation, ...] = (
    Operation(
        "get", "/api/search",
        lazy_gettext("Списък от статии, стойностите за стесняване и как е прочетена заявката."),
        schema=ref("List"), parameters=(*LIST, EXPLAIN, CURSOR), fails=_BAD,
    ),
    Operation(
        "get", "/api/articles/{article_id}", lazy_gettext("Една статия, цяла."),
        schema=ref("Article"), parameters=(ID,), fails=_UNKNOWN,
    ),
    Operation(
        "get", "/api/articles/{article_id}/related",
        lazy_gettext("Петте най-близки до една статия, с причината."),
        schema=ref("Related"), parameters=(ID,), fails=_UNKNOWN,
    ),
    Operation(
        "get", "/api/related",
        lazy_gettext("Петте най-близки до статията на един адрес от сайта на вестника."),
        schema=ref("Related"), parameters=(URL,), fails=(400, 404, 503),
    ),
    Operation(
        "post", "/api/related",
        lazy_gettext("Петте най-близки до един текст; от него се четат 50 000 букви, не се пази."),
        schema=ref("Related"), body=ref("Draft"), fails=(400, 413, 503),
    ),
    Operation(
        "get", "/api/suggest",
        lazy_gettext("Лица, заглавия, раздели, източници и думи за недописано."),
        schema=ref("Suggestions"), parameters=(WORDS,), fails=(503,),
    ),
    Operation(
        "get", "/feed.atom", lazy_gettext("Най-новите 50 статии от списък като Atom."),
        "application/atom+xml", parameters=LIST, fails=_BAD,
    ),
    Operation(
        "get", "/feed.rss", lazy_gettext("Най-новите 50 статии от списък като RSS."),
        "application/rss+xml", parameters=LIST, fails=_BAD,
    ),
    Operation(
        "get", "/export.csv", lazy_gettext("Целият списък като таблица, до 100 000 реда."),
        "text/csv", parameters=LIST, fails=_BAD,
    ),
    Operation(
        "get", "/export.jsonl",
        lazy_gettext("Целият списък, на всеки ред по една статия като JSON, до 100 000 реда."),
        "application/x-ndjson", parameters=LIST, fails=_BAD,
    ),
    Operation(
        "get", "/opensearch.xml", lazy_gettext("Архивът като търсачка в лентата на браузъра."),
        "application/opensearchdescription+xml",
    ),
    Operation(
        "get", "/opensearch/suggest", lazy_gettext("Подсказки за лентата на браузъра."),
        "application/x-suggestions+json", {"type": "array"}, (WORDS,), (503,),
    ),
    Operation("get", "/robots.txt", lazy_gettext("Какво може да се обхожда."), "text/plain"),
    Operation("get", "/sitemap.xml", lazy_gettext("Частите на картата на сайта."), _XML),
    Operation(
        "get", "/sitemap-{part}.xml", lazy_gettext("Част от статиите, по 2 000."), _XML,
        parameters=(PART,), fails=_UNKNOWN,
    ),
    Operation("get", "/sitemap-people.xml", lazy_gettext("Страниците на лицата."), _XML,
              fails=_UNKNOWN),
    Operation("get", "/openapi.json", lazy_gettext("Това описание."), schema={"type": "object"}),
    Operation(
        "get", "/healthz", lazy_gettext("Дали програмата отговаря."), schema=ref("Health")
    ),
    Operation(
        "get", "/readyz", lazy_gettext("Дали може да се търси."), schema=ref("Ready"),
        fails=(503,),
    ),
    Operation("get", "/metrics", lazy_gettext("Броячи за Prometheus."), "text/plain"),
)  # fmt: skip
