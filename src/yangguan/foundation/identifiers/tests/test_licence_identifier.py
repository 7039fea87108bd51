"""电子证照标识: GB/T 36904, ISO 7064 MOD 37,36."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yangguan.foundation.identifiers.checks import DIGITS_AND_LETTERS, mod_37_36
from yangguan.foundation.identifiers.errors import InvalidLicenceIdentifier
from yangguan.foundation.identifiers.licence_identifier import (
    compose_licence_identifier,
    parse_licence_identifier,
)

TYPE = "11100000000013338W001"
ISSUER = "11620982MA7X00018N"
SAMPLE = f"1.2.156.3005.2.{TYPE}.{ISSUER}.2021000002.001.8"


@pytest.mark.parametrize(
    "text",
    [
        "1.2.156.3005.2.11100000000013338W032.11220000013544541J.2430599.001.F",
        "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U",
        "1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0",
        "1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9",
        SAMPLE,
    ],
)
def test_issued_identifiers_are_read_and_written_back(text):
    assert str(parse_licence_identifier(text)) == text


def test_the_vector_of_the_check_standard_holds():
    assert mod_37_36("A12425GABC1234002") == "M"


def test_a_reissue_raises_the_version_and_changes_the_check():
    first = compose_licence_identifier(licence_type=TYPE, issuer=ISSUER, serial="2021000002")
    second = compose_licence_identifier(
        licence_type=TYPE, issuer=ISSUER, serial="2021000002", version=2
    )

    assert str(first) == SAMPLE
    assert (second.version, second.check) == (2, "6")


def test_a_wrong_check_is_refused_when_strict_and_told_when_not():
    wrong = SAMPLE[:-1] + "9"

    with pytest.raises(InvalidLicenceIdentifier) as refusal:
        parse_licence_identifier(wrong)

    assert refusal.value.code == "licence_identifier.check"
    assert not parse_licence_identifier(wrong, strict=False).is_check_right


@pytest.mark.parametrize(
    "text", ["", SAMPLE[2:], SAMPLE + ".1", SAMPLE.replace(".001.", ".01."), SAMPLE[:-2]]
)
def test_what_is_not_six_parts_under_the_root_is_refused(text):
    with pytest.raises(InvalidLicenceIdentifier) as refusal:
        parse_licence_identifier(text)

    assert refusal.value.code == "licence_identifier.shape"


@pytest.mark.parametrize(
    "change",
    [{"licence_type": "X"}, {"issuer": "1"}, {"serial": ""}, {"serial": "a.b"}, {"version": 1000}],
)
def test_parts_that_do_not_fit_make_no_identifier(change):
    parts = {"licence_type": TYPE, "issuer": ISSUER, "serial": "1", "version": 1}

    with pytest.raises(InvalidLicenceIdentifier):
        compose_licence_identifier(**(parts | change))


@given(
    st.text(DIGITS_AND_LETTERS, min_size=1, max_size=20),
    st.integers(1, 999),
    st.data(),
)
def test_one_wrong_character_of_the_serial_is_always_found(serial, version, data):
    identifier = compose_licence_identifier(
        licence_type=TYPE, issuer=ISSUER, serial=serial, version=version
    )
    place = data.draw(st.integers(0, len(serial) - 1))
    other = data.draw(st.sampled_from(DIGITS_AND_LETTERS.replace(serial[place], "")))
    wrong = serial[:place] + other + serial[place + 1 :]

    assert parse_licence_identifier(str(identifier)) == identifier
    with pytest.raises(InvalidLicenceIdentifier):
        parse_licence_identifier(str(identifier).replace(f".{serial}.", f".{wrong}."))
