"""What is taken over: questions from the dictionary, materials, choices of a code table."""

import pytest
from django.utils import translation

from yangguan.registers.catalogue.material_queries import MaterialView
from yangguan.registers.catalogue.materials import MaterialTerms
from yangguan.registers.drafting.taken_over import choices_of, material_of, question_of
from yangguan.registers.standards.queries.elements import ElementView
from yangguan.registers.standards.states import ElementType, PersonalData

NAMES = {"1": "自然人", "2": "企业法人"}


def element(**changes):
    terms = {
        "code": "applicant_kind", "name": "申请人类型", "type": ElementType.CHOICE, "length": None,
        "unit": "", "code_table": "audiences", "code_table_title": "服务对象",
        "personal_data": PersonalData.NONE, "source": "", "definition": "", "standard": "",
    }  # fmt: skip
    return ElementView(**{**terms, **changes})


def definition(terms):
    return MaterialView(
        code="M0001", terms=terms, department_name="", blank=None, sample=None, merged_into="",
        merged_codes=(), proposed_by="", proposed_by_id=None, is_confirmed=True, revision=1, uses=0,
    )  # fmt: skip


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_choices_are_kept_in_chinese_whoever_takes_them_over(language):
    with translation.override(language):
        taken = choices_of("audiences", NAMES)

    assert taken == {"code_table": "audiences", "choices": ["自然人", "企业法人"]}


def test_a_table_without_a_version_in_force_gives_nothing():
    assert choices_of("nowhere", {}) == {}


def test_a_question_takes_over_all_that_the_dictionary_says():
    question = question_of(element(source="population"), NAMES)

    assert question == {
        "element": "applicant_kind",
        "label": "申请人类型",
        "type": "choice",
        "unit": "",
        "source": "population",
        "code_table": "audiences",
        "choices": ["自然人", "企业法人"],
    }


def test_a_question_without_a_register_behind_it_is_the_applicants_to_answer():
    assert "source" not in question_of(element(code_table=""), {})


def test_a_material_takes_over_its_licence():
    terms = MaterialTerms(name="营业执照", kind="1", medium="2", licence_type="营业执照")

    assert material_of(definition(terms)) == {
        "name": "营业执照",
        "definition": "M0001",
        "kind": "1",
        "medium": "2",
        "licences": ["营业执照"],
    }


def test_a_material_that_no_licence_stands_for_names_none():
    assert material_of(definition(MaterialTerms(name="租赁合同")))["licences"] == []
