"""Keys as values."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class KeyPair:
    """
    A key for signatures.

    `SM2-SM3`: private 32 bytes (d), public 64 bytes (x and y). `ECDSA-P256-SHA256`: private
    PKCS #8 and public SubjectPublicKeyInfo, both DER. The private part stays out of `repr`, and
    so out of logs and tracebacks.
    """

    private: bytes = field(repr=False)
    public: bytes


@dataclass(frozen=True, slots=True)
class SecretKey:
    """A symmetric key of this installation; `key_id` (4 bytes) tells it from all others."""

    version: int
    key_id: bytes
    algorithm: str
    material: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A signing key of this installation, with its X.509 certificate (PEM) if it has one."""

    version: int
    key_id: bytes
    algorithm: str
    pair: KeyPair
    certificate_pem: bytes | None = None
