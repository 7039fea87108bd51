"""
Checking a signed PDF: is every byte as it was signed, and was it this platform that signed?

The usual check of a PDF signature leaves gaps on purpose: bytes after the signature are allowed
(later revisions), and the room kept for the signature is not covered by it. This platform never
adds to a signed file, so both are refused here: any change of any byte is found.
"""

import io
import re
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import cms, pem, x509
from django.utils.translation import gettext as _
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator import ValidationContext

from yangguan.foundation.cipher.keyring import KeyPurpose, keyring
from yangguan.foundation.cipher.material import SigningKey
from yangguan.foundation.documents.event_loops import with_own_event_loop


@dataclass(frozen=True, slots=True)
class PdfVerdict:
    """What the check of one file found."""

    intact: bool
    """Every byte is as it was when the file was signed."""
    trusted: bool
    """The signature was made with a key of this platform, within its certificate's life."""
    signer: str | None
    """Name in the certificate; None when no signature could be read."""
    signed_at: datetime | None
    """Time of signing that the signature states; aware."""
    faults: tuple[str, ...]
    """What is wrong, in words for the person who asked; empty when nothing is."""

    @property
    def is_valid(self) -> bool:
        return self.intact and self.trusted and not self.faults


class _Damaged(Exception):
    """The file cannot be read as one signed file; the text says why."""


def verify_pdf(pdf: bytes) -> PdfVerdict:
    """
    Check the platform's signature in a PDF file, without the network. Never raises on any bytes.

    Source: ISO 32000-1 12.8.1 (byte range), RFC 5652 (CMS); 电子签名法 第五条 (原件形式).
    """
    try:
        return with_own_event_loop(lambda: _examined(pdf))
    except _Damaged as damage:
        return _unreadable(str(damage))
    # A stranger's bytes can make a PDF and ASN.1 reader stumble in any way; whatever it is, the
    # answer for the person is the same.
    except Exception:
        return _unreadable(_("文件结构已经损坏，无法读出签名。"))


def own_certificate(key: SigningKey) -> x509.Certificate:
    """The certificate of a PDF signing key. Raises `ValueError` when the key has none."""
    if key.certificate_pem is None:
        raise ValueError("a PDF signing key needs a certificate")
    _type, _headers, der = pem.unarmor(key.certificate_pem)
    return x509.Certificate.load(der)


def _unreadable(why: str) -> PdfVerdict:
    return PdfVerdict(intact=False, trusted=False, signer=None, signed_at=None, faults=(why,))


def _examined(pdf: bytes) -> PdfVerdict:
    embedded = _only_signature(pdf)
    certificate = embedded.signer_cert
    signed_at = embedded.self_reported_timestamp
    if signed_at is None:
        raise _Damaged(_("签名中没有签署时间。"))
    certificates = [own_certificate(key) for key in keyring().signing_keys(KeyPurpose.PDF_SIGNING)]
    status = validate_pdf_signature(
        embedded,
        signer_validation_context=ValidationContext(
            trust_roots=certificates, allow_fetching=False, moment=signed_at
        ),
        skip_diff=True,
    )
    faults: list[str] = []
    if not _covers_everything(pdf, embedded):
        faults.append(_("签名没有覆盖整个文件，签署以后文件被添加或者改动过。"))
    elif not (status.intact and status.valid):
        faults.append(_("文件内容与签名不符，签署以后被改动过。"))
    elif not _is_exact(embedded, certificate):
        faults.append(_("签名数据本身被改动过。"))
    intact = not faults
    is_ours = any(certificate.dump() == own.dump() for own in certificates)
    # A certificate that is trusted by itself is not asked for its dates by the library.
    in_time = certificate.not_valid_before <= signed_at <= certificate.not_valid_after
    trusted = intact and is_ours and in_time and bool(status.trusted)
    if not is_ours:
        faults.append(_("签名证书不是本平台的证书。"))
    elif intact and not trusted:
        faults.append(_("签署时间不在证书有效期内，或者证书用途不符。"))
    return PdfVerdict(
        intact=intact,
        trusted=trusted,
        signer=str(certificate.subject.native.get("common_name", "")),
        signed_at=signed_at,
        faults=tuple(faults),
    )


def _only_signature(pdf: bytes) -> EmbeddedPdfSignature:
    if not pdf.startswith(b"%PDF-"):
        raise _Damaged(_("这不是 PDF 文件。"))
    found = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    if not found:
        raise _Damaged(_("文件中没有电子签名。"))
    if len(found) > 1:
        raise _Damaged(_("文件中有多个电子签名，本平台的文件只有一个。"))
    only: EmbeddedPdfSignature = found[0]
    return only


def _covers_everything(pdf: bytes, embedded: EmbeddedPdfSignature) -> bool:
    """Whether all bytes are signed but the signature's own, and that room holds nothing else."""
    ranges = [int(number) for number in embedded.byte_range]
    if len(ranges) != 4:
        return False
    start, before, after, rest = ranges
    room = pdf[before:after]
    signature = _signature_bytes(embedded)
    return (
        start == 0
        and after + rest == len(pdf)
        and re.fullmatch(rb"<[0-9A-F]+>", room) is not None
        and room[1:-1] == signature.hex().upper().encode().ljust(len(room) - 2, b"0")
    )


def _signature_bytes(embedded: EmbeddedPdfSignature) -> bytes:
    """The signature's DER without the zeros that fill its room."""
    return bytes(cms.ContentInfo.load(embedded.pkcs7_content).dump())


def _is_exact(embedded: EmbeddedPdfSignature, certificate: x509.Certificate) -> bool:
    """
    Whether the signature holds what this platform writes and nothing more.

    Most fields of a CMS signature are not signed themselves (versions, algorithm names, further
    certificates). So the same signature is put together anew from what is signed, and must give
    the same bytes.
    """
    info = embedded.signer_info
    digest, mechanism = info["digest_algorithm"], info["signature_algorithm"]
    if digest["algorithm"].native != "sha256" or mechanism["algorithm"].native != "sha256_ecdsa":
        return False
    again = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                {
                    "issuer_and_serial_number": cms.IssuerAndSerialNumber(
                        {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
                    )
                }
            ),
            "digest_algorithm": digest,
            "signed_attrs": info["signed_attrs"],
            "signature_algorithm": mechanism,
            "signature": info["signature"].native,
        }
    )
    whole = cms.ContentInfo(
        {
            "content_type": "signed_data",
            "content": cms.SignedData(
                {
                    "version": "v1",
                    "digest_algorithms": [digest],
                    "encap_content_info": {"content_type": "data"},
                    "certificates": [certificate],
                    "signer_infos": [again],
                }
            ),
        }
    )
    return bool(whole.dump() == _signature_bytes(embedded))
