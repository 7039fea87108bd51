"""
Which layout and language a reader has chosen, remembered in cookies.

长者版 is a switch, not another site: the same pages at the same addresses, larger. A link such as
`?layout=elder` or `?lang=en` sets the choice and leads back to the clean address, so that nobody
passes on an address that changes another reader's view.
"""

from collections.abc import Callable
from enum import StrEnum

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.cache import patch_vary_headers

COOKIE = "layout"
LAYOUT_PARAMETER = "layout"
LANGUAGE_PARAMETER = "lang"
REMEMBERED_SECONDS = 365 * 24 * 60 * 60


class Layout(StrEnum):
    STANDARD = "standard"
    ELDER = "elder"


def layout_of(request: HttpRequest) -> Layout:
    """The reader's layout; the standard one where nothing, or nonsense, was chosen."""
    chosen = request.COOKIES.get(COOKIE, "")
    return Layout(chosen) if chosen in set(Layout) else Layout.STANDARD


def switch_url(request: HttpRequest, parameter: str, value: str) -> str:
    """The address of the page itself with one more parameter: what a switch links to."""
    query = request.GET.copy()
    query[parameter] = value
    return f"?{query.urlencode()}"


class LayoutMiddleware:
    """Sets `request.layout`; answers a switch with a redirect to the clean address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        cookies = _asked_for(request)
        if cookies:
            return _remember(request, cookies)
        vars(request)["layout"] = layout_of(request)
        response = self.get_response(request)
        patch_vary_headers(response, ["Cookie"])
        return response


def _asked_for(request: HttpRequest) -> dict[str, str]:
    """Cookie names and values that the address asks to set; unknown values are ignored."""
    if request.method not in {"GET", "HEAD"}:
        return {}
    cookies = {}
    layout = request.GET.get(LAYOUT_PARAMETER, "")
    if layout in set(Layout):
        cookies[COOKIE] = layout
    language = request.GET.get(LANGUAGE_PARAMETER, "")
    if language in dict(settings.LANGUAGES):
        cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return cookies


def _remember(request: HttpRequest, cookies: dict[str, str]) -> HttpResponseRedirect:
    query = request.GET.copy()
    query.pop(LAYOUT_PARAMETER, None)
    query.pop(LANGUAGE_PARAMETER, None)
    # One slash only: "//host" in a Location header would lead to another site.
    path = "/" + request.path.lstrip("/\\")
    response = HttpResponseRedirect(f"{path}?{query.urlencode()}" if query else path)
    for name, value in cookies.items():
        response.set_cookie(
            name,
            value,
            max_age=REMEMBERED_SECONDS,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response
