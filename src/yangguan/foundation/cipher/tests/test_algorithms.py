"""SM3 (GB/T 32905), SM4 (GB/T 32907), SM2 (GB/T 32918), HMAC-SM3, ECDSA P-256."""

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, modes
from cryptography.hazmat.primitives.ciphers.algorithms import SM4
from gmssl import sm2 as oracle_sm2
from gmssl import sm3 as oracle_sm3
from hypothesis import given, settings
from hypothesis import strategies as st

from yangguan.foundation.cipher.algorithms import (
    Sm3,
    ciphers,
    digests,
    hmac_sm3,
    macs,
    signatures,
    sm3,
)
from yangguan.foundation.cipher.errors import KeyUnusable, Tampered, UnknownAlgorithm
from yangguan.foundation.cipher.material import KeyPair
from yangguan.foundation.cipher.quiet import native_errors_hidden
from yangguan.foundation.cipher.software import (
    SM2_ORDER,
    Sm2,
    sm2_signature_from_raw,
    sm2_signature_to_raw,
)

SM2 = signatures.get("SM2-SM3")
P256 = signatures.get("ECDSA-P256-SHA256")
SM4_GCM = ciphers.get("SM4-GCM")

# GB/T 32918.5: the signature example on the recommended curve, with the default ID.
EXAMPLE = KeyPair(
    private=bytes.fromhex("3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8"),
    public=bytes.fromhex(
        "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
        "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13"
    ),
)
EXAMPLE_SIGNATURE = bytes.fromhex(
    "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3"
    "B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA"
)


def oracle_digest(data: bytes) -> bytes:
    return bytes.fromhex(oracle_sm3.sm3_hash(list(data)))


def oracle_mac(key: bytes, data: bytes) -> bytes:
    """HMAC written out (RFC 2104) over the pure-Python digest."""
    block = (oracle_digest(key) if len(key) > 64 else key).ljust(64, b"\x00")
    inner = oracle_digest(bytes(byte ^ 0x36 for byte in block) + data)
    return oracle_digest(bytes(byte ^ 0x5C for byte in block) + inner)


def oracle(pair: KeyPair) -> oracle_sm2.CryptSM2:
    return oracle_sm2.CryptSM2(private_key=pair.private.hex(), public_key=pair.public.hex())


@pytest.mark.parametrize(
    ("message", "digest"),
    [
        (b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
        (b"abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
        (b"", "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b"),
    ],
)
def test_sm3_gives_the_digests_of_the_standard(message, digest):
    assert sm3(message).hex() == digest
    assert Sm3(message).hexdigest() == digest


@given(st.binary(max_size=200))
def test_sm3_agrees_with_an_independent_implementation(data):
    assert sm3(data) == oracle_digest(data)


@given(st.lists(st.binary(max_size=100)))
def test_a_digest_in_pieces_is_the_digest_of_the_whole(pieces):
    running = Sm3()
    for piece in pieces:
        running.update(piece)
        running.digest()  # asking on the way changes nothing

    assert running.digest() == sm3(b"".join(pieces))


@given(st.binary(min_size=1, max_size=100), st.binary(max_size=100))
def test_hmac_sm3_agrees_with_an_independent_implementation(key, data):
    assert hmac_sm3(key, data) == oracle_mac(key, data)


def test_the_block_cipher_below_is_the_sm4_of_the_standard():
    block = bytes.fromhex("0123456789abcdeffedcba9876543210")
    # Chaining from zero over zeros encrypts each result again: a million blocks, a million times.
    chained = Cipher(SM4(block), modes.CBC(bytes(16))).encryptor()

    first, rest = chained.update(block), chained.update(bytes(16 * 999_999))

    assert first.hex() == "681edf34d206965e86b3e94f536e4246"
    assert rest[-16:].hex() == "595298c7c6fd271f0402f804c33d3f66"


def test_sm4_gcm_gives_the_vector_of_rfc_8998(monkeypatch):
    key = bytes.fromhex("0123456789abcdeffedcba9876543210")
    nonce = bytes.fromhex("00001234567800000000abcd")
    text = bytes.fromhex("aa" * 8 + "bb" * 8 + "cc" * 8 + "dd" * 8 + "ee" * 8 + "ff" * 8)
    text += bytes.fromhex("ee" * 8 + "aa" * 8)
    associated = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    monkeypatch.setattr("os.urandom", lambda size: nonce[:size])

    sealed = SM4_GCM.seal(key, text, associated=associated)

    assert sealed[:12] == nonce
    assert sealed[12:28].hex() == "17f399f08c67d5ee19d0dc9969c4bb7d"
    assert sealed[-16:].hex() == "83de3541e4c2b58177e065a9bf7b62ec"


@given(st.binary(min_size=16, max_size=16), st.binary(max_size=200), st.binary(max_size=20))
def test_what_is_sealed_opens_again(key, text, associated):
    sealed = SM4_GCM.seal(key, text, associated=associated)

    assert len(sealed) == len(text) + SM4_GCM.overhead
    assert SM4_GCM.open(key, sealed, associated=associated) == text


def test_the_same_text_never_looks_the_same():
    assert len({SM4_GCM.seal(b"k" * 16, b"text") for _time in range(100)}) == 100


@given(st.integers(0, 12 + 18 + 16 - 1), st.integers(1, 255))
def test_every_changed_byte_is_noticed(place, change):
    sealed = bytearray(SM4_GCM.seal(b"k" * 16, b"620982199001010017"))
    sealed[place] ^= change

    with pytest.raises(Tampered):
        SM4_GCM.open(b"k" * 16, bytes(sealed))


@pytest.mark.parametrize("length", [0, 12, 27, 30])
def test_cut_off_bytes_are_noticed(length):
    sealed = SM4_GCM.seal(b"k" * 16, b"text")

    with pytest.raises(Tampered):
        SM4_GCM.open(b"k" * 16, sealed[:length])


def test_other_associated_data_is_noticed():
    with pytest.raises(Tampered):
        SM4_GCM.open(b"k" * 16, SM4_GCM.seal(b"k" * 16, b"text", associated=b"a"), associated=b"b")


def test_a_key_of_a_wrong_length_is_refused():
    with pytest.raises(KeyUnusable):
        SM4_GCM.seal(b"short", b"text")


def test_the_sm2_signature_of_the_standard_verifies():
    der = sm2_signature_from_raw(EXAMPLE_SIGNATURE)

    assert SM2.verify(EXAMPLE.public, b"message digest", der)


def test_an_sm2_signature_convinces_an_independent_implementation():
    pair = SM2.generate()

    raw = sm2_signature_to_raw(SM2.sign(pair, b"message"))

    assert oracle(pair).verify_with_sm3(raw.hex(), b"message")


def test_the_signature_of_an_independent_implementation_verifies():
    pair = SM2.generate()

    signature = bytes.fromhex(oracle(pair).sign_with_sm3(b"message"))

    assert SM2.verify(pair.public, b"message", sm2_signature_from_raw(signature))


@settings(max_examples=20)
@given(st.binary(max_size=300))
def test_what_sm2_signs_it_verifies(message):
    assert SM2.verify(EXAMPLE.public, message, SM2.sign(EXAMPLE, message))


@pytest.mark.parametrize(
    ("public", "message"),
    [(EXAMPLE.public, b"other"), (SM2.generate().public, b"message")],
    ids=["another message", "another key"],
)
def test_sm2_refuses(public, message):
    signature = SM2.sign(EXAMPLE, b"message")

    with native_errors_hidden():
        assert not SM2.verify(public, message, signature)


def test_another_signer_id_makes_another_signature():
    signature = Sm2(b"ALICE123@YAHOO.COM").sign(EXAMPLE, b"message")

    assert Sm2(b"ALICE123@YAHOO.COM").verify(EXAMPLE.public, b"message", signature)
    with native_errors_hidden():
        assert not SM2.verify(EXAMPLE.public, b"message", signature)


@pytest.mark.parametrize("signature", [b"", b"abc", b"\x30\x00", EXAMPLE_SIGNATURE])
def test_what_is_no_signature_is_no_right_signature(signature):
    assert not SM2.verify(EXAMPLE.public, b"message digest", signature)


def test_bytes_behind_a_signature_make_it_wrong():
    der = sm2_signature_from_raw(EXAMPLE_SIGNATURE)

    assert not SM2.verify(EXAMPLE.public, b"message digest", der + b"\x00")


def test_a_point_off_the_curve_is_no_key():
    with native_errors_hidden(), pytest.raises(KeyUnusable):
        SM2.verify(b"\x01" * 64, b"message", sm2_signature_from_raw(EXAMPLE_SIGNATURE))


@given(st.integers(1, SM2_ORDER - 1), st.integers(1, SM2_ORDER - 1))
def test_raw_and_der_are_two_forms_of_one_signature(r, s):
    raw = r.to_bytes(32, "big") + s.to_bytes(32, "big")

    assert sm2_signature_to_raw(sm2_signature_from_raw(raw)) == raw


@pytest.mark.parametrize("raw", [b"", b"\x01" * 63, b"\x00" * 64, b"\xff" * 64])
def test_numbers_out_of_range_are_no_signature(raw):
    with pytest.raises(ValueError, match="SM2 signature"):
        sm2_signature_from_raw(raw)


def test_a_wrong_signature_leaves_no_trace_on_the_screen_of_a_command(capfd):
    signature = SM2.sign(EXAMPLE, b"message")

    with native_errors_hidden():
        SM2.verify(EXAMPLE.public, b"other", signature)

    assert capfd.readouterr().err == ""


def test_what_p256_signs_it_verifies_and_nothing_else():
    pair, stranger = P256.generate(), P256.generate()
    signature = P256.sign(pair, b"message")

    assert P256.verify(pair.public, b"message", signature)
    assert not P256.verify(pair.public, b"other", signature)
    assert not P256.verify(stranger.public, b"message", signature)
    assert not P256.verify(pair.public, b"message", b"abc")


def test_an_sm2_key_is_no_p256_key():
    with pytest.raises(KeyUnusable):
        P256.sign(EXAMPLE, b"message")
    with pytest.raises(KeyUnusable):
        P256.verify(EXAMPLE.public, b"message", b"")


def test_a_private_key_does_not_show_in_its_repr():
    assert EXAMPLE.private.hex() not in repr(EXAMPLE)
    assert "private" not in repr(EXAMPLE)


@pytest.mark.parametrize("registry", [digests, macs, ciphers, signatures])
def test_an_algorithm_that_nobody_registered_is_refused(registry):
    with pytest.raises(UnknownAlgorithm, match="ROT13"):
        registry.get("ROT13")


def test_another_provider_takes_over_under_the_same_name():
    class Module:
        def mac(self, key: bytes, data: bytes) -> bytes:
            return b"from the module"

    kept = macs.get("HMAC-SM3")
    macs.register("HMAC-SM3", Module())
    try:
        assert hmac_sm3(b"key", b"data") == b"from the module"
    finally:
        macs.register("HMAC-SM3", kept)
