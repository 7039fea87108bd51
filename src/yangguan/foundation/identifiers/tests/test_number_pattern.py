"""Patterns of licence numbers: GB 32100, GB 11714, GB/T 17710 and the literal rest."""

import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yangguan.foundation.identifiers.checks import mod_11_10, mod_37_36
from yangguan.foundation.identifiers.credit_code import parse_credit_code
from yangguan.foundation.identifiers.errors import InvalidNumberPattern, NumberNotComposable
from yangguan.foundation.identifiers.number_pattern import NumberSource, parse_number_pattern
from yangguan.foundation.identifiers.project_code import parse_project_code

DAY = date(2026, 6, 8)
CREDIT = "{class:org_kind|个体工商户=92|*=91}{region}XN{serial:6}{check:organisation}{check:credit}"


def number(pattern, *, serial=7, day=DAY, **values):
    source = NumberSource(
        day=day, serial=serial, region="620982", organ="市水务局", holder="H1", values=values
    )
    return parse_number_pattern(pattern).compose(source)


@pytest.mark.parametrize(
    ("pattern", "made"),
    [
        ("J{region}-{year}-{serial:6}", "J620982-2026-000007"),
        ("敦消安检字〔{year}〕第{serial:4}号", "敦消安检字〔2026〕第0007号"),
        ("{region}{day}01{serial:2}", "6209822026060801" + "07"),
        ("{year:2}{month}-{serial}", "2606-7"),
        ("{organ}许决字〔{year}〕{serial}号", "市水务局许决字〔2026〕7号"),
        ("{holder}", "H1"),
        ("{answer:town:7-9}", "101"),
        ("{answer:town}", "620982101007"),
        ("{answer:village|000}", "000"),
        ("{class:kind|歌舞=1|游艺=2}", "2"),
        ("{class:kind|歌舞=1|*=9}", "9"),
        ("{class:other|歌舞=1|*=9}", "9"),
    ],
)
def test_a_pattern_makes(pattern, made):
    assert number(pattern, town="620982101007", kind=["游艺", "歌舞"]) == made


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        ("", "empty"),
        ("{year", "braces"),
        ("year}", "braces"),
        ("{}", "part"),
        ("{years}", "part"),
        ("{year:3}", "part"),
        ("{serial:0}", "part"),
        ("{serial:13}", "part"),
        ("{serial:六}", "part"),
        ("{answer:Town}", "part"),
        ("{answer:town:9-7}", "part"),
        ("{class:kind}", "part"),
        ("{class:kind|甲}", "part"),
        ("{class:kind|甲=}", "part"),
        ("{serial:2}{serial:2}", "twice"),
        ("{serial:2}{check:luhn}", "check"),
        ("91620982{serial:6}{check:credit}", "check"),
        ("号{check:mod-11-10}", "check"),
    ],
)
def test_an_unreadable_pattern_is_refused(pattern, code):
    with pytest.raises(InvalidNumberPattern) as refusal:
        parse_number_pattern(pattern)

    assert refusal.value.code == f"number_pattern.{code}"


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        ("{serial:2}", "exhausted"),
        ("{answer:town}", "value"),
        ("{class:kind|歌舞=1}", "value"),
        ("{region}" * 20, "length"),
    ],
)
def test_no_number_is_made_up_for_what_is_missing(pattern, code):
    with pytest.raises(NumberNotComposable) as refusal:
        number(pattern, serial=100)

    assert refusal.value.code == f"number.{code}"


@pytest.mark.parametrize(
    ("pattern", "series"),
    [
        ("{year}{serial:6}", "2026"),
        ("{year:2}{month}{serial:6}", "2026"),
        ("{day}{serial:2}", "20260608"),
        ("第{serial:4}号", ""),
    ],
)
def test_serials_count_anew_with_what_the_number_names(pattern, series):
    assert parse_number_pattern(pattern).series(DAY) == series


@given(st.integers(1, 999_999), st.sampled_from(["个体工商户", "有限责任公司"]))
def test_every_credit_code_passes_both_checks(serial, kind):
    code = parse_credit_code(number(CREDIT, serial=serial, org_kind=kind))

    assert code.region == "620982"
    assert code.organisation_code.startswith(f"XN{serial:06}")
    assert code.code.startswith("92" if kind == "个体工商户" else "91")


@given(st.integers(1, 99_999), st.dates(date(2021, 1, 1), date(2099, 12, 31)))
def test_every_project_code_passes_its_check(serial, day):
    pattern = "{year:2}{month}-{region}-04-01-{serial:5}{check:mod-11-10}"

    assert parse_project_code(number(pattern, serial=serial, day=day)).is_check_right


@given(st.text(string.digits, min_size=1, max_size=30), st.integers(1, 9_999))
def test_a_check_is_over_all_that_stands_before_it(literal, serial):
    made = number(f"JY{literal}{{serial:4}}{{check:mod-11-10}}", serial=serial)
    other = number(f"JY{literal}{{serial:4}}{{check:mod-37-36}}", serial=serial)

    assert made[-1] == mod_11_10(made[2:-1])
    assert other[-1] == mod_37_36(other[:-1])


@given(st.integers(1, 10**6 - 1), st.integers(1, 10**6 - 1))
def test_two_serials_never_make_one_number(one, other):
    assert (number(CREDIT, serial=one) == number(CREDIT, serial=other)) == (one == other)


@given(st.text("{}:|=*-年serialyeardaycheck019", max_size=40))
def test_any_text_is_read_or_refused(text):
    try:
        pattern = parse_number_pattern(text)
    except InvalidNumberPattern:
        return
    assert pattern.text == text
