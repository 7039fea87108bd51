"""
NUL in what a form or an address sends: no text has it, and PostgreSQL stores none.

It is left out before a view reads it, so that no page has to think of it.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase, QueryDict

NUL = "\0"


class CleanTextMiddleware:
    """
    Leaves NUL out of `request.GET` and `request.POST`.

    Not where a program calls: what is exempt from CSRF reads its body by itself, files of any size
    too, and tells a sender what is wrong with it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_arguments: object
    ) -> None:
        if getattr(view, "csrf_exempt", False):
            return
        if "%00" in request.META.get("QUERY_STRING", ""):
            vars(request)["GET"] = without_nul(request.GET)
        if request.method == "POST" and (sent := without_nul(request.POST)) is not request.POST:
            vars(request)["_post"] = sent  # where `POST` keeps it


def without_nul(sent: QueryDict) -> QueryDict:
    """The same values without NUL; itself where there is none."""
    if not any(NUL in text for key, values in sent.lists() for text in (key, *values)):
        return sent
    clean = QueryDict(mutable=True, encoding=sent.encoding)
    for key, values in sent.lists():
        clean.setlist(key.replace(NUL, ""), [value.replace(NUL, "") for value in values])
    return clean
