"""不予受理: 行政许可法 第三十二条第一款第（一）项、第（二）项, 第二款."""

import pytest

from yangguan.foundation.actors.actor import Role
from yangguan.handling.cases.errors import CompetentOrganMissing, ReasonsMissing
from yangguan.handling.cases.models import CaseDocument, WorkItem
from yangguan.handling.cases.operations.refuse_acceptance import refuse_acceptance
from yangguan.handling.cases.states import CaseState
from yangguan.handling.cases.tests import builders as b

pytestmark = pytest.mark.django_db


def refuse(town, case, **values):
    told = {"is_needed": True, "competent_organ": "敦煌市样例公安局", "reasons": "属公安机关职权"}
    return refuse_acceptance(
        case_id=case.pk, by=town.officer(Role.INTAKE), at=b.MONDAY, **{**told, **values}
    )


def test_refusing_to_accept_ends_the_case_with_a_notice():
    town = b.city()
    case = b.submitted_case(town)

    refused = refuse(town, case)

    assert refused.state == CaseState.NOT_ACCEPTED
    assert refused.concluded_at == b.MONDAY
    assert CaseDocument.objects.filter(case=case, kind="acceptance_refusal").count() == 1
    assert not WorkItem.objects.filter(case=case, state="open").exists()


def test_another_competent_organ_must_be_named():
    town = b.city()

    with pytest.raises(CompetentOrganMissing):
        refuse(town, b.submitted_case(town), competent_organ=" ")


def test_a_matter_that_needs_no_licence_needs_no_other_organ():
    town = b.city()

    refused = refuse(town, b.submitted_case(town), is_needed=False, competent_organ="")

    assert refused.state == CaseState.NOT_ACCEPTED


def test_reasons_are_told():
    town = b.city()

    with pytest.raises(ReasonsMissing):
        refuse(town, b.submitted_case(town), reasons="")
