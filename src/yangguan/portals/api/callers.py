"""Who calls: the bearer token, the idempotency key and the case in the address, in one query."""

import re
import uuid
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.idempotency import store
from yangguan.foundation.idempotency.store import KeptReply
from yangguan.handling.cases.errors import CaseNotFound
from yangguan.handling.cases.queries.by_number import CASE_ID_OF_NUMBER
from yangguan.portals.api.errors import ApplicantsOnly, IdempotencyKeyMissing, OfficersOnly
from yangguan.portals.api.problems import MEGABYTE, too_large
from yangguan.registers.accounts.actors import Beside, actor_of_token_beside

KEY_HEADER = "Idempotency-Key"
READS = frozenset({"GET", "HEAD", "OPTIONS"})
_KEY = re.compile(rf"[!-~]{{1,{store.MAX_KEY}}}")


@dataclass(frozen=True, slots=True)
class Caller:
    """A signed-in program: for whom it acts, and what its request refers to."""

    actor: Actor
    account_id: uuid.UUID
    key: str  # empty for a read
    earlier: KeptReply | None  # what this key was answered before
    case_id: uuid.UUID | None  # of the case number in the address, if there is such a case

    @property
    def applicant_ids(self) -> list[uuid.UUID]:
        """The person and the organisations that it speaks for. Raises `ApplicantsOnly`."""
        if self.actor.party_id is None:
            raise ApplicantsOnly
        return [self.actor.party_id, *sorted(self.actor.principals)]

    def ensure_officer(self) -> None:
        """Raises `OfficersOnly`."""
        if not self.actor.is_officer:
            raise OfficersOnly


class ApiRequest(HttpRequest):
    """A request after `BearerToken` has let it in; for annotations only."""

    auth: Caller


class BearerToken(HttpBearer):
    """Bearer token of an account. One query, which also reads the reply kept for the key."""

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        """
        The caller, or None for a token that opens nothing.

        Raises `IdempotencyKeyMissing` for a write without a usable key, `RequestTooLarge` for a
        body that says beforehand that it is too large.
        """
        at = timezone.now()
        is_write = request.method not in READS
        key = request.headers.get(KEY_HEADER, "") if is_write else ""
        key = key if _KEY.fullmatch(key) else ""
        number = (
            str(request.resolver_match.kwargs.get("number", "")) if request.resolver_match else ""
        )
        actor, values = actor_of_token_beside(
            token,
            at=at,
            on=timezone.localdate(at),
            beside=Beside(
                columns=(store.COLUMNS, CASE_ID_OF_NUMBER),
                joins=(store.JOIN.format(account="account.id"),),
                parameters={"idempotency_key": key, "case_number": number},
            ),
        )
        if actor is None or actor.account_id is None:
            return None
        if is_write:
            if not key:
                raise IdempotencyKeyMissing
            _ensure_body_fits(request)
        *reply, case_id = values
        return Caller(actor, actor.account_id, key, store.reply_from(reply), case_id)


def meant_case(request: ApiRequest) -> uuid.UUID:
    """The case whose number stands in the address. Raises `CaseNotFound`."""
    if request.auth.case_id is None:
        raise CaseNotFound
    return request.auth.case_id


def _ensure_body_fits(request: HttpRequest) -> None:
    """A file is refused before it is read, and with room for the form around it."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if length.isdecimal() and int(length) > settings.UPLOAD_MAX_BYTES + MEGABYTE:
        raise too_large()
