"""批量归集: what people hold already is in the library, once, and fills their forms."""

import json
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings

from yangguan.foundation.actors.actor import system_actor
from yangguan.foundation.loading.tests.content_folder import write
from yangguan.handling.licences.models import Licence
from yangguan.handling.licences.operations.load_held_licences import load_held_licences
from yangguan.handling.licences.queries import held_values, licence_export
from yangguan.handling.licences.states import LicenceOrigin
from yangguan.registers.parties.queries import find_party

pytestmark = pytest.mark.django_db

CONTENT = Path(settings.BASE_DIR) / "content/dunhuang"
AT = datetime(2026, 10, 12, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAY = date(2026, 10, 12)


def load(folder, *, today=TODAY):
    return load_held_licences(folder, by=system_actor("测试"), at=AT, today=today)


def values_of(number):
    party = find_party(number)
    assert party is not None
    return {held.type_name: held.values for held in held_values(party.id, on=TODAY)}


def test_loading_again_issues_nothing(loaded_city):
    before = Licence.objects.count()

    again = load(CONTENT)

    assert again.count > 100
    assert again.new == 0
    assert Licence.objects.count() == before


def test_a_licence_says_what_the_base_library_says(loaded_city):
    held = values_of("620982198803128995")

    assert held["居民身份证"]["hukou_address"] == "甘肃省敦煌市沙州镇文庙社区示例巷1号"
    assert held["社会保障卡"]["bank_account"]


def test_a_company_holds_its_business_licence(loaded_city):
    licence = Licence.objects.get(licence_type__name="营业执照", number="91620982XNQY000105")

    assert licence.origin == LicenceOrigin.IMPORT
    assert licence.issue_date == date(2022, 3, 1)
    assert licence.holder_name == "敦煌虚构鸣沙餐饮有限公司（样例）"


def test_a_licence_of_the_future_is_not_issued_yet(loaded_city):
    Licence.objects.filter(licence_type__name="就业创业证").delete()

    load(CONTENT, today=date(2026, 9, 1))

    assert not Licence.objects.filter(licence_type__name="就业创业证").exists()


def test_a_row_that_cannot_be_read_is_reported_and_holds_nothing(tmp_path, loaded_city):
    people = json.loads((CONTENT / "people.json").read_text(encoding="utf-8"))
    people["PERSONS"][0]["TAGS"] = "富"

    loaded = load(write(tmp_path, "people.json", **people))

    assert [each.path for each in loaded.rejected] == ["PERSONS[0].TAGS"]


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ("PERSONS", "ID_NUMBER"),
        ("ORGANISATIONS", "CREDIT_CODE"),
        ("HOUSEHOLDS", "HOUSEHOLD_NUMBER"),
    ],
)
def test_a_row_that_stands_twice_is_rejected_once(tmp_path, loaded_city, table, key):
    Licence.objects.all().delete()
    people = json.loads((CONTENT / "people.json").read_text(encoding="utf-8"))
    people[table].append(people[table][-1])

    loaded = load(write(tmp_path, "people.json", **people))

    assert f"{table}[{len(people[table]) - 1}].{key}" in {each.path for each in loaded.rejected}
    assert loaded.count == loaded.new == Licence.objects.count()


def test_two_survivors_hold_one_certificate_of_a_death(tmp_path, loaded_city):
    Licence.objects.all().delete()
    people = json.loads((CONTENT / "people.json").read_text(encoding="utf-8"))
    survivor = next(row for row in people["RELATIONS"] if row["TYPE"] == "遗属")
    people["RELATIONS"].append(dict(survivor))

    loaded = load(write(tmp_path, "people.json", **people))

    assert loaded.count == loaded.new == Licence.objects.count()


def test_a_household_without_members_has_a_book(tmp_path, loaded_city):
    people = json.loads((CONTENT / "people.json").read_text(encoding="utf-8"))
    people["HOUSEHOLDS"][0]["MEMBERS"] = []

    assert load(write(tmp_path, "people.json", **people)).count > 100


def test_an_export_carries_the_key_that_signed_it(loaded_city):
    licence = Licence.objects.filter(licence_type__name="居民身份证").first()

    export = licence_export(licence.pk)

    assert export is not None
    assert export["statement"]["ZZBS"] == licence.identifier
    assert len(bytes.fromhex(export["public_key"])) == 64
