"""Keys: made once, one for each purpose, readable by their owner alone."""

import json
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_der_public_key

from yangguan.foundation.cipher import keyfiles
from yangguan.foundation.cipher.algorithms import signatures
from yangguan.foundation.cipher.errors import (
    KeyCannotRotate,
    KeyExposed,
    KeyUnreadable,
    UnknownKey,
)
from yangguan.foundation.cipher.keyring import (
    ALGORITHMS,
    KeyPurpose,
    Keyring,
    check_code_key,
    demo_token_key,
    keyring,
    licence_signing_key,
    pdf_signing_key,
    trace_seal_key,
)

SIGNING = {KeyPurpose.LICENCE_SIGNING, KeyPurpose.PDF_SIGNING}
SECRETS = sorted(set(KeyPurpose) - SIGNING)


def mode(path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_every_purpose_has_an_algorithm():
    assert set(ALGORITHMS) == set(KeyPurpose)


def test_every_purpose_has_a_key_of_its_own():
    keys = [keyring().secret(purpose).material for purpose in SECRETS]

    assert len(set(keys)) == len(SECRETS)
    assert {trace_seal_key(), demo_token_key(), check_code_key()} < set(keys)


def test_a_second_process_finds_the_same_keys(keys):
    here, there = Keyring(keys), Keyring(keys)

    for purpose in SECRETS:
        assert here.secret(purpose) == there.secret(purpose)
    for purpose in SIGNING:
        assert here.signing_key(purpose) == there.signing_key(purpose)


def test_processes_that_start_together_agree_on_one_key(keys):
    rings = [Keyring(keys) for _number in range(16)]

    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(lambda ring: ring.secret(KeyPurpose.TRACE_SEAL), rings))

    assert len(set(found)) == 1
    assert [path.name for path in keys.iterdir()] == ["trace-seal-v1.json"]


def test_only_the_owner_can_read_keys_whatever_the_mask(keys):
    before = os.umask(0)
    try:
        keyring().secret(KeyPurpose.BLIND_INDEX)
    finally:
        os.umask(before)

    assert mode(keys) == 0o700
    assert [mode(path) for path in keys.iterdir()] == [0o600]


@pytest.mark.parametrize("exposed", [0o640, 0o604, 0o620])
def test_a_key_that_others_can_read_is_refused_with_the_remedy(keys, exposed):
    Keyring(keys).secret(KeyPurpose.TRACE_SEAL)
    path = keys / "trace-seal-v1.json"
    path.chmod(exposed)

    with pytest.raises(KeyExposed, match=f"chmod 600 {path}"):
        Keyring(keys).secret(KeyPurpose.TRACE_SEAL)


def test_a_folder_that_others_can_enter_is_refused_with_the_remedy(keys):
    keys.mkdir(mode=0o755)
    keys.chmod(0o755)

    with pytest.raises(KeyExposed, match=f"chmod 700 {keys}"):
        Keyring(keys).secret(KeyPurpose.TRACE_SEAL)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b'{"purpose":"trace-seal","version":1,"algorithm":"HMAC-SM3"}',
        b'{"purpose":"trace-seal","version":1,"algorithm":"HMAC-SM3","secret":"zz"}',
        b'{"purpose":"blind-index","version":1,"algorithm":"HMAC-SM3","secret":"00"}',
    ],
)
def test_a_broken_key_file_is_named_and_never_replaced(keys, content):
    Keyring(keys).secret(KeyPurpose.TRACE_SEAL)
    path = keys / "trace-seal-v1.json"
    path.write_bytes(content)

    with pytest.raises(KeyUnreadable, match=r"trace-seal-v1\.json"):
        Keyring(keys).secret(KeyPurpose.TRACE_SEAL)

    assert path.read_bytes() == content


def test_a_new_version_is_used_and_the_old_one_stays_known(keys):
    ring = Keyring(keys)
    old = ring.secret(KeyPurpose.COLUMN_ENCRYPTION)

    assert ring.rotate(KeyPurpose.COLUMN_ENCRYPTION) == 2

    new = ring.secret(KeyPurpose.COLUMN_ENCRYPTION)
    assert (new.version, new.material == old.material) == (2, False)
    assert ring.secret_by_id(KeyPurpose.COLUMN_ENCRYPTION, old.key_id) == old


def test_another_process_learns_of_a_new_version_when_it_meets_it(keys):
    here, there = Keyring(keys), Keyring(keys)
    there.secret(KeyPurpose.COLUMN_ENCRYPTION)

    here.rotate(KeyPurpose.COLUMN_ENCRYPTION)

    new = here.secret(KeyPurpose.COLUMN_ENCRYPTION)
    assert there.secret_by_id(KeyPurpose.COLUMN_ENCRYPTION, new.key_id) == new


def test_versions_are_ordered_as_numbers_and_not_as_words(keys):
    ring = Keyring(keys)
    ring.secret(KeyPurpose.COLUMN_ENCRYPTION)
    for _time in range(10):
        ring.rotate(KeyPurpose.COLUMN_ENCRYPTION)

    assert Keyring(keys).secret(KeyPurpose.COLUMN_ENCRYPTION).version == 11


@pytest.mark.parametrize("purpose", sorted(set(SECRETS) - {KeyPurpose.COLUMN_ENCRYPTION}))
def test_a_key_whose_products_do_not_name_it_cannot_rotate(purpose):
    with pytest.raises(KeyCannotRotate):
        keyring().rotate(purpose)


def test_an_old_signing_key_still_verifies(keys):
    ring, algorithm = Keyring(keys), signatures.get("SM2-SM3")
    old = ring.signing_key(KeyPurpose.LICENCE_SIGNING)
    signature = algorithm.sign(old.pair, b"licence")

    ring.rotate(KeyPurpose.LICENCE_SIGNING)

    versions = ring.signing_keys(KeyPurpose.LICENCE_SIGNING)
    assert [key.version for key in versions] == [2, 1]
    assert algorithm.verify(versions[1].pair.public, b"licence", signature)


def test_a_key_that_was_lost_is_told_apart_from_damage(keys):
    with pytest.raises(UnknownKey, match="00000000"):
        Keyring(keys).secret_by_id(KeyPurpose.COLUMN_ENCRYPTION, bytes(4))


def test_the_licence_key_signs_with_its_algorithm():
    key = licence_signing_key()
    algorithm = signatures.get(key.algorithm)

    assert key.algorithm == "SM2-SM3"
    assert algorithm.verify(key.pair.public, b"licence", algorithm.sign(key.pair, b"licence"))


def test_the_pdf_key_has_a_certificate_that_says_it_is_a_sample():
    key = pdf_signing_key()
    assert key.certificate_pem is not None
    certificate = x509.load_pem_x509_certificate(key.certificate_pem)

    assert "敦煌市人民政府" in certificate.subject.rfc4514_string()
    assert "样例" in certificate.subject.rfc4514_string()
    assert certificate.public_key() == load_der_public_key(key.pair.public)
    certificate.verify_directly_issued_by(certificate)
    assert certificate.not_valid_before_utc < datetime(2017, 1, 1, tzinfo=UTC)
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    assert usage.digital_signature
    assert usage.content_commitment
    assert not usage.key_cert_sign


def test_a_draft_left_by_a_crash_is_not_taken_for_a_key(keys):
    keyfiles.prepare_folder(keys)
    (keys / ".trace-seal-v1.json.123.abcd").write_text("half")

    assert Keyring(keys).secret(KeyPurpose.TRACE_SEAL).version == 1


def test_a_key_file_can_be_read_by_other_programs(keys):
    keyring().secret(KeyPurpose.COLUMN_ENCRYPTION)

    content = json.loads((keys / "column-encryption-v1.json").read_bytes())

    assert content["algorithm"] == "SM4-GCM"
    assert len(bytes.fromhex(content["secret"])) == 16


def test_a_secret_does_not_show_in_its_repr():
    secret = keyring().secret(KeyPurpose.TRACE_SEAL)

    assert "material" not in repr(secret)
