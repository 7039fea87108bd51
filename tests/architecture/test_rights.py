"""
Every address with every kind of person: nobody gets in whom the view does not admit.

The expectation is written here a second time, on purpose: a view that is opened to more people by
mistake must contradict something.
"""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.timezone import localdate

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import access_of
from yangguan.registers.accounts.models import Account
from yangguan.registers.organisations.models import Appointment

pytestmark = pytest.mark.django_db

# Where a kind of person may be admitted at all, by the first part of the path. Anything else is
# for citizens or for everybody.
STAFF_ROLES = {
    "staff": set(Role),
    "counter": {Role.INTAKE, Role.DELIVERY},
    "desk": {Role.INTAKE, Role.REVIEW, Role.DECISION, Role.CERTIFICATE, Role.DELIVERY},
    "supervisor": {Role.SUPERVISOR},
    "editor": {Role.EDITOR},
}
# Supervision reads what a case holds, at the addresses of the desk.
SUPERVISED = re.compile(r"^/desk/(files|documents)/|^/desk/cases/[^/]+/licences/")
CITIZEN_PATHS = {"my", "drafts", "cases", "files", "documents"}
# Views of the sign-in library that are not used: closed to everybody.
UNUSED = re.compile(r"accounts/(?!log(in|out)/$)")
VALUES = {
    "uuid": str(uuid.UUID(int=0)),
    "int": "1",
    "slug": "none",
    "str": "none",
    "path": "none",
}


@dataclass(frozen=True)
class Address:
    path: str
    pattern: URLPattern

    @property
    def first(self) -> str:
        return self.path.split("/")[1]


def addresses() -> Iterator[Address]:
    def walk(prefix: str, patterns) -> Iterator[Address]:
        for pattern in patterns:
            route = prefix + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(route, pattern.url_patterns)
            else:
                yield Address("/" + filled(route), pattern)

    yield from walk("", get_resolver().url_patterns)


def filled(route: str) -> str:
    if "^" in route or "(?P" in route:
        # A regular expression of a library: any text will do, the view is closed.
        return re.sub(r"\(\?P<\w+>[^)]*\)", "none", route).replace("^", "").replace("$", "")
    return re.sub(r"<(?:(\w+):)?\w+>", lambda match: VALUES[match.group(1) or "str"], route)


ALL = [each for each in addresses() if not each.first.startswith("api")]


def role_holder(role: Role) -> Account:
    held = Appointment.objects.in_force(on=localdate()).filter(post__role=role)
    return Account.objects.filter(officer__appointments__in=held).order_by("username")[0]


@pytest.fixture
def people(loaded_city) -> dict[str, Account | None]:
    citizen = Account.objects.exclude(person=None).order_by("username")[0]
    return {"stranger": None, "citizen": citizen} | {role: role_holder(role) for role in Role}


def roles_of(account: Account) -> set[Role]:
    held = Appointment.objects.in_force(on=localdate()).filter(officer=account.officer)
    return {Role(role) for role in held.values_list("post__role", flat=True)}


def may_come_in(address: Address, account: Account | None) -> bool:
    if UNUSED.search(address.path):
        return False
    if address.first in STAFF_ROLES:
        admitted = STAFF_ROLES[address.first]
        if SUPERVISED.search(address.path):
            admitted = admitted | {Role.SUPERVISOR}
        return account is not None and bool(account.officer_id and roles_of(account) & admitted)
    if address.first in CITIZEN_PATHS or address.path.endswith("/apply/"):
        return account is not None and account.person_id is not None
    return True


def test_every_address_with_every_kind_of_person(people):
    wrong = []
    for name, account in people.items():
        client = Client(raise_request_exception=False)
        if account is not None:
            client.force_login(account)
        for address in ALL:
            response = client.get(address.path)
            asked_to_sign_in = "/accounts/login/" in response.headers.get("Location", "")
            came_in = response.status_code != 403 and not asked_to_sign_in
            if response.status_code >= 500:
                wrong.append(f"{name} {address.path}: {response.status_code}")
            elif came_in and not may_come_in(address, account):
                wrong.append(f"{name} got into {address.path}: {response.status_code}")

    assert wrong == []


@pytest.mark.parametrize("address", ALL, ids=lambda each: each.path)
def test_a_view_says_who_may_come_in(address):
    """A view that forgot it is closed to all; that is safe, but a fault."""
    if not UNUSED.search(address.path):
        assert access_of(address.pattern.callback) is not None


def test_a_stranger_is_led_to_sign_in_and_back(loaded_city, client):
    response = client.get("/my/")

    assert response.status_code == 302
    assert response.headers["Location"] == "/accounts/login/?next=%2Fmy%2F"


def test_a_form_without_its_token_is_refused(loaded_city):
    client = Client(enforce_csrf_checks=True)

    response = client.post("/accounts/login/", {"login": "x", "password": "y"})

    assert response.status_code == 403


@pytest.mark.parametrize("path", ["/", "/accounts/login/", "/check/", "/nowhere/"])
def test_every_page_forbids_scripts_from_elsewhere_and_framing(loaded_city, client, path):
    response = client.get(path)

    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
