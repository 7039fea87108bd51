"""The words of states, acts and kinds: Chinese in the source, English for who reads English."""

import re

import pytest
from django.utils import translation

from yangguan.handling.cases.policies import ROLE_NAMES
from yangguan.handling.cases.queries.case_page import DOCUMENT_NAMES
from yangguan.handling.cases.states import (
    CaseAction,
    CaseState,
    Channel,
    MaterialWay,
    Outcome,
    WorkItemState,
)
from yangguan.handling.licences.states import LicenceOrigin, LicenceState
from yangguan.oversight.evaluation.details import DETAILS, GRADES
from yangguan.registers.catalogue import codes
from yangguan.registers.catalogue.states import EditionState, ItemState
from yangguan.registers.intermediaries.states import AgencyState, PriceKind, ServiceState
from yangguan.registers.parties.states import DOCUMENT_TYPES, PartyKind
from yangguan.registers.publications.kinds import KINDS, VALIDITIES
from yangguan.registers.publications.states import PublicationAction, PublicationState

HAN = re.compile("[\u4e00-\u9fff]")
CHOICES = (
    CaseState, CaseAction, Channel, MaterialWay, Outcome, WorkItemState,
    LicenceState, LicenceOrigin, EditionState, ItemState, PartyKind,
    PublicationState, PublicationAction, AgencyState, ServiceState, PriceKind,
)  # fmt: skip
# Chinese in the source; the page that shows a word translates it.
TABLES = {
    "documents": DOCUMENT_NAMES.values(),
    "grades": GRADES.values(),
    "details": [words for details in DETAILS.values() for words in details.values()],
    "publications": KINDS,
    "validities": VALIDITIES,
    "item types": codes.ITEM_TYPES.values(),
    "levels": codes.LEVELS.values(),
    "organs": codes.ORGAN_KINDS.values(),
    "forms": codes.HANDLING_FORMS.values(),
    "areas": codes.AREAS.values(),
    "results": codes.RESULT_KINDS.values(),
    "needs": codes.MATERIAL_NEEDS.values(),
}


@pytest.mark.parametrize("choices", CHOICES)
def test_each_label_stands_in_both_languages(choices):
    for member in choices:
        with translation.override("zh-hans"):
            assert HAN.search(str(member.label))
        with translation.override("en"):
            assert not HAN.search(str(member.label))


@pytest.mark.parametrize("table", TABLES)
def test_each_word_of_a_table_is_chinese_whoever_reads_and_has_its_english(table):
    for words in filter(None, TABLES[table]):
        with translation.override("en"):
            assert HAN.search(words)
            assert not HAN.search(translation.gettext(words))


@pytest.mark.parametrize("words", [*ROLE_NAMES.values(), *DOCUMENT_TYPES.values()])
def test_posts_and_identity_documents_have_their_english(words):
    with translation.override("en"):
        assert not HAN.search(str(words))
