"""Signatures: 电子签名法 第十三条; no byte may change unnoticed."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.test import override_settings
from hypothesis import given, settings
from hypothesis import strategies as st

from yangguan.foundation.cipher.keyring import KeyPurpose, keyring, licence_signing_key
from yangguan.foundation.documents import signing
from yangguan.foundation.documents.errors import NotSignable, SignatureUnusable
from yangguan.foundation.documents.paper import render_document
from yangguan.foundation.documents.signing import (
    sign_detached,
    sign_pdf,
    verify_detached,
    verify_pdf,
)
from yangguan.foundation.documents.tests import samples
from yangguan.foundation.documents.tests.reading import words_of

AT = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="module", autouse=True)
def keys(tmp_path_factory):
    with override_settings(DATA_DIR=tmp_path_factory.mktemp("installation")):
        yield


def sign(pdf: bytes, at: datetime = AT) -> bytes:
    return sign_pdf(pdf, at=at, reason="准予行政许可决定书", location="敦煌市")


@pytest.fixture(scope="module")
def original(keys) -> bytes:
    return render_document(samples.decision_granting())


@pytest.fixture(scope="module")
def signed(original) -> bytes:
    return sign(original)


def test_a_signed_document_is_valid_and_tells_who_signed_and_when(signed):
    verdict = verify_pdf(signed)

    assert verdict.is_valid
    assert verdict.signed_at == AT
    assert "政务服务平台签章" in (verdict.signer or "")


def test_an_event_loop_that_runs_already_is_no_hindrance(original):
    async def sign_and_verify():
        return verify_pdf(sign(original))

    # In a thread of its own: the browser of other tests has a loop running in this one.
    with ThreadPoolExecutor(max_workers=1) as thread:
        assert thread.submit(asyncio.run, sign_and_verify()).result().is_valid


def test_signing_keeps_the_document_and_only_adds_behind_it(original, signed):
    assert signed.startswith(original)
    assert words_of(signed) == words_of(original)


@settings(max_examples=250, deadline=None)
@given(data=st.data())
def test_any_flipped_bit_is_found(signed, data):
    position = data.draw(st.integers(0, len(signed) - 1))
    bit = data.draw(st.integers(0, 7))
    changed = bytearray(signed)
    changed[position] ^= 1 << bit

    verdict = verify_pdf(bytes(changed))

    assert not verdict.intact
    assert verdict.faults


def test_any_change_in_the_room_of_the_signature_is_found(signed):
    """Readers ignore this room: the letter case of its digits, and the zeros at its end."""
    start = signed.index(b"/Contents <") + len(b"/Contents <")
    end = signed.index(b">", start)
    for position in range(start, end, 11):
        changed = bytearray(signed)
        changed[position] = changed[position] ^ 0x20 or 0x30

        assert not verify_pdf(bytes(changed)).intact, position


@pytest.mark.parametrize("more", [b"\n", b"\0", b"%%EOF", b" " * 4096])
def test_appended_bytes_are_found(signed, more):
    verdict = verify_pdf(signed + more)

    assert not verdict.intact
    assert verdict.faults


@pytest.mark.parametrize("kept", [0, 4, 1000, -1, -7])
def test_a_file_that_was_cut_off_is_not_intact(signed, kept):
    assert not verify_pdf(signed[:kept]).intact


def test_a_file_without_a_signature_is_not_valid(original):
    assert verify_pdf(original).faults == ("文件中没有电子签名。",)


@given(st.binary(max_size=300))
def test_no_bytes_make_the_check_fail_itself(junk):
    assert not verify_pdf(b"%PDF-1.7\n" + junk).is_valid


def test_a_signature_of_another_installation_is_intact_but_not_trusted(original, tmp_path):
    with override_settings(DATA_DIR=tmp_path):
        foreign = sign(original)

    verdict = verify_pdf(foreign)

    assert verdict.intact
    assert not verdict.trusted
    assert verdict.faults == ("签名证书不是本平台的证书。",)


def test_a_document_signed_before_a_change_of_keys_stays_valid(original, tmp_path):
    with override_settings(DATA_DIR=tmp_path):
        old = sign(original)
        keyring().rotate(KeyPurpose.PDF_SIGNING)

        assert verify_pdf(old).is_valid
        assert verify_pdf(sign(original)).is_valid


def test_a_time_outside_the_life_of_the_certificate_is_not_trusted(original):
    verdict = verify_pdf(sign(original, at=AT + timedelta(days=365 * 40)))

    assert verdict.intact
    assert not verdict.trusted


def test_a_signed_file_is_not_signed_again(signed):
    with pytest.raises(NotSignable):
        sign(signed)


def test_what_is_no_pdf_is_not_signed():
    with pytest.raises(NotSignable):
        sign(b"plain words")


def test_the_time_of_signing_must_have_a_zone(original):
    with pytest.raises(ValueError, match="aware"):
        sign(original, at=datetime(2026, 11, 23))  # noqa: DTZ001  # naive on purpose


def test_a_detached_signature_holds_for_these_bytes_only():
    signature = sign_detached(b'{"a":1}')

    assert verify_detached(b'{"a":1}', signature)
    assert not verify_detached(b'{"a":2}', signature)
    assert not verify_detached(b'{"a":1}', signature[:-1])
    assert not verify_detached(b'{"a":1}', b"")


def test_a_signature_that_no_reader_could_check_is_never_given_out(tmp_path, monkeypatch):
    key = licence_signing_key()
    with override_settings(DATA_DIR=tmp_path):
        public = licence_signing_key().pair.public
    mixed = replace(key, pair=replace(key.pair, public=public))
    monkeypatch.setattr(signing, "licence_signing_key", lambda: mixed)

    with pytest.raises(SignatureUnusable):
        sign_detached(b"{}")


def test_a_detached_signature_survives_a_change_of_keys(tmp_path):
    with override_settings(DATA_DIR=tmp_path):
        signature = sign_detached(b"{}")
        keyring().rotate(KeyPurpose.LICENCE_SIGNING)

        assert verify_detached(b"{}", signature)
