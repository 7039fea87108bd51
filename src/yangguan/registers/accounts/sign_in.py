"""
Signing in with what people know of themselves: citizen number or mobile number, staff number.

django-allauth carries the flow and counts the attempts; this module tells it who is meant.
"""

import uuid
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.cipher.columns import blind_index
from yangguan.foundation.search.words import normalise
from yangguan.registers.accounts.actors import actor_of_account
from yangguan.registers.accounts.models import Account


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Accounts are opened at a window or by real-name check, not by a sign-up form."""

    # allauth speaks of a user name, which nobody here has.
    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": gettext_lazy("号码或者密码不对，请核对后再试一次。"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Officers land at their work; people where allauth leads them."""
        actor = actor_of(request)
        if actor is not None and actor.is_officer:
            return reverse("staff-home")
        return str(super().get_login_redirect_url(request))

    def clean_username(self, username: str, shallow: bool = False) -> str:
        return username


class IdentityBackend(BaseBackend):
    """Finds the account for a citizen number, a mobile number or a staff number."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> Account | None:
        if not username or not password:
            return None
        account = find_account(username)
        if account is None:
            # The same work as for a known name: the answer's time must not tell who exists.
            make_password(password)
            return None
        if account.is_active and account.check_password(password):
            return account
        return None

    def get_user(self, user_id: uuid.UUID) -> Account | None:
        return Account.objects.filter(pk=user_id, is_active=True).first()


def find_account(identity: str) -> Account | None:
    """The account for what a person typed: a number with or without spaces, any letter case."""
    plain = normalise(identity).replace(" ", "").upper()
    if plain.startswith("G"):
        return Account.objects.filter(officer__staff_number=plain).first()
    by_number = Account.objects.filter(person__number_index=blind_index(plain, purpose="number"))
    by_mobile = Account.objects.filter(person__mobile_index=blind_index(plain, purpose="mobile"))
    return by_number.first() or by_mobile.first()


def actor_of(request: HttpRequest) -> Actor | None:
    """The actor behind a request, read once per request; None for an anonymous one."""
    known: Actor | None = getattr(request, "_actor", None)
    if known is not None or not request.user.is_authenticated:
        return known
    actor = actor_of_account(request.user.pk, on=timezone.localdate())
    request._actor = actor  # type: ignore[attr-defined]  # one look-up a request
    return actor
