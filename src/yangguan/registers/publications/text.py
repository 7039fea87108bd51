"""What a version says: one value, kept as deterministic JSON, so that equal digests are equal."""

from datetime import date

import msgspec

from yangguan.foundation.cipher.algorithms import sm3

MAX_BODY = 200_000


class PublicationText(msgspec.Struct, frozen=True, kw_only=True):
    """
    The whole content of a version. A draft may leave out anything.

    `body` is in Markdown. `publish_date`: the day that its issuer gives it, the day of publishing
    where it gives none. `items`: implementation codes. `explains`: code of the publication that a
    reading explains.
    """

    kind: str = ""
    title: str = ""
    body: str = ""
    issuer: str = ""
    document_number: str = ""
    publish_date: date | None = None
    effective_date: date | None = None
    expire_date: date | None = None
    status: str = ""
    source: str = ""
    items: tuple[str, ...] = ()
    explains: str = ""


def encode(text: PublicationText) -> str:
    return msgspec.json.encode(text).decode()


def decode(content: str) -> PublicationText:
    return msgspec.json.decode(content, type=PublicationText)


def text_digest(text: PublicationText) -> str:
    """SM3 over the deterministic JSON, hex."""
    return sm3(msgspec.json.encode(text)).hex()
