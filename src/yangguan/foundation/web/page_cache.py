"""
Whole pages for strangers, kept in the memory of each process.

Most readers have not signed in, and for them a page is the same as for the reader before. A view
marked `@cached_for_strangers` is answered from memory when the request carries no session; the key
is the address, the language and the layout. Who is signed in, sends a form or asks for a fragment
(htmx) gets the view itself, and a page that sets a cookie, holds a form's token or is not a plain
200 is never kept.

A kept page ends after `PAGE_CACHE_SECONDS` (setting, default 60; 0 keeps nothing), and at once in
every process when somebody calls `outdate()` in the transaction of a change that pages show, such
as a publication. Browsers and proxies keep it too, but ask each time (`no-cache`, `ETag`).
"""

import threading
import time
import uuid
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar, cast

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import quote_etag
from django.utils.translation import get_language

from yangguan.foundation.cipher.algorithms import sm3
from yangguan.foundation.web.layout import layout_of

View = TypeVar("View", bound=Callable[..., Any])
Key = tuple[str, ...]

DEFAULT_SECONDS = 60
MAX_BYTES = 16 * 1024 * 1024
# What an entry costs beside its text: key, headers, the objects themselves.
ENTRY_BYTES = 2_000
GENERATION_KEY = "page-generation"
# How long a process may not have noticed that pages are out of date.
GENERATION_SECONDS = 1.0
# Cookies that make a page personal: the session, and messages waiting to be shown.
_PERSONAL_COOKIES = ("messages",)


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page as it was answered."""

    body: bytes
    content_type: str
    etag: str
    generation: str
    until: float  # monotonic seconds

    @property
    def size(self) -> int:
        return len(self.body) + ENTRY_BYTES


class PageMemory:
    """The pages of one process, the least lately read dropped first; safe to share by threads."""

    def __init__(self, *, max_bytes: int = MAX_BYTES) -> None:
        self.max_bytes = max_bytes
        self.bytes = 0
        self._pages: OrderedDict[Key, KeptPage] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key, *, generation: str, at: float) -> KeptPage | None:
        """The page, unless it has ended or belongs to an earlier generation."""
        with self._lock:
            page = self._pages.get(key)
            if page is None:
                return None
            if page.until <= at or page.generation != generation:
                self._drop(key)
                return None
            self._pages.move_to_end(key)
            return page

    def put(self, key: Key, page: KeptPage) -> None:
        """Keep a page; one that alone is too large for the memory is not kept."""
        with self._lock:
            self._drop(key)
            if page.size > self.max_bytes:
                return
            self._pages[key] = page
            self.bytes += page.size
            while self.bytes > self.max_bytes:
                self._drop(next(iter(self._pages)))

    def clear(self) -> None:
        with self._lock:
            self._pages.clear()
            self.bytes = 0

    def _drop(self, key: Key) -> None:
        page = self._pages.pop(key, None)
        if page is not None:
            self.bytes -= page.size


class _Generation:
    """The number that all processes share, read from the shared cache once a second at most."""

    def __init__(self) -> None:
        self._value = ""
        self._read_at = -GENERATION_SECONDS

    def value(self, *, at: float) -> str:
        if at - self._read_at >= GENERATION_SECONDS:
            # Before the read: what is read afterwards is then never believed for too long.
            self._read_at = at
            self._value = cache.get(GENERATION_KEY, "")
        return self._value

    def forget(self) -> None:
        self._read_at = -GENERATION_SECONDS


_memory = PageMemory()
_generation = _Generation()


def outdate() -> None:
    """
    Let every process forget its pages within a second.

    Called in the transaction of the change: the shared cache is a table of the same database, so
    pages become out of date when the change commits, not before.
    """
    cache.set(GENERATION_KEY, uuid.uuid4().hex, timeout=None)


def forget() -> None:
    """Forget the pages of this process alone, and look up the generation anew."""
    _memory.clear()
    _generation.forget()


def cached_for_strangers(view: View) -> View:
    """
    Answer readers without a session from memory.

    For views whose answer depends on nothing but address, language and layout as long as nobody
    is signed in. Stands below `@public` and `@require_safe`.
    """

    @wraps(view)
    def cached(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        seconds = int(getattr(settings, "PAGE_CACHE_SECONDS", DEFAULT_SECONDS))
        if seconds <= 0 or not _is_stranger(request):
            return cast("HttpResponseBase", view(request, *args, **kwargs))
        at = time.monotonic()
        # Before the view runs: what is published while it runs makes this page out of date.
        generation = _generation.value(at=at)
        key = _key(request)
        page = _memory.get(key, generation=generation, at=at)
        if page is None:
            response: HttpResponseBase = view(request, *args, **kwargs)
            if not _is_same_for_all(request, response):
                return response
            page = _kept(cast("HttpResponse", response), generation, until=at + seconds)
            _memory.put(key, page)
        return _answer(request, page)

    return cast("View", cached)


def _is_stranger(request: HttpRequest) -> bool:
    personal = (settings.SESSION_COOKIE_NAME, *_PERSONAL_COOKIES)
    return (
        request.method in {"GET", "HEAD"}
        and not any(name in request.COOKIES for name in personal)
        and "Authorization" not in request.headers
        and "HX-Request" not in request.headers
    )


def _key(request: HttpRequest) -> Key:
    return (
        request.scheme or "",
        request.get_host(),
        request.get_full_path(),
        get_language() or "",
        layout_of(request).value,
    )


def _is_same_for_all(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether the next stranger may be given this answer."""
    session = getattr(request, "session", None)
    is_page = isinstance(response, HttpResponse) and getattr(response, "is_rendered", True)
    return (
        # A HEAD request's view may have answered without a body.
        request.method == "GET"
        and is_page
        and response.status_code == 200
        and not response.cookies
        and "no-store" not in response.get("Cache-Control", "")
        # Django makes the cookie of a form's token later; this says that one was asked for.
        and "CSRF_COOKIE" not in request.META
        and not (session is not None and session.modified)
    )


def _kept(response: HttpResponse, generation: str, *, until: float) -> KeptPage:
    return KeptPage(
        body=response.content,
        content_type=response["Content-Type"],
        etag=quote_etag(sm3(response.content).hex()),
        generation=generation,
        until=until,
    )


def _answer(request: HttpRequest, page: KeptPage) -> HttpResponseBase:
    response = HttpResponse(page.body, content_type=page.content_type)
    response["ETag"] = page.etag
    patch_cache_control(response, no_cache=True)
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    found = get_conditional_response(request, etag=page.etag, response=response)
    return cast("HttpResponseBase", found)
