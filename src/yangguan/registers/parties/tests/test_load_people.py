"""Sample people, organisations and relations: what the base libraries say, by data element."""

import json
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from yangguan.foundation.identifiers.citizen_number import citizen_check_digit
from yangguan.foundation.loading.tests.content_folder import write
from yangguan.registers.parties.models import Party, Relation
from yangguan.registers.parties.operations.load_people import load_organisations, load_persons
from yangguan.registers.parties.operations.load_relations import load_relations
from yangguan.registers.parties.queries import find_party, principals
from yangguan.registers.parties.states import RelationKind

pytestmark = pytest.mark.django_db

AT = datetime(2026, 10, 12, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAY = date(2026, 10, 12)


def fictional_number(body):
    return body + citizen_check_digit(body)


NUMBER = fictional_number("62098219900101001")
OTHER_NUMBER = fictional_number("62098219900101002")
CHILDS_NUMBER = fictional_number("62098220100101001")


def person(number=NUMBER, **changes):
    return {
        "NO": 1,
        "NAME": "测虚构",
        "ID_NUMBER": number,
        "GENDER": "男",
        "BIRTH_DATE": "1990-01-01",
        "ETHNICITY": "汉族",
        "EDUCATION": "大学本科",
        "MARITAL_STATUS": "未婚",
        "HOUSEHOLD_NUMBER": "H1",
        "HUKOU_REGION_CODE": "620982101007",
        "HUKOU_ADDRESS": "示例巷1号",
        "RESIDENCE_REGION_CODE": None,
        "RESIDENCE_ADDRESS": "示例巷2号",
        "MOBILE": None,
        "ALIVE": True,
        "FICTITIOUS": True,
        **changes,
    }


def load(folder, *rows):
    content = write(folder, "people.json", PERSONS=list(rows), HOUSEHOLDS=[])
    return load_persons(content, at=AT, today=TODAY)


def test_facts_are_spelled_as_the_forms_spell_them(tmp_path):
    load(tmp_path, person())

    found = find_party(NUMBER)

    assert found is not None
    assert found.facts["person_name"] == "测虚构"
    assert found.facts["education_level"] == "本科"
    assert found.facts["is_local"] is True
    assert found.facts["delivery_address"] == "示例巷2号"


@pytest.mark.parametrize("value", [["x"], {"a": 1}, 7], ids=repr)
def test_a_row_with_a_wrong_number_does_not_keep_the_others_out(tmp_path, value):
    loaded = load(tmp_path, person(), person(value), person(OTHER_NUMBER, SPOUSE_ID_NUMBER=value))

    assert {each.path for each in loaded.loaded.rejected} == {
        "PERSONS[1].ID_NUMBER",
        "PERSONS[2].SPOUSE_ID_NUMBER",
    }
    assert find_party(NUMBER) is not None


def test_what_the_library_does_not_know_is_no_fact(tmp_path):
    load(tmp_path, person())

    found = find_party(NUMBER)

    assert found is not None
    assert not {"spouse_name", "contact_mobile", "death_date"} & set(found.facts)


def test_a_persons_number_does_not_lie_readable_in_the_database(tmp_path):
    load(tmp_path, person())

    with connection.cursor() as cursor:
        cursor.execute("SELECT number, facts FROM parties_party")
        stored = [bytes(column) for row in cursor.fetchall() for column in row]

    assert stored
    assert all(NUMBER.encode() not in column for column in stored)


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"ID_NUMBER": NUMBER[:-1] + ("1" if NUMBER[-1] == "0" else "0")}, "ID_NUMBER"),
        ({"BIRTH_DATE": "1990-01-02"}, "BIRTH_DATE"),
        ({"EDUCATION": "博学"}, "EDUCATION"),
        ({"NAME": ""}, "NAME"),
        ({"ALIVE": "yes"}, "ALIVE"),
        ({"RESIDENCE_REGION_CODE": "000000000000"}, "RESIDENCE_REGION_CODE"),
    ],
)
def test_a_person_is_rejected_for_a_wrong(tmp_path, change, path):
    loaded = load(tmp_path, person(**change)).loaded

    assert {each.path for each in loaded.rejected} == {f"PERSONS[0].{path}"}
    assert loaded.count == 0


def test_two_people_cannot_have_one_mobile_number(tmp_path):
    mobile = {"MOBILE": "19911111111"}
    load(tmp_path, person(**mobile))

    loaded = load(tmp_path, person(OTHER_NUMBER, **mobile)).loaded

    assert [each.path for each in loaded.rejected] == ["PERSONS[0].MOBILE"]


@pytest.mark.parametrize(
    "change",
    [
        {"ALIVE": False},
        {"FICTITIOUS": False},
        {"ID_NUMBER": CHILDS_NUMBER, "BIRTH_DATE": "2010-01-01"},
    ],
    ids=["the dead", "real people", "children"],
)
def test_no_demonstration_account_is_for(tmp_path, change):
    people = load(tmp_path, person(**change))

    assert people.loaded.rejected == ()
    assert people.adults == ()


def test_an_adult_is_named_for_an_account(tmp_path):
    people = load(tmp_path, person())

    assert people.adults == (find_party(NUMBER).id,)


def organisation(**changes):
    return {
        "NO": 1,
        "NAME": "虚构公司（样例）",
        "CREDIT_CODE": "91620982XNQY000105",
        "KIND": "有限责任公司",
        "LEGAL_REPRESENTATIVE": "测虚构",
        "LEGAL_REP_ID_NUMBER": NUMBER,
        "REGISTERED_CAPITAL": "—",
        "ESTABLISH_DATE": "2022-03-01",
        "REGION_CODE": None,
        "ADDRESS": "示例巷1号",
        "BUSINESS_SCOPE": "餐饮服务",
        **changes,
    }


def people_file(folder, *relations):
    content = write(
        folder,
        "people.json",
        PERSONS=[person(), person(OTHER_NUMBER, NO=2, NAME="测样例")],
        HOUSEHOLDS=[],
        ORGANISATIONS=[organisation()],
        RELATIONS=list(relations),
    )
    load_persons(content, at=AT, today=TODAY)
    load_organisations(content, at=AT)
    return content


def test_an_organisation_is_reached_through_its_representative(tmp_path):
    content = write(
        tmp_path,
        "people.json",
        PERSONS=[person(MOBILE="19911111112")],
        ORGANISATIONS=[organisation()],
    )

    load_organisations(content, at=AT)

    found = Party.objects.get(name="虚构公司（样例）")
    facts = json.loads(found.facts)
    assert facts["contact_mobile"] == "19911111112"
    assert "registered_capital" not in facts


def test_a_legal_representative_may_speak_for_the_organisation(tmp_path):
    row = {"TYPE": "法定代表人（负责人）", "PERSON_ID": NUMBER, "CREDIT_CODE": "91620982XNQY000105"}

    load_relations(people_file(tmp_path, row))

    assert [each.name for each in principals(find_party(NUMBER).id)] == ["虚构公司（样例）"]


def test_a_parent_stands_before_its_child(tmp_path):
    row = {"TYPE": "父母子女", "PERSON_ID": OTHER_NUMBER, "FATHER_ID": NUMBER, "MOTHER_ID": None}

    load_relations(people_file(tmp_path, row))

    relation = Relation.objects.get(
        kind=RelationKind.PARENT, person=find_party(NUMBER).id, other=find_party(OTHER_NUMBER).id
    )
    assert relation.until_date is None


def test_a_relation_that_has_ended_keeps_its_end(tmp_path):
    row = {
        "TYPE": "劳动关系（已解除）",
        "PERSON_ID": NUMBER,
        "CREDIT_CODE": "91620982XNQY000105",
        "UNTIL": "2026-08-31",
    }

    load_relations(people_file(tmp_path, row))

    relation = Relation.objects.get(kind=RelationKind.FORMER_EMPLOYEE, person__name="测虚构")
    assert relation.until_date == date(2026, 8, 31)


@pytest.mark.parametrize(
    ("row", "path"),
    [
        ({"TYPE": "朋友"}, "RELATIONS[0].TYPE"),
        ({"TYPE": "夫妻", "PERSON_ID": NUMBER}, "RELATIONS[0]"),
        ({"TYPE": "夫妻", "PERSON_ID": NUMBER, "OTHER_ID": NUMBER}, "RELATIONS[0]"),
        ({"TYPE": "夫妻", "PERSON_ID": NUMBER, "OTHER_ID": "x"}, "RELATIONS[0].OTHER_ID"),
    ],
)
def test_a_relation_without_two_known_ends_is_rejected(tmp_path, row, path):
    loaded = load_relations(people_file(tmp_path, row))

    assert {each.path for each in loaded.rejected} == {path}
