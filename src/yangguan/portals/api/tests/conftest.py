"""A small Dunhuang behind the API: sample people, officers and two real items, with tokens."""

import json
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from yangguan.foundation.actors.actor import Role, system_actor
from yangguan.registers.accounts.actors import actor_of_party
from yangguan.registers.accounts.operations.demonstration_seats import ensure_seat
from yangguan.registers.accounts.operations.open_accounts import (
    demonstration_token,
    open_demonstration_accounts,
)
from yangguan.registers.catalogue.editions import EditionView
from yangguan.registers.catalogue.operations.import_item import import_item_file
from yangguan.registers.catalogue.operations.load_everyday_words import load_everyday_words
from yangguan.registers.catalogue.operations.load_licence_types import load_licence_types
from yangguan.registers.catalogue.operations.load_themes import load_themes
from yangguan.registers.catalogue.queries import guide
from yangguan.registers.catalogue.sample_answers import sample_answers
from yangguan.registers.organisations.operations.load_departments import load_departments
from yangguan.registers.organisations.operations.load_halls import load_halls
from yangguan.registers.organisations.operations.load_officers import load_officers, load_posts
from yangguan.registers.organisations.operations.load_regions import load_regions
from yangguan.registers.parties.operations.load_people import load_organisations, load_persons
from yangguan.registers.parties.operations.load_relations import load_relations
from yangguan.registers.parties.queries import profile

CONTENT = Path(settings.BASE_DIR) / "content" / "dunhuang"
PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"
ROOT = "/api/v1"


@dataclass(slots=True)
class Program:
    """A client of the API with one token; each write gets a key of its own unless one is given."""

    token: str
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def get(self, path: str, **query: Any) -> Any:
        return self.client.get(ROOT + path, query or None, headers=self._headers())

    def post(self, path: str, body: object = None, *, key: str | None = None) -> Any:
        return self._write("post", path, body, key=key)

    def patch(self, path: str, body: object, *, key: str | None = None) -> Any:
        return self._write("patch", path, body, key=key)

    def delete(self, path: str, *, key: str | None = None) -> Any:
        return self._write("delete", path, None, key=key)

    def upload(self, path: str, slot: str, data: bytes = PDF, *, key: str | None = None) -> Any:
        """Posted as a browser would, each time with another boundary."""
        boundary = f"----{uuid.uuid4().hex}"
        parts = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="slot"\r\n\r\n{slot}\r\n'
            f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        )
        return self.client.post(
            ROOT + path,
            data=parts.encode() + data + f"\r\n--{boundary}--\r\n".encode(),
            content_type=f"multipart/form-data; boundary={boundary}",
            headers=self._headers(key or str(uuid.uuid4())),
        )

    def _write(self, method: str, path: str, body: object, *, key: str | None) -> Any:
        send = getattr(self.client, method)
        return send(
            ROOT + path,
            data="" if body is None else json.dumps(body),
            content_type="application/json",
            headers=self._headers(str(uuid.uuid4()) if key is None else key),
        )

    def _headers(self, key: str = "") -> Mapping[str, str]:
        headers = {"Authorization": f"Bearer {self.token}"}
        return {**headers, "Idempotency-Key": key} if key else headers


def program_of(actor: Any) -> Program:
    """The program of somebody with a sample account."""
    return Program(demonstration_token(actor.account_id))


@dataclass(slots=True)
class Town:
    """Who takes part, and the items by the stem of their files."""

    person: Program
    person_id: uuid.UUID
    stranger: Program
    items: dict[str, EditionView]

    def officer(self, role: Role, item: str, *, step: str = "") -> Program:
        """The system of an officer who does this kind of step, or this very step, for the item."""
        department_id = self.items[item].department_of(step)
        by = ensure_seat(role, department_id, on=timezone.localdate())
        # A sample officer appointed just now has an account without a token.
        open_demonstration_accounts(persons=[], officers=[], at=timezone.now())
        return program_of(by)

    def code(self, item: str) -> str:
        return self.items[item].content.task_code

    def answers(self, item: str) -> dict[str, Any]:
        facts = profile(self.person_id).facts
        return sample_answers(self.items[item].content, today=timezone.localdate(), facts=facts)

    def intake_body(self, item: str) -> dict[str, Any]:
        return {
            "task_code": self.code(item),
            "applicant_id": str(self.person_id),
            "answers": self.answers(item),
            "on_paper": [material.key for material in self.items[item].content.materials],
        }


# With two reviews, certificate and licence; with two reviews; with nothing but the decision; with
# one review and a licence.
LICENCE, SIMPLE = "food-business-licence", "senior-age-allowance"
SHORTEST, REVIEWED = "floating-population-registration", "death-medical-certificate"


def build_town() -> Town:
    """Load the content that the tests need. A third of a second."""
    at, today = timezone.now(), timezone.localdate()
    load_regions(CONTENT)
    load_departments(CONTENT)
    load_halls(CONTENT)
    load_posts(CONTENT)
    officers = load_officers(CONTENT)
    load_themes(CONTENT)
    load_licence_types(CONTENT)
    load_everyday_words(CONTENT)
    people = load_persons(CONTENT, at=at, today=today)
    load_organisations(CONTENT, at=at)
    load_relations(CONTENT)
    open_demonstration_accounts(persons=people.adults, officers=officers.fictitious, at=at)
    items = {}
    for name in (LICENCE, SIMPLE, SHORTEST, REVIEWED):
        raw = (CONTENT / "items" / f"{name}.json").read_bytes()
        outcome = import_item_file(raw, by=system_actor(), at=at, slug=name)
        assert outcome.is_accepted, outcome.faults
        items[name] = guide(outcome.code).edition
    actors = [actor_of_party(party_id, on=today) for party_id in people.adults[:2]]
    person, stranger = (program_of(each) for each in actors)
    return Town(person, people.adults[0], stranger, items)


@pytest.fixture(scope="module")
def built_town(django_db_setup: None, django_db_blocker: Any) -> Iterator[Town]:
    """
    The town, made once for the tests of a file and rolled back after the last of them.

    It stands alone: what other tests have committed is out of sight for the time being.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        _empty()
        yield build_town()
        transaction.set_rollback(True)


@pytest.fixture
def town(built_town: Town, django_db_blocker: Any) -> Iterator[Town]:
    """The town as it was made: what a test does in it is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield built_town
        transaction.set_rollback(True)


@pytest.fixture
def committed_town(django_db_setup: None, django_db_blocker: Any) -> Iterator[Town]:
    """
    The same, visible to other connections: for requests that really arrive at once.

    It stays: it is a part of the city that other tests load whole.
    """
    with django_db_blocker.unblock():
        try:
            yield build_town()
        finally:
            connection.close()


def _empty() -> None:
    """Remove every row. The trace refuses that, so its triggers are off within the transaction."""
    tables = [
        model._meta.db_table
        for model in apps.get_models()
        if model._meta.managed and model._meta.app_label != "contenttypes"
    ]
    guarded = ("trace_traceentry", "trace_tracestream")
    with transaction.atomic(), connection.cursor() as cursor:
        for table in guarded:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY CASCADE")
        for table in guarded:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def problem_of(response: Any) -> dict[str, Any]:
    """The problem document of an answer, which must be one."""
    assert response["Content-Type"] == "application/problem+json", response.content
    document: dict[str, Any] = response.json()
    return document
