"""How often something may be tried from one address: counted over all processes."""

from datetime import datetime

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest


def is_too_often(
    request: HttpRequest, *, action: str, most: int, seconds: int, at: datetime
) -> bool:
    """
    Count one attempt, and tell whether it is more than `most` within the window of `seconds`.

    Windows begin at fixed times, so that one counter is enough. The caller's address is what the
    sign-in counts by: proxies that are trusted are looked through.
    """
    window = int(at.timestamp()) // seconds
    address = get_adapter().get_client_ip(request)
    key = f"attempts:{action}:{address}:{window}"
    if cache.add(key, 1, timeout=seconds):
        return False
    try:
        return int(cache.incr(key)) > most
    except ValueError:
        # The window ended between the two steps: this is the first attempt of the next one.
        return False
