"""Liveness: whether this process answers at all. It asks nobody, the database least of all."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from yangguan.foundation.web.access import public


@public
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """`ok` as plain text, for whoever decides about restarting the process."""
    del request
    response = HttpResponse("ok\n", content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "no-store"
    return response
