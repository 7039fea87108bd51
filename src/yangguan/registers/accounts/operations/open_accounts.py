"""Opening demonstration accounts for sample people and officers."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from yangguan.foundation.cipher.algorithms import hmac_sm3
from yangguan.foundation.cipher.keyring import demo_token_key
from yangguan.foundation.loading.rows import Loaded
from yangguan.registers.accounts.actors import token_digest
from yangguan.registers.accounts.models import Account, ApiToken
from yangguan.registers.organisations.models import Officer
from yangguan.registers.parties.models import Party

# Public on purpose: it opens sample accounts only, which no production data set holds.
DEMONSTRATION_PASSWORD = "dunhuang-yangguan"  # noqa: S105
TOKEN_LABEL = "示范账号"  # noqa: S105  # a label, not a token


def demonstration_token(account_id: uuid.UUID) -> str:
    """
    The bearer token of a sample account, derived from this installation's key.

    Only its digest is stored; whoever has the key folder can derive it again, nobody else.
    """
    digest = hmac_sm3(demo_token_key(), b"token:" + account_id.bytes)
    return f"demo-{digest.hex()[:48]}"


@transaction.atomic
def open_demonstration_accounts(
    *, persons: Sequence[uuid.UUID], officers: Sequence[int], at: datetime
) -> Loaded:
    """
    Give an account with the demonstration password to each that has none yet.

    `persons` are ids of parties, `officers` of officers. One password hash for all, made only if
    somebody needs it (a quarter of a second). Tokens of a lost key are replaced. Eight queries.
    """
    accounts = _missing_persons(persons) + _missing_officers(officers)
    if accounts:
        password = make_password(DEMONSTRATION_PASSWORD)
        for account in accounts:
            account.username = uuid.uuid4().hex
            account.password = password
            account.is_demonstration = True
        Account.objects.bulk_create(accounts)
    _renew_tokens(at=at)
    return Loaded("accounts", len(persons) + len(officers), len(accounts))


def _missing_persons(ids: Sequence[uuid.UUID]) -> list[Account]:
    parties = Party.objects.filter(pk__in=ids, account=None).defer("facts").order_by("name")
    return [Account(person=party, display_name=party.name[:60]) for party in parties]


def _missing_officers(ids: Sequence[int]) -> list[Account]:
    officers = Officer.objects.filter(pk__in=ids, account=None).order_by("staff_number")
    return [Account(officer=officer, display_name=officer.name) for officer in officers]


def _renew_tokens(*, at: datetime) -> None:
    wanted = {
        token_digest(demonstration_token(pk)): pk
        for pk in Account.objects.filter(is_demonstration=True).values_list("pk", flat=True)
    }
    ApiToken.objects.filter(label=TOKEN_LABEL).exclude(digest__in=wanted).delete()
    ApiToken.objects.bulk_create(
        [
            ApiToken(digest=digest, account_id=account, label=TOKEN_LABEL, created_at=at)
            for digest, account in wanted.items()
        ],
        ignore_conflicts=True,
    )
