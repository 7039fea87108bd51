"""Handing out a file: shown in the page or saved, never run."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

PDF = "application/pdf"
_SHOWN = frozenset({PDF, "image/jpeg", "image/png"})


def file_response(
    data: bytes, *, name: str, media_type: str, is_saved: bool = False, is_private: bool = True
) -> HttpResponse:
    """
    `data` as a file called `name`; shown in the browser or in our own pages unless `is_saved`.

    Whoever made it: it is never sniffed into another type, loads nothing, runs nothing, and only
    pages of this site may frame it. Types that a browser need not show are always saved.
    `is_private`: kept in no cache; False only for papers that are the same for everybody.
    """
    is_saved = is_saved or media_type not in _SHOWN
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(is_saved, name) or (
        "attachment" if is_saved else "inline"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Frame-Options"] = "SAMEORIGIN"
    if is_private:
        response["Cache-Control"] = "private, no-store"
    directives: dict[str, object] = {
        "default-src": ["'none'"],
        "frame-ancestors": ["'self'"],
    }
    if media_type == PDF:
        # The viewer draws the document as an object of itself, with styles of its own. No sandbox
        # here: many a browser of the halls refuses to show a PDF in one, and its viewer is one.
        directives |= {"object-src": ["'self'"], "style-src": ["'unsafe-inline'"]}
    else:
        directives["sandbox"] = True
    vars(response)["_csp_replace"] = directives
    return response
