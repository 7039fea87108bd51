"""One spelling for what people type."""

import unicodedata

# What an input method or a copied page puts in place of a hyphen: U+2010 to U+2015, the minus
# sign, the Chinese dash and, after NFKC, the full-width hyphen.
_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\u30fc"), "-")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"), None)


def plain(text: str) -> str:
    """
    The text in half-width capitals without any blank.

    Full-width letters and digits become ASCII (NFKC), every white space and zero-width character
    is dropped, every kind of dash becomes a hyphen.
    """
    if text.isascii() and text.isalnum():
        return text.upper()
    folded = unicodedata.normalize("NFKC", text).translate(_HYPHENS).translate(_INVISIBLE)
    return "".join(folded.split()).upper()
