"""The HTTP API of version 1, put together: routers, tokens, problems, and what guards them all."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from ninja import NinjaAPI, Router
from ninja.parser import Parser

from yangguan.portals.api import (
    applicant,
    cases,
    catalogue,
    drafts,
    materials,
    officer,
    packages,
    problems,
    situations,
    standards,
)
from yangguan.portals.api.callers import BearerToken
from yangguan.portals.api.errors import (
    MediaTypeUnsupported,
    MethodNotAllowed,
    RequestUnreadable,
)

VERSION = "1.0.0"
PREFIX = "api/v1/"
JSON = "application/json"
NUL = "\x00"

View = Callable[..., HttpResponse]


class StrictParser(Parser):
    """JSON as RFC 8259 wants it: UTF-8 without lone surrogates; text that PostgreSQL can keep."""

    def parse_body(self, request: HttpRequest) -> Any:
        if request.content_type != JSON:
            raise MediaTypeUnsupported
        if b"\\u0000" in request.body or b"\x00" in request.body:
            raise RequestUnreadable
        try:
            return msgspec.json.decode(request.body)
        except msgspec.DecodeError:
            raise RequestUnreadable from None


def build() -> NinjaAPI:
    """The API with all its routers."""
    api = NinjaAPI(
        title="阳关政务服务接口",
        version=VERSION,
        urls_namespace="api-v1",
        # The document is served by a view of ours, with what ninja does not know of.
        openapi_url=None,
        docs_url=None,
        parser=StrictParser(),
    )
    problems.install(api)
    api.add_router("", catalogue.router)
    api.add_router("", materials.router)
    api.add_router("", packages.router)
    api.add_router("", situations.router)
    api.add_router("", standards.router)
    token = BearerToken()
    closed: tuple[Router, ...] = (cases.router, drafts.router, applicant.router, officer.router)
    for router in closed:
        api.add_router("", router, auth=token)
    return api


def guarded(pattern: URLPattern) -> URLPattern:
    """The pattern with its view wrapped: what ninja answers in its own words gets ours."""
    pattern.callback = _guard(pattern.callback)
    return pattern


def _guard(view: View) -> View:
    @wraps(view)
    def guard(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if _has_nul(request, kwargs):
            return problems.answer_refusal(request, RequestUnreadable())
        response = view(request, *args, **kwargs)
        if response.status_code == 405:
            allowed = response["Allow"]
            response = problems.answer_refusal(request, MethodNotAllowed())
            response["Allow"] = allowed
        if hasattr(request, "auth"):
            response["Cache-Control"] = "no-store"
        return response

    return guard


def _has_nul(request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    """Whether the address carries a NUL character, which no text column can hold."""
    if any(NUL in str(value) for value in kwargs.values()):
        return True
    return any(NUL in value for values in request.GET.lists() for value in values[1])


api = build()
