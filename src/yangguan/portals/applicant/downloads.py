"""Files on their way out: with the type that was found at upload, and no chance to act."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

PDF = "application/pdf"
# A file that somebody has uploaded must never run as a page of ours.
SANDBOX = "sandbox; default-src 'none'"


def pdf_response(content: bytes, *, name: str) -> HttpResponse:
    """A PDF of our own making, shown in the browser."""
    return _response(content, name=name, media_type=PDF)


def file_response(content: bytes, *, name: str, media_type: str) -> HttpResponse:
    """A stored file for whoever may read it: shown in the browser, kept in no cache, sandboxed."""
    response = _response(content, name=name, media_type=media_type)
    response["Cache-Control"] = "private, no-store"
    if media_type != PDF:
        # Chromium's PDF viewer cannot work inside a sandbox; a PDF runs nothing in our origin.
        response["Content-Security-Policy"] = SANDBOX
    return response


def _response(content: bytes, *, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(False, name) or "inline"
    response["X-Content-Type-Options"] = "nosniff"
    return response
