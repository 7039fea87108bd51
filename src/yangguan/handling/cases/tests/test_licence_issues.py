"""Every item of the city that issues a licence: a lawful number and no empty mandatory field."""

import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from yangguan.foundation.actors.actor import system_actor
from yangguan.foundation.identifiers.number_pattern import NumberSource, parse_number_pattern
from yangguan.handling.cases.licence_issues import licence_issues
from yangguan.handling.cases.models import Case
from yangguan.handling.licences.operations.issue import issue_licences
from yangguan.registers.catalogue.editions import edition_view
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.catalogue.sample_answers import sample_answers
from yangguan.registers.parties.models import Party

CONTENT = Path(settings.BASE_DIR) / "content/dunhuang"
AT = datetime(2026, 10, 12, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
TYPES = json.loads((CONTENT / "licence-types.json").read_text(encoding="utf-8"))["LICENCE_TYPES"]


def gives_a_licence(file):
    results = json.loads(file.read_text(encoding="utf-8"))["RESULT"]
    return any(result.get("LICENCE_TYPE") for result in results)


ITEMS = sorted(file.stem for file in (CONTENT / "items").glob("*.json") if gives_a_licence(file))


def granted_case(edition, holder):
    """A case with no more than the form insists on, of somebody of whom nothing else is known."""
    content = edition.content
    answers = sample_answers(content, today=AT.date())
    needed = {field.element for field in content.fields() if field.required}
    answers = {element: answers[element] for element in answers if element in needed}
    return Case(
        number="样例",
        applicant=Party(
            pk=holder.pk, kind=holder.kind, name=holder.name, number=holder.number, facts="{}"
        ),
        applicant_name=holder.name,
        answers=json.dumps(answers, ensure_ascii=False),
    )


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ITEMS)
def test_no_mandatory_field_stays_empty_on_what_is_issued_by(slug, loaded_city):
    item = ServiceItem.objects.get(slug=slug)
    edition = edition_view(item.edition_id)
    kind = "person" if "1" in item.audiences else "organisation"
    holder = Party.objects.filter(kind=kind).order_by("name")[0]
    issues = licence_issues(granted_case(edition, holder), edition, findings="")

    licences = issue_licences(issues, by=system_actor("测试"), at=AT, today=AT.date())

    assert len(licences) == len(edition.content.licence_results)
    for licence in licences:
        face = json.loads(licence.canonical)["KZ"]
        assert [label for label, value in face.items() if value == "—"] == []
        numbered = licence.licence_type.number_element
        assert licence.number in {face.get(f["NAME"]) for f in licence.licence_type.fields
                                  if f["ELEMENT"] == numbered}  # fmt: skip


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind["NAME"])
@given(serial=st.integers(1, 99))
def test_a_type_has_a_number_whatever_the_form_leaves_unsaid(kind, serial):
    source = NumberSource(
        day=AT.date(), serial=serial, region="620982", organ="甲局", holder="H", values={}
    )

    assert parse_number_pattern(kind["NUMBER_PATTERN"]).compose(source)
