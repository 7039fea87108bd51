"""
The application as the web server runs it: one door for pages, one for programs.

A program of the API brings a token in each request and gets JSON. It has no session, no form, no
messages from one page to the next, no layout; looking for them in each request costs as much as
two statements. What guards every answer (host, MIME type, frames, closed by default, the language
of a refusal) stays. Django's test client goes through the door for pages, which has it all.
"""

import os
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

# Where a caller is known by its token alone (`config.urls`).
PROGRAMS = "/api/v1/"


class _ProgramsHandler(WSGIHandler):
    def load_middleware(self, is_async: bool = False) -> None:
        """Load what `MIDDLEWARE` names, but for what only pages need. Once, at the start."""
        complete = settings.MIDDLEWARE
        settings.MIDDLEWARE = [
            name for name in complete if name not in settings.MIDDLEWARE_OF_PAGES
        ]
        try:
            super().load_middleware(is_async)
        finally:
            settings.MIDDLEWARE = complete


_pages = get_wsgi_application()
_programs = _ProgramsHandler()


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Answer one request (PEP 3333)."""
    is_program = environ.get("PATH_INFO", "").startswith(PROGRAMS)
    answer: Iterable[bytes] = (_programs if is_program else _pages)(environ, start_response)
    return answer
