"""The expected "no" on a citizen's page."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.http import HttpRequest, HttpResponse

from yangguan.foundation.web.refusals import Refusal, refused

P = ParamSpec("P")
R = TypeVar("R", bound=HttpRequest)


def answering_refusals(
    view: Callable[Concatenate[R, P], HttpResponse],
) -> Callable[Concatenate[R, P], HttpResponse]:
    """Answer every refusal that a view lets through in the form that was asked for."""

    @wraps(view)
    def answered(request: R, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Refusal as refusal:
            return refused(request, refusal)

    return answered
