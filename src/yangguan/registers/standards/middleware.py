"""Before a page or a program is answered: whether a code table has changed, every few seconds."""

import time
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from yangguan.foundation.web.alive import alive
from yangguan.registers.standards import current


class CodeTablesMiddleware:
    """Lets a web process learn of a version that another process has put in force."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> None:
        # Whether the process lives is answered without the database.
        if view is not alive:
            current.look_if_due(on=timezone.localdate(), at=time.monotonic())
