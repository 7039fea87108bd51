"""The algorithms in software: `cryptography` (OpenSSL) for all but SM2, GmSSL for SM2."""

import os
from functools import lru_cache

import gmssl_pyx
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes, hmac, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from cryptography.hazmat.primitives.ciphers import Cipher, modes
from cryptography.hazmat.primitives.ciphers.algorithms import SM4

from yangguan.foundation.cipher.errors import KeyUnusable, Tampered
from yangguan.foundation.cipher.material import KeyPair

# GB/T 32918.5: the order of the recommended curve; r and s of a signature lie below it.
SM2_ORDER = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
# GM/T 0009: the signer's ID where the parties have agreed on no other.
SM2_DEFAULT_ID = b"1234567812345678"
_SCALAR_BYTES = 32


class Sm3InProgress:
    """A hasher over OpenSSL that can tell the digest of what came so far and go on."""

    __slots__ = ("_hash",)

    def __init__(self) -> None:
        self._hash = hashes.Hash(hashes.SM3())

    def update(self, data: bytes) -> None:
        self._hash.update(data)

    def digest(self) -> bytes:
        return self._hash.copy().finalize()


class Sm3Digest:
    def digest(self, data: bytes) -> bytes:
        running = hashes.Hash(hashes.SM3())
        running.update(data)
        return running.finalize()

    def start(self) -> Sm3InProgress:
        return Sm3InProgress()


@lru_cache(maxsize=64)
def _keyed_hmac(key: bytes) -> hmac.HMAC:
    """The state after the key was taken in; copying it is cheaper than starting anew."""
    return hmac.HMAC(key, hashes.SM3())


class HmacSm3:
    def mac(self, key: bytes, data: bytes) -> bytes:
        running = _keyed_hmac(key).copy()
        running.update(data)
        return running.finalize()


@lru_cache(maxsize=64)
def _sm4(key: bytes) -> SM4:
    try:
        return SM4(key)
    except ValueError:
        raise KeyUnusable("SM4-GCM") from None


class Sm4Gcm:
    """Sealed bytes are nonce (12), ciphertext, tag (16). Key of 16 bytes."""

    key_size = 16
    nonce_size = 12
    tag_size = 16
    overhead = nonce_size + tag_size

    def seal(self, key: bytes, plaintext: bytes, *, associated: bytes = b"") -> bytes:
        nonce = os.urandom(self.nonce_size)
        encryptor = Cipher(_sm4(key), modes.GCM(nonce)).encryptor()
        encryptor.authenticate_additional_data(associated)
        ciphertext = encryptor.update(plaintext) + encryptor.finalize()
        return nonce + ciphertext + encryptor.tag

    def open(self, key: bytes, sealed: bytes, *, associated: bytes = b"") -> bytes:
        if len(sealed) < self.overhead:
            raise Tampered
        nonce, tag = sealed[: self.nonce_size], sealed[-self.tag_size :]
        decryptor = Cipher(_sm4(key), modes.GCM(nonce, tag)).decryptor()
        decryptor.authenticate_additional_data(associated)
        try:
            return decryptor.update(sealed[self.nonce_size : -self.tag_size]) + (
                decryptor.finalize()
            )
        except InvalidTag:
            raise Tampered from None


class Sm2:
    """
    SM2 signatures with SM3, DER of (r, s), with the signer's ID in the digest.

    Source: GB/T 32918.2, GM/T 0009. A wrong signature makes GmSSL print its call path on the
    standard error stream of the process; this is harmless, and `quiet.native_errors_hidden`
    keeps it from the screen of a command.
    """

    def __init__(self, signer_id: bytes = SM2_DEFAULT_ID) -> None:
        self.signer_id = signer_id

    def generate(self) -> KeyPair:
        public, private = gmssl_pyx.sm2_key_generate()
        return KeyPair(private=private, public=public)

    def sign(self, key: KeyPair, message: bytes) -> bytes:
        try:
            signature: bytes = gmssl_pyx.sm2_sign(key.private, key.public, message, self.signer_id)
        except gmssl_pyx.InvalidValueError:
            raise KeyUnusable("SM2-SM3") from None
        return signature

    def verify(self, public: bytes, message: bytes, signature: bytes) -> bool:
        try:
            sm2_signature_to_raw(signature)
        except ValueError:
            # Told apart here, so that garbage never reaches the C parser.
            return False
        try:
            return bool(gmssl_pyx.sm2_verify(public, message, signature, self.signer_id))
        except gmssl_pyx.InvalidValueError:
            raise KeyUnusable("SM2-SM3") from None


def sm2_signature_to_raw(der: bytes) -> bytes:
    """
    An SM2 signature in DER as the 64 bytes r and s, the form of seals and hardware modules.

    Raises `ValueError` for anything but one canonical DER sequence of two numbers from 1 to n-1.
    """
    r, s = decode_dss_signature(der)
    if not (0 < r < SM2_ORDER and 0 < s < SM2_ORDER):
        raise ValueError("r and s of an SM2 signature lie between 1 and n-1")
    return r.to_bytes(_SCALAR_BYTES, "big") + s.to_bytes(_SCALAR_BYTES, "big")


def sm2_signature_from_raw(raw: bytes) -> bytes:
    """The 64 bytes r and s as DER. Raises `ValueError` if it is not 64 bytes in range."""
    if len(raw) != 2 * _SCALAR_BYTES:
        raise ValueError("a raw SM2 signature has 64 bytes")
    der = encode_dss_signature(
        int.from_bytes(raw[:_SCALAR_BYTES], "big"), int.from_bytes(raw[_SCALAR_BYTES:], "big")
    )
    sm2_signature_to_raw(der)
    return der


class EcdsaP256:
    """ECDSA on P-256 with SHA-256: what PDF readers outside China understand."""

    def generate(self) -> KeyPair:
        key = ec.generate_private_key(ec.SECP256R1())
        return KeyPair(
            private=key.private_bytes(
                serialization.Encoding.DER,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            ),
            public=key.public_key().public_bytes(
                serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
            ),
        )

    def sign(self, key: KeyPair, message: bytes) -> bytes:
        return load_p256_private(key.private).sign(message, ec.ECDSA(hashes.SHA256()))

    def verify(self, public: bytes, message: bytes, signature: bytes) -> bool:
        try:
            _p256_public(public).verify(signature, message, ec.ECDSA(hashes.SHA256()))
        except InvalidSignature:
            return False
        return True


@lru_cache(maxsize=16)
def load_p256_private(der: bytes) -> ec.EllipticCurvePrivateKey:
    """A P-256 private key from PKCS #8 DER. Raises `KeyUnusable`."""
    try:
        key = serialization.load_der_private_key(der, password=None)
    except ValueError:
        raise KeyUnusable("ECDSA-P256-SHA256") from None
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.curve.name != "secp256r1":
        raise KeyUnusable("ECDSA-P256-SHA256")
    return key


@lru_cache(maxsize=16)
def _p256_public(der: bytes) -> ec.EllipticCurvePublicKey:
    try:
        key = serialization.load_der_public_key(der)
    except ValueError:
        raise KeyUnusable("ECDSA-P256-SHA256") from None
    if not isinstance(key, ec.EllipticCurvePublicKey) or key.curve.name != "secp256r1":
        raise KeyUnusable("ECDSA-P256-SHA256")
    return key
