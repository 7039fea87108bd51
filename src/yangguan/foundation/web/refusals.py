"""
The expected "no": every way to be refused is a class with a stable code.

An app's `errors.py` derives its refusals from `Refusal`; a view catches them and returns
`refused(request, refusal)`, which answers a page, an htmx fragment or a program in its own form.
"""

from collections.abc import Callable
from functools import wraps
from typing import ClassVar, Concatenate, ParamSpec, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from yangguan.foundation.web.problems import problem, wants_problem

MESSAGE_AREA = "#messages"
P = ParamSpec("P")
R = TypeVar("R", bound=HttpRequest)


class Refusal(Exception):
    """
    An expected refusal, told to a person.

    `code`: stable, ASCII. `message`: the reason in one sentence, may name facts as `%(name)s`.
    `todo`: what to do next, same placeholders. `field`: the form field that it is about, if one.
    `status`: of the HTTP answer. Facts come as keyword arguments of the instance.
    """

    code: ClassVar[str] = "refused"
    message: ClassVar[str | Promise] = gettext_lazy("现在不能这样办。")
    todo: ClassVar[str | Promise] = ""
    field: str | None = None
    status: ClassVar[int] = 422

    def __init__(self, *, field: str | None = None, **facts: object) -> None:
        self.facts = facts
        if field is not None:
            self.field = field
        super().__init__(self.code)

    @property
    def text(self) -> str:
        """The reason with its facts, in the language of the moment."""
        return self._filled(self.message)

    @property
    def advice(self) -> str:
        """What to do next; empty if there is nothing to say."""
        return self._filled(self.todo)

    def _filled(self, words: str | Promise) -> str:
        return str(words) % self.facts if self.facts else str(words)

    def __str__(self) -> str:
        return f"{self.code}: {self.text}"


def refused(request: HttpRequest, refusal: Refusal, *, back_url: str = "") -> HttpResponse:
    """
    Answer a refusal with its status, 422 unless the class says otherwise.

    A program gets a problem document; htmx gets a notice for the page's message area, wherever the
    button stood (without `HX-Retarget` it would land in a table row); anyone else gets a whole
    page that leads on to `back_url`, or else to where the person came from.
    """
    if wants_problem(request):
        return problem_of(refusal)
    context = {"refusal": refusal, "back_url": back_url or _came_from(request)}
    if request.headers.get("HX-Request") == "true":
        response = render(request, "components/_refusal.html", context, status=refusal.status)
        return to_message_area(response)
    return render(request, "web/refused.html", context, status=refusal.status)


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


def problem_of(refusal: Refusal) -> HttpResponse:
    """The refusal as a problem document, for the HTTP API."""
    return problem(
        status=refusal.status,
        code=refusal.code,
        title=refusal.text,
        todo=refusal.advice,
        field=refusal.field or "",
    )


def to_message_area(response: HttpResponse) -> HttpResponse:
    """Send an htmx answer to the page's message area instead of the element that asked."""
    response["HX-Retarget"] = MESSAGE_AREA
    response["HX-Reswap"] = "innerHTML show:top"
    return response


def _came_from(request: HttpRequest) -> str:
    """The path of the page that the person came from, if it is one of ours."""
    referer = request.headers.get("Referer", "")
    own = f"{request.scheme}://{request.get_host()}/"
    return "/" + referer.removeprefix(own) if referer.startswith(own) else ""
