"""Handing out a stored file: shown in the page or saved, never run."""

from urllib.parse import quote

from django.http import HttpResponse

# A PDF is drawn by the browser's own viewer, which a sandbox would switch off.
_SANDBOX = "sandbox"
_SHOWN = frozenset({"application/pdf", "image/jpeg", "image/png"})


def file_response(
    data: bytes, *, name: str, media_type: str, is_saved: bool = False
) -> HttpResponse:
    """
    `data` as a file called `name`; shown inside our own pages unless `is_saved`.

    Whatever was uploaded: it is never sniffed into another type, loads nothing, runs nothing, and
    only pages of this site may frame it. Types that a browser need not show are always saved.
    """
    is_saved = is_saved or media_type not in _SHOWN
    response = HttpResponse(data, content_type=media_type)
    disposition = "attachment" if is_saved else "inline"
    response["Content-Disposition"] = f"{disposition}; filename*=UTF-8''{quote(name)}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["X-Frame-Options"] = "SAMEORIGIN"
    directives: dict[str, object] = {"default-src": ["'none'"], "frame-ancestors": ["'self'"]}
    if media_type == "application/pdf":
        # The viewer draws the document as an object of itself, with styles of its own.
        directives |= {"object-src": ["'self'"], "style-src": ["'unsafe-inline'"]}
    else:
        directives[_SANDBOX] = True
    vars(response)["_csp_replace"] = directives
    return response
