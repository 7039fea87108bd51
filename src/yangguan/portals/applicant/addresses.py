"""Addresses of this portal's pages, and where a page stands among them."""

import uuid

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _


def page_url(name: str, *args: object) -> str:
    """The path of a named page."""
    return reverse(name, args=args or None)


def home_crumb() -> tuple[str, str]:
    """The beginning of a breadcrumb."""
    return (_("首页"), page_url("home"))


def my_cases_crumb() -> tuple[str, str]:
    return (_("我的办件"), page_url("my-cases"))


def public_url(path: str) -> str:
    """The whole address of a path, for QR codes and papers."""
    return f"{settings.PUBLIC_ADDRESS}{path}"


def file_url(file_id: uuid.UUID) -> str:
    """Where the owner of an uploaded file opens it."""
    return page_url("file-download", file_id)
