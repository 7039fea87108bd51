"""Answers that are files."""

from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header

PDF_ANSWER: dict[str, Any] = {
    "responses": {200: {"content": {"application/pdf": {"schema": {"type": "string"}}}}}
}
FILE_ANSWER: dict[str, Any] = {
    "responses": {
        200: {
            "content": {
                media_type: {"schema": {"type": "string"}}
                for media_type in ("application/pdf", "image/jpeg", "image/png")
            }
        }
    }
}


def download(data: bytes, *, name: str, media_type: str) -> HttpResponse:
    """The bytes of a stored file, to be saved under its name, never shown in a page of ours."""
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
