"""What a holder downloads, `yangguan verify licence` finds right: from page and API alike."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from yangguan.handling.licences.models import Licence
from yangguan.portals.console import verify as verify_module
from yangguan.portals.console.tests.running import run
from yangguan.portals.console.verify import verify
from yangguan.registers.accounts.models import Account
from yangguan.registers.accounts.operations.open_accounts import demonstration_token

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_city")]


def account(name):
    return Account.objects.get(display_name=name)


def over_the_api(licence, name):
    token = demonstration_token(account(name).pk)
    return Client(headers={"authorization": f"Bearer {token}"}).get(
        f"/api/v1/licences/{licence.pk}/data"
    )


def from_the_page(licence, name):
    client = Client()
    client.force_login(account(name))
    return client.get(reverse("licence-data", args=[licence.pk]))


@pytest.fixture
def licence():
    return Licence.objects.get(licence_type__name="居民身份证", holder__name="测鸣沙")


@pytest.fixture(params=[from_the_page, over_the_api])
def download(request):
    return request.param


def verified(monkeypatch, file, data):
    file.write_bytes(data)
    return run(monkeypatch, verify_module, verify, "licence", file, "--json")


def test_the_download_of_a_holder_is_right(licence, download, tmp_path, monkeypatch):
    answer = download(licence, "测鸣沙")

    result = verified(monkeypatch, tmp_path / "licence.json", answer.content)

    assert answer["Content-Type"].startswith("application/json")
    assert (result.exit_code, json.loads(result.stdout)["valid"]) == (0, True)


def test_a_changed_download_is_found(licence, download, tmp_path, monkeypatch):
    document = download(licence, "测鸣沙").json()
    document["statement"]["KZ"]["住址"] = "别处"

    result = verified(monkeypatch, tmp_path / "licence.json", json.dumps(document).encode())

    assert (result.exit_code, json.loads(result.stdout)["valid"]) == (1, False)


def test_nobody_else_gets_it(licence, download):
    assert download(licence, "测寿昌").status_code == 403


def test_the_page_gives_it_to_be_saved(licence):
    answer = from_the_page(licence, "测鸣沙")

    assert answer["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer["Cache-Control"]
