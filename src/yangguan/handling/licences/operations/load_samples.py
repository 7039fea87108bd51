"""
Which licences sample people and organisations hold already, and what these say.

Pure rules over the rows of `people.json`: dates lie in the past and validity reaches beyond
`today`, so that a demonstration of any day finds forms filled and materials waived.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from yangguan.foundation.identifiers.project_code import compose_project_code

CITY_REGION = "620982"
Row = Mapping[str, Any]

# Resident identity cards of the second generation are issued since 2004 (居民身份证法).
_FIRST_CARDS = date(2004, 3, 29)
_FIRST_HOUSEHOLD_BOOKS = date(2012, 6, 1)
# 居民身份证法 第五条: from which age a card holds for how many years (None: without end).
_CARD_TERMS = ((46, None), (26, 20), (16, 10))
_CHILD_CARD_YEARS = 5


@dataclass(frozen=True, slots=True)
class HeldLicence:
    """One licence to be entered; `values` are what the base library does not say already."""

    type_name: str
    number: str
    holder_number: str  # citizen number or credit code
    issue_date: date
    values: Mapping[str, Any]
    validity: str = ""


def licences_of_people(
    persons: Iterable[Row], households: Iterable[Row], relations: Iterable[Row], *, today: date
) -> Iterator[HeldLicence]:
    """Every licence that the natural persons hold on `today`."""
    by_number: dict[str | None, Row] = {person["ID_NUMBER"]: person for person in persons}
    living = [person for person in by_number.values() if person["ALIVE"]]
    for person in living:
        yield _identity_card(person, today)
        yield from _by_age(person, today)
        yield from _by_tags(person, today)
        spouse = by_number.get(person.get("SPOUSE_ID_NUMBER"))
        if spouse and person.get("MARRIAGE_DATE"):
            yield _marriage_certificate(person, spouse)
        mother = by_number.get(person.get("MOTHER_ID_NUMBER"))
        if mother and "新生儿" in person["TAGS"]:
            yield _birth_certificate(person, mother, by_number.get(person.get("FATHER_ID_NUMBER")))
    for household in households:
        householder = by_number.get(household["HOUSEHOLDER_ID_NUMBER"])
        if householder and householder["ALIVE"]:
            yield _household_book(household, by_number)
    for relation in relations:
        yield from _by_relation(relation, by_number)


def licences_of_organisations(
    organisations: Iterable[Row], *, today: date
) -> Iterator[HeldLicence]:
    """Every licence that the organisations hold on `today`."""
    for organisation in organisations:
        code, founded = organisation["CREDIT_CODE"], _day(organisation["ESTABLISH_DATE"])
        tags = organisation["TAGS"]
        if code.startswith("9"):
            yield HeldLicence("营业执照", code, code, founded, {"business_term": "长期"})
        if code.startswith("51"):
            since = _latest(founded, years=4, today=today)
            number = f"社证字第{CITY_REGION}{organisation['NO']:04}号（{since.year}）"
            values = {"supervising_unit": "敦煌市民政局"}
            yield HeldLicence("社会团体法人登记证书", number, code, since, values)
        if "旅行社" in tags:
            number = f"L-GS-XN{organisation['NO']:05}"
            values = {
                "travel_licence_number": number,
                "site_address": organisation["ADDRESS"],
                "approval_number": f"样例文旅许〔{founded.year}〕{organisation['NO']}号",
            }
            yield HeldLicence("旅行社业务经营许可证", number, code, founded, values)
        if "投资项目" in tags or "水土保持" in tags:
            yield _project_filing(organisation, today)


def _identity_card(person: Row, today: date) -> HeldLicence:
    born = _day(person["BIRTH_DATE"])
    age = _age(born, today)
    validity, issued = "", _latest(born, years=_CHILD_CARD_YEARS, today=today)
    for from_age, years in _CARD_TERMS:
        if age >= from_age:
            issued = _add_years(born, from_age)
            validity = f"{years}年" if years else ""
            break
    else:
        validity = f"{_CHILD_CARD_YEARS}年"
    number = person["ID_NUMBER"]
    return HeldLicence(
        "居民身份证", number, number, max(issued, _FIRST_CARDS), {}, validity=validity
    )


def _by_age(person: Row, today: date) -> Iterator[HeldLicence]:
    born, serial, number = _day(person["BIRTH_DATE"]), person["NO"], person["ID_NUMBER"]
    if _age(born, today) >= 18:
        issued = _latest(date(2019, 5, 6), years=10, today=today)
        card = f"XN{issued.year}{serial:06}"
        values = {
            "social_security_number": number,
            "social_security_card_number": card,
            # No bank gives out numbers with so many zeros.
            "bank_account": f"62000000000000{serial:05}",
            "service_bank": "甘肃银行",
        }
        yield HeldLicence("社会保障卡", card, number, issued, values)
    if _age(born, today) >= 65:
        issued = max(_add_years(born, 65), date(2014, 1, 2))
        values = {"benefit_kind": "65周岁及以上"}
        yield HeldLicence("老年人优待证", f"{CITY_REGION}{serial:06}", number, issued, values)


def _by_tags(person: Row, today: date) -> Iterator[HeldLicence]:
    tags, serial, number = person["TAGS"], person["NO"], person["ID_NUMBER"]
    if "低保对象" in tags and person["RELATION_TO_HOUSEHOLDER"] == "户主":
        since = date(today.year, 1, 1)
        values = {"support_number": 2, "assistance_kind": "农村低保", "monthly_amount": "480.00"}
        licence_number = f"{CITY_REGION}{since.year}{serial:06}"
        yield HeldLicence("最低生活保障证", licence_number, number, since, values)
    levels = {"残疾人一级": "一级", "残疾人二级": "二级", "残疾儿童": "三级"}
    for tag in tags:
        if tag in levels:
            yield _disability_certificate(person, levels[tag])
    if "流动人口" in tags and "居住证申领" not in tags:
        since = _latest(date(2023, 4, 12), years=1, today=today)
        values = {"endorsement_to": (_add_years(since, 1) - timedelta(days=1)).isoformat()}
        licence_number = f"{CITY_REGION}{since.year}{serial:06}"
        yield HeldLicence("居住证", licence_number, number, since, values)


def _disability_certificate(person: Row, level: str) -> HeldLicence:
    # 残疾人证 20 位：公民身份号码、残疾类别（4 肢体）、残疾等级。
    number = f"{person['ID_NUMBER']}4{'一二三四'.index(level[0]) + 1}"
    values = {
        "disability_certificate_number": number,
        "disability_kind": "肢体",
        "disability_level": level,
    }
    return HeldLicence("残疾人证", number, person["ID_NUMBER"], date(2022, 3, 1), values)


def _marriage_certificate(person: Row, spouse: Row) -> HeldLicence:
    married = _day(person["MARRIAGE_DATE"])
    man, woman = (person, spouse) if person["GENDER"] == "男" else (spouse, person)
    # Each of the two holds a copy with the same inscription; here copies are told apart.
    inscription = f"J{CITY_REGION}-{married.year}-{min(man['NO'], woman['NO']):06}"
    values = {
        "marriage_certificate_number": inscription,
        "marriage_date": married.isoformat(),
        "male_name": man["NAME"],
        "male_id_number": man["ID_NUMBER"],
        "female_name": woman["NAME"],
        "female_id_number": woman["ID_NUMBER"],
    }
    number = f"{inscription}-{1 if person is man else 2}"
    return HeldLicence("结婚证", number, person["ID_NUMBER"], married, values)


def _birth_certificate(child: Row, mother: Row, father: Row | None) -> HeldLicence:
    born = _day(child["BIRTH_DATE"])
    number = f"X62{child['NO']:07}"
    values = {
        "birth_certificate_number": number,
        "newborn_name": child["NAME"],
        "gender": child["GENDER"],
        "birth_date": child["BIRTH_DATE"],
        "birth_place": "敦煌市（示例医院）",
        "mother_name": mother["NAME"],
        "mother_id_number": mother["ID_NUMBER"],
        "father_name": father["NAME"] if father else None,
        "father_id_number": father["ID_NUMBER"] if father else None,
    }
    issued = born + timedelta(days=3)
    return HeldLicence("出生医学证明", number, mother["ID_NUMBER"], issued, values)


def _household_book(household: Row, by_number: Mapping[str | None, Row]) -> HeldLicence:
    members = household["MEMBERS"]
    born = [
        _day(by_number[each["ID_NUMBER"]]["BIRTH_DATE"])
        for each in members
        if each["ID_NUMBER"] in by_number
    ]
    values = {
        "household_number": household["HOUSEHOLD_NUMBER"],
        "household_kind": "家庭户",
        "householder_name": household["HOUSEHOLDER"],
        "hukou_address": household["ADDRESS"],
        "household_members": [
            [each["NAME"], each["RELATION"], each["ID_NUMBER"]] for each in members
        ],
    }
    # The book was last written when its youngest member was entered.
    issued = max([_FIRST_HOUSEHOLD_BOOKS, *(day + timedelta(days=20) for day in born)])
    number, holder = household["HOUSEHOLD_NUMBER"], household["HOUSEHOLDER_ID_NUMBER"]
    return HeldLicence("居民户口簿", number, holder, issued, values)


def _by_relation(relation: Row, by_number: Mapping[str | None, Row]) -> Iterator[HeldLicence]:
    person = by_number.get(relation.get("PERSON_ID"))
    if person is None:
        return
    if relation["TYPE"].startswith("劳动关系") and relation.get("UNTIL"):
        left = _day(relation["UNTIL"])
        values = {
            "register_kind": "失业登记",
            "unemployment_date": (left + timedelta(days=1)).isoformat(),
        }
        number = f"{CITY_REGION}{left.year}{person['NO']:06}"
        issued = left + timedelta(days=3)
        yield HeldLicence("就业创业证", number, person["ID_NUMBER"], issued, values)
    deceased = by_number.get(relation.get("OTHER_ID"))
    if relation["TYPE"] == "遗属" and deceased and deceased.get("DEATH_DATE"):
        died = _day(deceased["DEATH_DATE"])
        values = {
            "deceased_name": deceased["NAME"],
            "deceased_id_number": deceased["ID_NUMBER"],
            "death_date": died.isoformat(),
            "death_place": "敦煌市（示例医院）",
            "death_cause": "疾病",
        }
        number = f"{CITY_REGION}-{died.year}-{deceased['NO']:06}"
        issued = died + timedelta(days=1)
        yield HeldLicence("居民死亡医学证明（推断）书", number, person["ID_NUMBER"], issued, values)


def _project_filing(organisation: Row, today: date) -> HeldLicence:
    filed = _latest(date(2021, 3, 16), years=1, today=today)
    serial = organisation["NO"]
    code = compose_project_code(
        year=filed.year,
        month=filed.month,
        region=CITY_REGION,
        department="04",
        project_type="01",
        number=90_000 + serial,
    )
    values = {
        "project_code": code.code,
        "project_name": f"{organisation['BUSINESS_SCOPE']}建设项目（样例）",
        "site_address": organisation["ADDRESS"],
        "build_content": f"{organisation['BUSINESS_SCOPE']}设施及附属工程（样例）",
        "total_investment": "8000",
    }
    number = f"样例发改备〔{filed.year}〕{serial}号"
    return HeldLicence("企业投资项目备案证", number, organisation["CREDIT_CODE"], filed, values)


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _age(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _add_years(day: date, years: int) -> date:
    """The anniversary; of 29 February the day before in common years."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _latest(first: date, *, years: int, today: date) -> date:
    """The last renewal before or on `today` of what began at `first` and holds some years."""
    day, number = first, 1
    while (following := _add_years(first, number * years)) <= today:
        day, number = following, number + 1
    return day
