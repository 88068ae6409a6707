"""What goes wrong, said in one sentence, as a page or as JSON; nothing of the inside is shown.

Refused                 400, the parameter named
Missing                 404 or 410, in its own words
no such page            404
IndexMissing            the home page says how to fill the archive; 503 elsewhere
IndexProblem (others)   503
anything else           500, logged by Flask with its trace
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from flask import Flask, Response, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException, InternalServerError

from indexer.errors import IndexBusy, IndexMissing, IndexOutdated, IndexProblem
from webui import links, page_links
from webui.language import gettext
from webui.missing import Missing
from webui.refused import Refused


@dataclass(frozen=True, slots=True)
class Failure:
    """An error as it is shown: `message` is one sentence, `advice` (pages only) says what to do."""

    status: int
    code: str
    message: str
    field: str | None = None
    advice: str = ""
    command: str = ""


def handle_errors(app: Flask) -> None:
    """Answer every failure of an application in its own words."""
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(Missing, _missing)
    app.register_error_handler(IndexProblem, _index)
    app.register_error_handler(InternalServerError, _broken)
    app.register_error_handler(HTTPException, _http)


def _refused(error: Refused) -> Response:
    failure = Failure(400, error.code, error.message, error.field or None, error.advice)
    return _answer(failure)


def _missing(error: Missing) -> Response:
    return _answer(Failure(error.status, error.code, error.message, None, error.advice))


def _index(error: IndexProblem) -> Response:
    if isinstance(error, IndexMissing):
        message = gettext("Архивът още е празен.")
        advice = gettext("Напълва се с команди в терминала; после презаредете страницата.")
        at_home = request.path == "/" and page_links.asks_nothing(request.args)
        failure = Failure(503, "index_missing", message, None, advice, "hronika index")
        return _answer(failure, status=200 if at_home else 503)
    advice = gettext("Статиите са в архива; който се грижи за сървъра, прави индекса наново.")
    return _answer(Failure(503, *_trouble(error), None, advice, "hronika rebuild"))


def _trouble(error: IndexProblem) -> tuple[str, str]:
    match error:
        case IndexOutdated():
            return "index_outdated", gettext("Индексът е направен от друга версия на програмата.")
        case IndexBusy():
            return "index_busy", gettext("Индексът се обновява в момента.")
        case _:
            return "index_unusable", gettext("Индексът не може да се прочете.")


def _broken(_error: InternalServerError) -> Response:
    message = gettext("Нещо се счупи при нас и е записано в дневника.")
    advice = gettext("Опитайте пак след малко.")
    return _answer(Failure(500, "internal", message, None, advice))


def _http(error: HTTPException) -> Response:
    if error.code is None or error.code < 400:
        return make_response(error)
    message, advice = _said(error.code)
    code = error.name.lower().replace(" ", "_")
    answer = _answer(Failure(error.code, code, message, None, advice))
    answer.headers.extend((n, v) for n, v in error.get_headers() if n == "Allow")
    return answer


def _said(status: int) -> tuple[str, str]:
    match status:
        case 404:
            return (
                gettext("Тук няма такава страница."),
                gettext("Може адресът да е непълен. Потърсете статията по заглавие."),
            )
        case 405:
            return gettext("Тази страница не се отваря така."), gettext("Отворете я с връзка.")
        case 413:
            most = gettext("Приема се най-много 1 MB.")
            return gettext("Изпратеното е твърде голямо."), most
        case _:
            return gettext("Заявката не може да се изпълни."), gettext("Проверете адреса.")


def _answer(failure: Failure, status: int | None = None) -> Response:
    status = status or failure.status
    if _wants_json():
        return make_response(jsonify(error=_for_programs(failure)), status)
    instead = page_links.leaving_out(request.args, failure.field) if failure.field else ""
    typed = links.words_in(request.args)
    page = render_template("error.html", failure=failure, instead=instead, typed=typed)
    return make_response(page, status)


def _for_programs(failure: Failure) -> dict[str, object]:
    shown = asdict(failure)
    if failure.status == 400 and failure.advice:
        shown["message"] = f"{failure.message} {failure.advice}"
    return {name: shown[name] for name in ("status", "code", "message", "field")}


def _wants_json() -> bool:
    if request.path.startswith(("/api/", "/readyz")):
        return True
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return best == "application/json"
