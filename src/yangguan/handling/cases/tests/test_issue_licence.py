"""制证: 行政许可法 第三十九条, GB/T 36904: the number, and what becomes of the old licence."""

import dataclasses
import json
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connections, transaction

from yangguan.foundation.actors.actor import system_actor
from yangguan.foundation.identifiers.credit_code import parse_credit_code
from yangguan.foundation.trace.verification import verify_stream
from yangguan.handling.cases.tests import builders as b
from yangguan.handling.licences.errors import (
    LicenceNumberOfAnother,
    LicenceTypeUnknown,
    NoLicenceNumber,
)
from yangguan.handling.licences.models import Licence, LicenceSerial
from yangguan.handling.licences.numbering import Organ, next_number, type_view
from yangguan.handling.licences.operations.issue import (
    Holder,
    Issue,
    issue_licence,
    issue_licences,
)
from yangguan.handling.licences.states import LicenceState
from yangguan.registers.catalogue.models import LicenceType

NAME = "样例经营许可证"
AT_ONCE = 8
BY = system_actor("测试")


def set_pattern(pattern, **changes):
    LicenceType.objects.filter(name=NAME).update(number_pattern=pattern, **changes)


@pytest.fixture
def town(db):
    town = b.city()
    b.licence_type(town.department)
    return town


def issue_of(town, *, holder=None, **values):
    party = holder or town.applicant
    return Issue(
        type_name=NAME,
        holder=Holder(party_id=party.pk, name=party.name, number=party.number),
        values=values,
    )


def issued(issue):
    return issue_licence(issue, by=BY, at=b.TUESDAY, today=b.TUESDAY.date())


def test_a_type_without_a_pattern_is_numbered_by_code_and_year(town):
    assert [issued(issue_of(town)).number for _ in range(2)] == [
        "TST0012026000001",
        "TST0012026000002",
    ]


def test_a_licence_carries_the_number_of_its_pattern(town):
    set_pattern("样许〔{year}〕第{serial:4}号")

    licence = issued(issue_of(town))

    assert licence.number == "样许〔2026〕第0001号"
    assert json.loads(licence.canonical)["KZ"]["编号"] == licence.number


def test_a_pattern_that_was_loaded_anew_counts_at_once(town):
    issued(issue_of(town))
    set_pattern("样许{serial:4}")

    assert issued(issue_of(town)).number == "样许0001"


def test_a_credit_code_is_made_of_what_the_application_says(town):
    set_pattern(
        "{class:org_kind|个体工商户=92|*=91}{region}XN{serial:6}{check:organisation}{check:credit}"
    )

    code = parse_credit_code(issued(issue_of(town, org_kind="个体工商户")).number)

    assert code.code.startswith("92620982XN000001")


def test_a_serial_that_names_a_day_begins_anew_each_day(town):
    set_pattern("{day}{serial:2}")
    first = issued(issue_of(town))
    next_day = dataclasses.replace(issue_of(town), issue_date=b.MONDAY.date())

    assert first.number == "2026060901"
    assert issued(next_day).number == "2026060801"


def test_no_number_no_licence_and_no_gap(town):
    set_pattern("{class:kind|甲=1}{serial:4}")

    with pytest.raises(NoLicenceNumber), transaction.atomic():
        issued(issue_of(town, kind="乙"))

    assert issued(issue_of(town, kind="甲")).number == "10001"


def test_an_unknown_type_issues_nothing(town):
    with pytest.raises(LicenceTypeUnknown):
        issued(dataclasses.replace(issue_of(town), type_name="没有的证"))


def test_a_number_that_the_case_brings_is_kept(town):
    licence = issued(issue_of(town, licence_number="旧字 7 号"))

    assert licence.number == "旧字 7 号"
    assert not LicenceSerial.objects.filter(series="2026").exists()


def test_a_renewed_licence_replaces_the_one_before_it(town):
    old = issued(issue_of(town))

    new = issued(issue_of(town, licence_number=old.number))

    old.refresh_from_db()
    assert (new.number, new.version, new.replaces_id) == (old.number, 2, old.pk)
    assert new.identifier.split(".")[7:9] == [old.identifier.split(".")[7], "002"]
    assert (old.state, new.state) == (LicenceState.CANCELLED, LicenceState.VALID)
    assert verify_stream(f"licence:{old.identifier}").entries == 2


def test_a_card_with_the_holders_own_number_is_renewed_with_it(town):
    set_pattern("{holder}")

    first, second = issued(issue_of(town)), issued(issue_of(town))

    assert first.number == second.number == town.applicant.number
    assert second.version == 2


def test_the_number_of_another_is_refused_and_nothing_changes(town):
    old = issued(issue_of(town))
    other = b.applicant(number="620982199005258968", name="测月泉")

    with pytest.raises(LicenceNumberOfAnother), transaction.atomic():
        issued(issue_of(town, holder=other, licence_number=old.number))

    old.refresh_from_db()
    assert old.state == LicenceState.VALID
    assert Licence.objects.filter(number=old.number).count() == 1


def test_a_household_goes_on_under_its_number_whoever_asks(town):
    set_pattern("{serial:4}", holder_kind="户")
    old = issued(issue_of(town))
    other = b.applicant(number="620982199005258968", name="测月泉")

    assert issued(issue_of(town, holder=other, licence_number=old.number)).version == 2


def test_a_later_licence_of_a_decision_quotes_the_number_of_an_earlier(town):
    set_pattern("甲{serial:3}", number_element="first_number")
    LicenceType.objects.create(
        code="TST-002",
        identifier_code=f"{town.department.credit_code}003",
        name="样例副证",
        kind="证照",
        holder_kind="车辆",
        issuer=town.department,
        fields=[{"NAME": "主证号", "ELEMENT": "first_number", "REQUIRED": True}],
    )
    first = issue_of(town)

    licences = issue_licences(
        [first, dataclasses.replace(first, type_name="样例副证")],
        by=BY,
        at=b.TUESDAY,
        today=b.TUESDAY.date(),
    )

    assert json.loads(licences[1].canonical)["KZ"]["主证号"] == "甲001"


def test_the_deciding_organ_issues_where_the_type_says_so(town):
    other = town.other_department
    decider = Organ(other.pk, other.name, other.short_name, other.credit_code)
    set_pattern("{organ}〔{year}〕{serial}号", is_issued_by_decider=True)
    issue = dataclasses.replace(issue_of(town), decider=decider)

    licence = issued(issue)

    assert licence.issuer_id == other.pk
    assert licence.number == f"{other.short_name}〔2026〕1号"
    assert other.credit_code in licence.identifier


def test_a_number_is_one_licence_of_its_type(town):
    licence = issued(issue_of(town))
    licence.pk, licence.identifier = uuid.uuid4(), "另一标识"
    licence.check_code, licence.trace_stream = "另一查验码", None

    with pytest.raises(IntegrityError, match="licence_number_is_unique_for_its_type"):
        licence.save(force_insert=True)


def test_eight_at_once_draw_eight_numbers_without_a_gap(loaded_city, django_db_blocker):
    with django_db_blocker.unblock():
        kind = type_view("护士执业证书")

        def draw(_number):
            try:
                with transaction.atomic():
                    numbered = next_number(
                        kind, kept="", is_import=False, source={}, organ=kind.issuer,
                        holder="", day=b.MONDAY.date(),
                    )  # fmt: skip
                    return numbered.number
            finally:
                connections.close_all()

        with ThreadPoolExecutor(AT_ONCE) as threads:
            numbers = sorted(threads.map(draw, range(AT_ONCE)))
        LicenceSerial.objects.filter(licence_type_id=kind.id).exclude(series="").filter(
            series=kind.pattern.series(b.MONDAY.date())
        ).delete()

    assert numbers == [f"26620982{serial:04}" for serial in range(1, AT_ONCE + 1)]
