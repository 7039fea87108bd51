"""The sample certificate of the PDF signature."""

from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509.oid import NameOID

from yangguan.foundation.cipher.material import KeyPair
from yangguan.foundation.cipher.software import load_p256_private

# A constant, not the moment of making: the same key must also verify documents whose time lies
# before the installation (imported history, demonstration), and no clock is asked. A real
# installation puts a certificate of an accredited authority (电子签名法 第十六条) in its place.
_VALID_FROM = datetime(2016, 1, 1, tzinfo=UTC)
_VALID_UNTIL = datetime(2049, 12, 31, tzinfo=UTC)

_SUBJECT = x509.Name(
    [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
        x509.NameAttribute(NameOID.STATE_OR_PROVINCE_NAME, "甘肃省"),
        x509.NameAttribute(NameOID.LOCALITY_NAME, "敦煌市"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, "敦煌市人民政府（样例）"),
        x509.NameAttribute(NameOID.COMMON_NAME, "敦煌市人民政府 样例 政务服务平台签章"),
    ]
)


def self_signed_certificate(pair: KeyPair) -> bytes:
    """
    A self-signed X.509 certificate (PEM) for a P-256 key, marked as a sample in its subject.

    Key usage is digital signature and non-repudiation, as PDF validators ask of a signer.
    """
    key = load_p256_private(pair.private)
    public = key.public_key()
    certificate = (
        x509.CertificateBuilder()
        .subject_name(_SUBJECT)
        .issuer_name(_SUBJECT)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(_VALID_FROM)
        .not_valid_after(_VALID_UNTIL)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_signing_only(), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(public), critical=False)
        .sign(key, hashes.SHA256())
    )
    return certificate.public_bytes(serialization.Encoding.PEM)


def _signing_only() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
