"""What every page knows: layout, language, city, and who is signed in."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.web.layout import (
    LANGUAGE_PARAMETER,
    LAYOUT_PARAMETER,
    Layout,
    layout_of,
    switch_url,
)


class Page:
    """Read by the base templates. Nothing is looked up before a template asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @property
    def layout(self) -> str:
        return layout_of(self._request).value

    @property
    def is_elder(self) -> bool:
        return layout_of(self._request) is Layout.ELDER

    @property
    def layout_url(self) -> str:
        other = Layout.STANDARD if self.is_elder else Layout.ELDER
        return switch_url(self._request, LAYOUT_PARAMETER, other)

    @property
    def language(self) -> str:
        """As `lang` wants it: zh-Hans or en."""
        return "en" if (get_language() or "").startswith("en") else "zh-Hans"

    @property
    def is_english(self) -> bool:
        return self.language == "en"

    @property
    def language_url(self) -> str:
        other = "zh-hans" if self.is_english else "en"
        return switch_url(self._request, LANGUAGE_PARAMETER, other)

    @property
    def city(self) -> str:
        """The city that the platform serves, in the reader's language."""
        return _("敦煌市")

    @property
    def path(self) -> str:
        return self._request.path

    @cached_property
    def person_name(self) -> str:
        """The short name of who is signed in; empty for a stranger, and then without a query."""
        user = getattr(self._request, "user", None)
        if user is None or not user.is_authenticated:
            return ""
        return str(getattr(user, "display_name", "") or user.get_username())

    @property
    def is_officer(self) -> bool:
        """Whether the page answers an officer, as far as the page has asked who comes in."""
        actor = getattr(self._request, "actor", None)
        return isinstance(actor, Actor) and actor.is_officer

    @property
    def base(self) -> str:
        """The shell for a page that serves both sides, such as a refusal."""
        return "web/staff.html" if self.is_officer else "web/public.html"


def page(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `page` in every template that is rendered with a request."""
    return {"page": Page(request)}
