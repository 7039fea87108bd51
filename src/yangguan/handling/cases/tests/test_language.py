"""Documents, trace and licence are Chinese, whoever reads the pages: 国家通用语言文字法 第九条."""

import json
from typing import Any

import pytest
from django.db import transaction
from django.utils import translation

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.trace.models import TraceEntry
from yangguan.handling.cases.models import CaseDocument
from yangguan.handling.cases.operations.accept import accept_case
from yangguan.handling.cases.operations.correction import Asked, correct_case, request_correction
from yangguan.handling.cases.operations.decide import grant_case
from yangguan.handling.cases.operations.deliver import collect_case
from yangguan.handling.cases.operations.review import review_case
from yangguan.handling.cases.tests import builders as b
from yangguan.handling.licences.models import Licence
from yangguan.registers.catalogue.content import Result

pytestmark = pytest.mark.django_db
# Drawn by chance for each case.
CHANCE = {"look_up_code", "digest"}


def life(town: b.City) -> dict[str, Any]:
    """What a case leaves behind, from the receipt over a correction to the delivery."""
    case = b.submitted_case(town)
    request_correction(
        case_id=case.pk, asked=[Asked("site_address", "填写有误：没有门牌号")],
        by=town.officer(Role.INTAKE), at=b.MONDAY,
    )  # fmt: skip
    correct_case(
        case_id=case.pk, answers={"site_address": "沙州镇 2 号"}, by=town.person, at=b.MONDAY
    )
    accept_case(case_id=case.pk, by=town.officer(Role.INTAKE), at=b.MONDAY)
    review_case(
        case_id=case.pk, agrees=True, opinion="相符", by=town.officer(Role.REVIEW), at=b.MONDAY
    )
    grant_case(case_id=case.pk, by=town.officer(Role.DECISION), at=b.TUESDAY)
    collect_case(case_id=case.pk, by=town.person, at=b.TUESDAY)
    entries = TraceEntry.objects.filter(stream=case.trace_stream).order_by("position")
    return {
        "documents": [
            without_chance(json.loads(document.data))
            for document in CaseDocument.objects.filter(case=case).order_by("issued_at", "kind")
        ],
        "trace": [
            (entry.action, entry.office, entry.actor_name, without_chance(entry.data))
            for entry in entries
        ],
        "licences": [
            json.loads(licence.canonical)["KZ"]
            for licence in Licence.objects.filter(case_number=case.number)
        ],
    }


def without_chance(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key not in CHANCE}


def life_read_in(language: str, town: b.City) -> dict[str, Any]:
    with transaction.atomic(), translation.override(language):
        left = life(town)
        # So that the other life draws the same serial numbers.
        transaction.set_rollback(True)
    return left


def test_a_case_handled_in_english_leaves_the_same_papers_trace_and_licence():
    town = b.city(
        results=(Result(name="样例经营许可证", kind="证照", licence_type="样例经营许可证"),)
    )
    b.licence_type(town.department)

    in_chinese, in_english = (life_read_in(language, town) for language in ("zh-hans", "en"))

    assert in_english["documents"]
    assert in_english["licences"]
    assert in_english == in_chinese
