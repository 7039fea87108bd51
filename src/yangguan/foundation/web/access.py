"""
Closed by default: a view that says nothing about who may come in lets nobody in.

Each view is marked once: `@public`, `@signed_in_required`, `@person_required`,
`@officer_required` or `@role_required("review", ...)`. Views made by a library are marked with
`mark_urls` where they enter the URL tree, or stand in `OPEN_VIEWS`. Which rows a person may see or
change is not decided here but by the policies of the apps.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar, cast
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import URLPattern, URLResolver
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.web import errors
from yangguan.foundation.web.problems import problem, wants_problem

logger = logging.getLogger(__name__)

# Views of libraries that anyone may open, by the name of their class.
OPEN_VIEWS = frozenset(
    {
        "allauth.account.views.LoginView",
        "allauth.account.views.LogoutView",
    }
)

_DEFAULT_ACTOR_OF = "yangguan.registers.accounts.sign_in.actor_of"
_MARK = "access"

View = TypeVar("View", bound=Callable[..., Any])


class Who(Enum):
    ANYONE = "anyone"
    SIGNED_IN = "signed in"
    PERSON = "person"
    OFFICER = "officer"


@dataclass(frozen=True, slots=True)
class Access:
    """Who may open a view; `roles` narrows officers to posts of at least one of these roles."""

    who: Who
    roles: frozenset[str] = frozenset()

    def admits(self, actor: Actor) -> bool:
        match self.who:
            case Who.PERSON:
                return actor.is_person
            case Who.OFFICER:
                return actor.is_officer and (not self.roles or bool(self.roles & actor.roles))
            case _:
                return True


def public(view: View) -> View:
    """Anyone may open this view."""
    return mark(view, Access(Who.ANYONE))


def signed_in_required(view: View) -> View:
    """Any person or officer who has signed in."""
    return mark(view, Access(Who.SIGNED_IN))


def person_required(view: View) -> View:
    """A citizen, for themselves or an organisation."""
    return mark(view, Access(Who.PERSON))


def officer_required(view: View) -> View:
    """Any officer."""
    return mark(view, Access(Who.OFFICER))


def role_required(*roles: str) -> Callable[[View], View]:
    """An officer who holds a post of at least one of these roles (`actors.actor.Role`)."""
    access = Access(Who.OFFICER, frozenset(roles))
    return lambda view: mark(view, access)


def mark(view: View, access: Access) -> View:
    """Write on a view who may open it; wrappers made with `functools.wraps` keep the mark."""
    vars(view)[_MARK] = access
    return view


def mark_urls(patterns: Iterable[URLPattern | URLResolver], access: Access) -> None:
    """Mark every view under these patterns: for a library that signs its callers in itself."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            mark_urls(pattern.url_patterns, access)
        else:
            mark(pattern.callback, access)


def access_of(view: Callable[..., Any]) -> Access | None:
    """Who may open the view; None if nobody has said."""
    access = getattr(view, _MARK, None)
    if isinstance(access, Access):
        return access
    of_class = getattr(view, "view_class", None)
    if of_class is not None and f"{of_class.__module__}.{of_class.__qualname__}" in OPEN_VIEWS:
        return Access(Who.ANYONE)
    return None


def actor_of(request: HttpRequest) -> Actor | None:
    """
    Who asks, or None for a stranger.

    The function that knows is named by the setting `YANGGUAN_ACTOR_OF`: this floor of the house
    does not know the accounts above it.
    """
    return _resolver(getattr(settings, "YANGGUAN_ACTOR_OF", _DEFAULT_ACTOR_OF))(request)


@cache
def _resolver(path: str) -> Callable[[HttpRequest], Actor | None]:
    return cast("Callable[[HttpRequest], Actor | None]", import_string(path))


class ClosedByDefaultMiddleware:
    """Asks before each view who may open it; sets `request.actor` where the view is not public."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if "actor" in vars(request):
            # The next reader in a hall sits at the same computer: after signing out, "back" asks
            # again. And whoever goes back into a form finds it as it was saved, not as it was.
            response.setdefault("Cache-Control", "no-store")
        return response

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., Any],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        access = access_of(view)
        if access is None:
            logger.error("%s is closed: the view does not say who may open it", request.path)
            return errors.permission_denied(request)
        if access.who is Who.ANYONE:
            return None
        actor = actor_of(request)
        if actor is None:
            return sign_in_first(request)
        vars(request)["actor"] = actor
        if not access.admits(actor):
            return errors.permission_denied(request, _reason(access, actor))
        return None


def _reason(access: Access, actor: Actor) -> errors.AccessRefused:
    if access.who is Who.PERSON:
        return errors.AccessRefused(
            _("这一页是给申请人用的，您现在用的是工作人员账号。"),
            _("要办自己的事，请先退出，再用本人的账号登录。"),
        )
    if actor.is_officer:
        return errors.AccessRefused(
            _("这一页要有相应的岗位才能打开，您现在的岗位里没有。"),
            _("确实需要，请找本单位的系统管理员调整岗位或者办理委托。"),
        )
    return errors.AccessRefused(
        _("这一页只供工作人员使用。"), _("要看自己的办件，请到“我的办件”。")
    )


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """Lead a stranger to sign-in and back: 302 for a page, 401 for htmx and for programs."""
    if wants_problem(request):
        return problem(
            status=401, code="sign-in-required", title=_("请先登录"), todo=_("登录后再试一次。")
        )
    query = {"next": _return_path(request)}
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        # Was signed in before: the sign-in page then says that nothing is lost.
        query["expired"] = "1"
    url = f"{resolve_url(settings.LOGIN_URL)}?{urlencode(query)}"
    if request.headers.get("HX-Request") == "true":
        response = HttpResponse(status=401)
        response["HX-Redirect"] = url
        return response
    return HttpResponseRedirect(url)


def _return_path(request: HttpRequest) -> str:
    """Where to come back to: the page itself, or the page that held the form or the fragment."""
    if request.method == "GET" and request.headers.get("HX-Request") != "true":
        return request.get_full_path()
    held_by = urlsplit(
        request.headers.get("HX-Current-URL") or request.headers.get("Referer") or ""
    )
    if held_by.netloc != request.get_host():
        return "/"
    path = "/" + held_by.path.lstrip("/\\")
    return f"{path}?{held_by.query}" if held_by.query else path
