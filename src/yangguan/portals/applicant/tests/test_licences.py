"""我的证照: seen and downloaded by their holder, numbers of persons masked."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from yangguan.handling.licences.models import Licence
from yangguan.portals.applicant.views.licences import shown_value
from yangguan.registers.accounts.models import Account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_city")]

CITIZEN_NUMBER = re.compile(r"(?<![0-9A-Z])62098[0-9]{12}[0-9X](?![0-9A-Z])")


def client_of(name: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(display_name=name))
    return client


def household() -> Licence:
    """The licence that names four people with their numbers in one text."""
    return Licence.objects.get(holder_name="测鸣沙", licence_type__name="居民户口簿")


def test_a_list_shows_own_licences_in_a_known_number_of_statements(django_assert_max_num_queries):
    client = client_of("测鸣沙")

    with django_assert_max_num_queries(4):  # session, account, actor, licences
        page = client.get(reverse("my-licences"))

    assert page.status_code == 200
    assert "居民户口簿" in page.content.decode()


def test_no_whole_number_of_a_person_stands_on_the_page_of_a_licence():
    page = client_of("测鸣沙").get(reverse("licence", args=[household().pk]))

    assert page.status_code == 200
    assert "成员" in page.content.decode()
    assert not CITIZEN_NUMBER.search(page.content.decode())


def test_the_page_leads_to_the_pdf_and_to_the_signed_data():
    licence = household()

    page = client_of("测鸣沙").get(reverse("licence", args=[licence.pk])).content.decode()

    assert reverse("licence-file", args=[licence.pk]) in page
    assert reverse("licence-data", args=[licence.pk]) in page


def test_values_stand_in_the_order_of_the_licence_type():
    licence = household()
    names = [field["NAME"] for field in licence.licence_type.fields]

    text = client_of("测鸣沙").get(reverse("licence", args=[licence.pk])).content.decode()

    places = [text.index(f"<dt>{name}</dt>") for name in names if f"<dt>{name}</dt>" in text]
    assert len(places) > 2
    assert places == sorted(places)


def test_the_signed_pdf_is_shown_to_its_holder_alone():
    url = reverse("licence-file", args=[household().pk])

    answer = client_of("测鸣沙").get(url)

    assert answer.content.startswith(b"%PDF")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]
    assert client_of("测寿昌").get(url).status_code == 403


def test_another_persons_licence_is_refused():
    page = client_of("测寿昌").get(reverse("licence", args=[household().pk]))

    assert page.status_code == 403
    assert "这张证照不是您的" in page.content.decode()


def test_a_stranger_is_led_to_sign_in():
    page = Client().get(reverse("my-licences"))

    assert page.status_code == 302
    assert page["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize(
    ("label", "value", "shown"),
    [
        ("成员", "测某，户主，62098219880312899X", "测某，户主，620982**********9X"),
        ("证书编号", "JY26209820012348", "JY26209820012348"),
        ("统一社会信用代码", "91620982XNQY000105", "91620982XNQY000105"),
    ],
)
def test_numbers_of_persons_are_masked_wherever_they_stand(label, value, shown):
    assert shown_value(label, value) == shown


def test_a_licence_says_its_fields_once_under_its_own_names():
    licence = Licence.objects.get(number="92620982XNQY00029Y", licence_type__name="营业执照")

    page = client_of("测鸣沙").get(reverse("licence", args=[licence.pk]))

    text = page.content.decode()
    assert "<dt>统一社会信用代码</dt><dd>92620982XNQY00029Y</dd>" in text
    assert "<dt>法定代表人（经营者）</dt><dd>测鸣沙</dd>" in text
    assert "<dt>登记机关</dt>" in text
    assert "<dt>发证机关</dt>" not in text
    assert "<dt>持证主体</dt>" not in text
    assert "—</dd>" not in text
