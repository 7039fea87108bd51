"""
Signatures that prove whose document it is and that no byte of it changed.

Two signatures for two readers: inside the PDF file ECDSA on P-256 (PAdES), which every PDF reader
can check, and beside the machine-readable data a detached SM2 signature (GB/T 32918.2), the
algorithm that 密码法 and 电子签名法 第十三条 look to. Nothing here uses the network.
"""

import io
from datetime import datetime

from asn1crypto import keys
from django.utils.timezone import is_naive
from django.utils.translation import gettext as _
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko_certvalidator.registry import SimpleCertificateStore

from yangguan.foundation.cipher.algorithms import signatures
from yangguan.foundation.cipher.keyring import (
    KeyPurpose,
    keyring,
    licence_signing_key,
    pdf_signing_key,
)
from yangguan.foundation.cipher.material import SigningKey
from yangguan.foundation.documents.errors import NotSignable, SignatureUnusable
from yangguan.foundation.documents.event_loops import with_own_event_loop
from yangguan.foundation.documents.verification import PdfVerdict, own_certificate, verify_pdf

__all__ = [
    "PdfVerdict",
    "sign_detached",
    "sign_pdf",
    "verify_detached",
    "verify_pdf",
]

FIELD_NAME = "PlatformSeal"
# What a signature takes up (certificate included) is about 1.5 KB; the rest is room for a longer
# certificate of an accredited authority. In bytes.
_RESERVED = 4096


def sign_pdf(pdf: bytes, *, at: datetime, reason: str, location: str) -> bytes:
    """
    The PDF with one certifying PAdES signature (B-B, no changes allowed) by the platform's key.

    `at` (aware) becomes the time of signing; `reason` and `location` stand in the signature as
    text. The original bytes are kept and the signature follows them. Nothing may be done to the
    file afterwards. Raises `NotSignable`, and `ValueError` for a naive time.
    Source: ISO 32000-1 12.8, ETSI EN 319 142-1; 电子签名法 第十三条.
    """
    if is_naive(at):
        raise ValueError("the time of signing must be aware")
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        if writer.prev.embedded_signatures:
            raise NotSignable(_("文件中已经有电子签名。"))
    except PdfError as error:
        raise NotSignable(_("这不是完好的 PDF 文件。")) from error
    key = pdf_signing_key()
    metadata = PdfSignatureMetadata(
        field_name=FIELD_NAME,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        name=own_certificate(key).subject.native["common_name"],
        reason=reason,
        location=location,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    signer = _DatedSigner(metadata, _signer(key), at)
    signed = with_own_event_loop(lambda: signer.sign_pdf(writer, bytes_reserved=2 * _RESERVED))
    return bytes(signed.getbuffer())


def sign_detached(canonical: bytes) -> bytes:
    """
    The platform's SM2 signature (DER) over canonical data, e.g. the JSON of a licence.

    Checked as a reader will check it before it is given out: with halves of a key that do not
    belong together every licence would be invalid, and its holder the first to notice. Raises
    `SignatureUnusable`.
    """
    key = licence_signing_key()
    algorithm = signatures.get(key.algorithm)
    signature = algorithm.sign(key.pair, canonical)
    if not algorithm.verify(key.pair.public, canonical, signature):
        raise SignatureUnusable
    return signature


def verify_detached(canonical: bytes, signature: bytes) -> bool:
    """Whether any version of the platform's SM2 key made `signature` over exactly these bytes."""
    return any(
        signatures.get(key.algorithm).verify(key.pair.public, canonical, signature)
        for key in keyring().signing_keys(KeyPurpose.LICENCE_SIGNING)
    )


class _DatedSigner(PdfSigner):
    """A signer that asks no clock: the time of signing is the time of the act."""

    def __init__(self, metadata: PdfSignatureMetadata, signer: SimpleSigner, at: datetime) -> None:
        super().__init__(metadata, signer=signer)
        self._at = at

    def init_signing_session(
        self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False
    ) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._at
        return session


def _signer(key: SigningKey) -> SimpleSigner:
    return SimpleSigner(
        signing_cert=own_certificate(key),
        signing_key=keys.PrivateKeyInfo.load(key.pair.private),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]  # pyHanko types it not
    )
