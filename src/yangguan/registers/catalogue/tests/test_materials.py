"""材料目录: what a definition may say, and when two names mean one material. Source: R3.7."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yangguan.registers.catalogue.materials import (
    MOST_OTHER_NAMES,
    MaterialTerms,
    TrustLevel,
    plain_name,
    term_faults,
)


@pytest.mark.parametrize(
    "name",
    ["居民身份证", "身份证", "居民身份证（原件及复印件）", "申请人身份证复印件", "双方居民身份证",
     "本人有效身份证", "原居民身份证", "居民 身份证", "居民身份证(核验)"],
)  # fmt: skip
def test_what_only_decorates_a_name_does_not_make_another_material(name):
    assert plain_name(name) == "居民身份证"


@pytest.mark.parametrize(
    "name", ["死者居民身份证", "父母居民身份证", "身份证明", "居住证", "法定代表人身份证明"]
)
def test_whose_card_it_is_makes_another_material(name):
    assert plain_name(name) != "居民身份证"


def test_the_household_register_has_one_plain_name():
    assert {plain_name(each) for each in ("户口本", "户口簿", "居民户口本")} == {"居民户口簿"}


@given(st.text(max_size=60))
def test_a_plain_name_is_its_own_plain_name_and_never_lost(name):
    plain = plain_name(name)

    assert plain or not name.strip()
    assert plain_name(plain) in (plain, plain_name(plain_name(plain)))


def test_sound_terms_have_no_fault():
    assert list(term_faults(MaterialTerms(name="公司章程"))) == []


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"name": " "}, "name", "required"),
        ({"name": "长" * 201}, "name", "too-long"),
        ({"name": "甲\x00"}, "name", "not-storable"),
        ({"other_names": ("长" * 201,)}, "other_names", "too-long"),
        (
            {"other_names": tuple(map(str, range(MOST_OTHER_NAMES + 1)))},
            "other_names",
            "too-many",
        ),
        ({"kind": "9"}, "kind", "unknown-code"),
        ({"issuer_kind": "1"}, "issuer_kind", "unknown-code"),
        ({"medium": ""}, "medium", "unknown-code"),
        ({"trust": "E"}, "trust", "unknown-code"),
        ({"trust": TrustLevel.A}, "trust", "trust-without-issuer"),
        ({"note": "长" * 1001}, "note", "too-long"),
    ],
)
def test_a_fault_names_its_field(changes, field, code):
    faults = list(term_faults(MaterialTerms(**{"name": "公司章程", **changes})))

    assert [(fault.field, fault.code) for fault in faults] == [(field, code)]
