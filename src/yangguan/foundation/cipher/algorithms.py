"""
Algorithms by name, so that one provider can be replaced by another.

The software provider (`software.py`) is registered at import. A hardware module registers its own
implementation under the same name at start-up; callers never notice. Names:

- digests `SM3` (GB/T 32905)
- macs `HMAC-SM3`
- ciphers `SM4-GCM` (GB/T 32907 in Galois/counter mode)
- signatures `SM2-SM3` (GB/T 32918.2, signature in DER), `ECDSA-P256-SHA256` (for PDF readers)
"""

from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from yangguan.foundation.cipher import software
from yangguan.foundation.cipher.errors import UnknownAlgorithm
from yangguan.foundation.cipher.material import KeyPair

T = TypeVar("T")


class Hasher(Protocol):
    """A digest in progress."""

    def update(self, data: bytes) -> None: ...

    def digest(self) -> bytes:
        """The digest of all bytes so far; more may follow."""
        ...


class DigestAlgorithm(Protocol):
    def digest(self, data: bytes) -> bytes: ...

    def start(self) -> Hasher: ...


class MacAlgorithm(Protocol):
    def mac(self, key: bytes, data: bytes) -> bytes: ...


class AuthenticatedCipher(Protocol):
    """
    Encryption that notices every change of the ciphertext or of the associated data.

    The cipher draws the nonce itself and puts it before the ciphertext: a repeated nonce would
    give the key away, so no caller can choose one. `overhead` is in bytes.
    """

    key_size: int
    overhead: int

    def seal(self, key: bytes, plaintext: bytes, *, associated: bytes = b"") -> bytes: ...

    def open(self, key: bytes, sealed: bytes, *, associated: bytes = b"") -> bytes:
        """The plaintext. Raises `Tampered`."""
        ...


class SignatureAlgorithm(Protocol):
    """
    Signatures. The private part is opaque to callers: key bytes here, a handle in hardware.
    """

    def generate(self) -> KeyPair: ...

    def sign(self, key: KeyPair, message: bytes) -> bytes: ...

    def verify(self, public: bytes, message: bytes, signature: bytes) -> bool:
        """Whether the signature is right; False for malformed bytes. Raises `KeyUnusable`."""
        ...


@dataclass(frozen=True, slots=True)
class Registry(Generic[T]):
    """The algorithms of one kind, by name."""

    known: dict[str, T]

    def get(self, name: str) -> T:
        """The algorithm of that name. Raises `UnknownAlgorithm`."""
        try:
            return self.known[name]
        except KeyError:
            raise UnknownAlgorithm(name) from None

    def register(self, name: str, algorithm: T) -> None:
        """Put an algorithm in, in place of the one that had the name."""
        self.known[name] = algorithm


digests: Registry[DigestAlgorithm] = Registry({"SM3": software.Sm3Digest()})
macs: Registry[MacAlgorithm] = Registry({"HMAC-SM3": software.HmacSm3()})
ciphers: Registry[AuthenticatedCipher] = Registry({"SM4-GCM": software.Sm4Gcm()})
signatures: Registry[SignatureAlgorithm] = Registry(
    {"SM2-SM3": software.Sm2(), "ECDSA-P256-SHA256": software.EcdsaP256()}
)


def sm3(data: bytes) -> bytes:
    """The SM3 digest, 32 bytes. Source: GB/T 32905-2016."""
    return digests.get("SM3").digest(data)


def hmac_sm3(key: bytes, data: bytes) -> bytes:
    """The keyed digest HMAC-SM3, 32 bytes. Source: GB/T 15852.2 over GB/T 32905."""
    return macs.get("HMAC-SM3").mac(key, data)


class Sm3:
    """An SM3 digest taken in pieces, for what is too large to hold: `update`, `digest`."""

    __slots__ = ("_hasher",)

    def __init__(self, data: bytes = b"") -> None:
        self._hasher = digests.get("SM3").start()
        if data:
            self._hasher.update(data)

    def update(self, data: bytes) -> None:
        self._hasher.update(data)

    def digest(self) -> bytes:
        """The 32 bytes of all data so far."""
        return self._hasher.digest()

    def hexdigest(self) -> str:
        """The digest as 64 lower-case hexadecimal digits."""
        return self.digest().hex()
