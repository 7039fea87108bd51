"""`yangguan verify licence`: one changed byte is found and named."""

import json
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from yangguan.foundation.files import store
from yangguan.handling.licences.models import Licence
from yangguan.handling.licences.operations.render import render_licence_file
from yangguan.handling.licences.queries import licence_export
from yangguan.handling.licences.states import LicenceState
from yangguan.portals.console import verify as verify_module
from yangguan.portals.console.tests.running import run
from yangguan.portals.console.verify import verify
from yangguan.portals.console.verify_licence import examine_licence, first_difference

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_city")]

AT = datetime(2026, 10, 12, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAY = date(2026, 10, 12)


@pytest.fixture
def licence():
    return Licence.objects.get(licence_type__name="居民身份证", holder__name="测鸣沙")


@pytest.fixture
def pdf(licence):
    return store.read(render_licence_file(licence.pk, at=AT))


def examine(data):
    return examine_licence(data, on=TODAY)


def codes(finding):
    return {fault.code for fault in finding.faults}


def test_the_licence_as_issued_is_right(licence, pdf):
    finding = examine(pdf)

    assert finding.faults == []
    assert finding.unchecked == []
    assert licence.identifier in finding.licence


@pytest.mark.parametrize("share", [0.001, 0.1, 0.5, 0.9, 0.999])
def test_one_changed_byte_is_found_and_named(pdf, share):
    place = int(len(pdf) * share)
    changed = bytearray(pdf)
    changed[place] ^= 1

    finding = examine(bytes(changed))

    assert codes(finding) >= {"pdf-signature", "differs"}
    differs = next(fault for fault in finding.faults if fault.code == "differs")
    assert differs.offset == place
    assert f"第 {place + 1} 个字节" in differs.message


@pytest.mark.parametrize(
    "change", [lambda data: data[:-10], lambda data: data + b"\n%more"], ids=["cut", "longer"]
)
def test_missing_and_added_bytes_are_found(pdf, change):
    assert codes(examine(change(pdf))) >= {"pdf-signature", "differs"}


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"\x00" * 100, b"{", b"{}", b'{"statement":1}'])
def test_bytes_that_are_no_licence_are_refused(data):
    assert not examine(data).is_right


def test_a_licence_that_is_no_longer_valid_is_no_good(licence, pdf):
    Licence.objects.filter(pk=licence.pk).update(state=LicenceState.CANCELLED)

    assert codes(examine(pdf)) == {"not-valid"}


def test_a_licence_unknown_to_the_library_says_what_was_not_checked(licence, pdf):
    Licence.objects.filter(pk=licence.pk).delete()

    finding = examine(pdf)

    assert finding.faults == []
    assert finding.unchecked


def test_a_row_that_was_changed_with_sql_is_found(licence, pdf):
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE licences_licence SET signature = %s WHERE id = %s", [b"\x30\x00", licence.pk]
        )

    assert "library-signature" in codes(examine(pdf))


@pytest.fixture
def export(licence):
    return licence_export(licence.pk)


def as_bytes(export):
    return json.dumps(export, ensure_ascii=False).encode()


def test_an_export_is_right_however_it_is_laid_out(export):
    assert examine(json.dumps(export, indent=4).encode()).faults == []


def test_a_changed_value_of_an_export_is_found_and_its_field_named(export):
    export["statement"]["KZ"]["住址"] = "别处"

    finding = examine(as_bytes(export))

    assert codes(finding) == {"signature", "differs"}
    assert "KZ（住址）" in next(each.message for each in finding.faults if each.code == "differs")


def test_an_export_under_another_identifier_is_found_by_its_signature(export):
    export["statement"]["ZZBS"] = "1.2.3"

    finding = examine(as_bytes(export))

    assert codes(finding) == {"signature", "differs"}


def test_a_strangers_key_beside_a_right_signature_is_found(export):
    export["public_key"] = "00" * 64

    assert codes(examine(as_bytes(export))) == {"public-key"}


@pytest.mark.parametrize("key", ["statement", "algorithm", "signature", "public_key"])
def test_an_export_without_one_of_its_parts_is_refused(export, key):
    del export[key]

    assert codes(examine(as_bytes(export))) == {"malformed"}


def test_every_changed_byte_of_an_export_is_found(export):
    written = as_bytes(export)

    for place in range(0, len(written), 3):
        changed = bytearray(written)
        # 0x20 turns a small letter into a capital: the same number in hex, another byte.
        changed[place] ^= 0x20 if written[place : place + 1].isalpha() else 0x01
        assert examine(bytes(changed)).faults, f"{place}: {bytes(changed[place - 9 : place + 9])!r}"


def test_a_part_of_an_export_that_stands_twice_is_refused(export):
    twice = as_bytes(export).replace(b'{"', b'{"algorithm": "none", "', 1)

    (fault,) = examine(twice).faults

    assert (fault.code, "algorithm" in fault.message) == ("malformed", True)


def test_a_part_that_no_export_has_is_named(export):
    (fault,) = examine(as_bytes({**export, "holder": "测别人"})).faults

    assert (fault.code, "holder" in fault.message) == ("malformed", True)


def test_a_number_that_has_no_single_spelling_is_refused(export):
    export["statement"]["KZ"]["面积"] = 1.5

    assert codes(examine(as_bytes(export))) == {"not-canonical"}


@pytest.mark.parametrize(
    ("mine", "theirs", "place"), [(b"ab", b"ab", None), (b"ab", b"ac", 1), (b"a", b"ab", 1)]
)
def test_the_first_difference_is(mine, theirs, place):
    assert first_difference(mine, theirs) == place


def test_the_command_ends_with_1_and_one_line_a_fault(tmp_path, pdf, monkeypatch):
    file = tmp_path / "licence.pdf"
    file.write_bytes(pdf[:100] + bytes([pdf[100] ^ 1]) + pdf[101:])

    result = run(monkeypatch, verify_module, verify, "licence", file)

    assert result.exit_code == 1
    assert "第 101 个字节（偏移 0x64）" in result.stdout


def test_the_command_prints_json(tmp_path, export, monkeypatch):
    file = tmp_path / "licence.json"
    file.write_bytes(as_bytes(export))

    result = run(monkeypatch, verify_module, verify, "licence", file, "--json")

    report = json.loads(result.stdout)
    assert (result.exit_code, report["valid"], report["state"]) == (0, True, "有效")


def test_a_file_that_is_not_there_is_a_misuse(tmp_path, monkeypatch):
    result = run(monkeypatch, verify_module, verify, "licence", tmp_path / "nowhere.pdf")

    assert result.exit_code == 2
