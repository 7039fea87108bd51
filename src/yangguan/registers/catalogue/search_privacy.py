"""What of a search may be kept: words that name a thing, never those that name a person."""

import hashlib
import hmac
import re

from yangguan.foundation.search.words import normalise, query_terms

# Longer texts tell a story, perhaps somebody's.
LONGEST_KEPT = 30
# Numbers of documents, telephones, accounts, cases: seven digits in a row, however they are spaced.
_NUMBER = re.compile(r"(?:\d[\s\-.*x]*){7}")
_ADDRESS = re.compile(r"\S@\S|https?:|www\.")
_SPACES = re.compile(r"\s+")
_BITS = 63


def kept_text(text: str) -> str:
    """The text as it may be kept, normalised; empty where it must not be, or says nothing."""
    plain = _SPACES.sub(" ", normalise(text.replace("\0", " ")))
    if len(plain) > LONGEST_KEPT or _NUMBER.search(plain) or _ADDRESS.search(plain):
        return ""
    # As PostgreSQL can hold it and a page show it.
    is_plain = plain.isprintable() and plain.encode(errors="ignore").decode() == plain
    return plain if is_plain and query_terms(plain) else ""


def asker_bit(address: str, *, secret: bytes) -> int:
    """
    One of 63 bits for a network address, as the installation's secret scatters them.

    Enough to tell one reader's hundred searches from a hundred readers' one; a sixty-third of all
    addresses share a bit, so it tells of nobody.
    """
    digest = hmac.digest(secret, f"missed-search {address}".encode(), hashlib.sha256)
    return 1 << (int.from_bytes(digest[:8], "big") % _BITS)
