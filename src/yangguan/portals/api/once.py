"""A write is done once: its reply is kept with it and given again to the same request."""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from pydantic import BaseModel

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.idempotency import store
from yangguan.foundation.idempotency.store import KeptReply
from yangguan.foundation.sql.together import together
from yangguan.foundation.web.refusals import Refusal
from yangguan.handling.cases.errors import RequestDiffers
from yangguan.portals.api.callers import ApiRequest

REPLAYED_HEADER = "Idempotency-Replayed"
JSON = "application/json"
CHUNK = 64 * 1024

Write = Callable[[Actor, datetime], BaseModel | None]


def once(request: ApiRequest, write: Write, *, status: int = 200) -> HttpResponse:
    """
    Do a write and answer with its reply; a request that was answered before gets that answer.

    Write and reply commit together. Of two such requests at the same time one does it; the other
    fails, on a lock's refusal or on a unique constraint, and finds the reply of the first. Raises
    `RequestDiffers` when the key belongs to another request, and what `write` raises.
    """
    caller = request.auth
    print_ = store.fingerprint(_parts(request))
    if caller.earlier is not None:
        return _again(caller.earlier, print_)
    at = timezone.now()
    try:
        with transaction.atomic(), together():
            shape = write(caller.actor, at)
            reply = KeptReply(print_, status, shape.model_dump_json() if shape else "")
            store.keep(reply, account_id=caller.account_id, key=caller.key, at=at)
    except (Refusal, IntegrityError):
        earlier = store.find(account_id=caller.account_id, key=caller.key)
        if earlier is None:
            raise
        return _again(earlier, print_)
    return _answer(reply)


def _answer(reply: KeptReply) -> HttpResponse:
    return HttpResponse(reply.body, status=reply.status, content_type=JSON)


def _again(earlier: KeptReply, print_: bytes) -> HttpResponse:
    if earlier.fingerprint != print_:
        raise RequestDiffers
    response = _answer(earlier)
    response[REPLAYED_HEADER] = "true"
    return response


def _parts(request: HttpRequest) -> Iterator[bytes]:
    """What makes a request this one: method, address and content, but not a form's boundary."""
    yield (request.method or "").encode()
    yield request.get_full_path().encode()
    if request.content_type != "multipart/form-data":
        yield request.body
        return
    for name, values in sorted(request.POST.lists()):
        yield from (name.encode(), *(str(value).encode() for value in values))
    for name, uploads in sorted(request.FILES.lists()):
        for upload in uploads:
            yield from (name.encode(), (upload.name or "").encode())
            yield from upload.chunks(CHUNK)
            upload.seek(0)
