"""
查询码: the short secret beside a case number, read out on the telephone.

The alphabet leaves out what is mistaken for something else in print or by hand (0 O D Q, 1 I L,
2 Z, 5 S, 6 G, 8 B, U V, M N): of each such family at most one member remains.
"""

import hmac
import secrets

from django.utils.translation import gettext as _

from yangguan.foundation.identifiers.errors import InvalidLookupCode
from yangguan.foundation.identifiers.spelling import plain

ALPHABET = "34679ACEFHJKMPRTUWXY"
LENGTH = 8
_HALF = LENGTH // 2


def new_lookup_code() -> str:
    """
    A new random code of 8 characters, without the hyphen: 34 bits from the system's source.

    That is enough beside the case number and a limit on attempts, not as a password alone.
    """
    return "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))


def parse_lookup_code(text: str) -> str:
    """
    The code that a person typed, in any spelling: lower case, full width, spaces, hyphens.

    Raises `InvalidLookupCode` with code `lookup_code.shape`.
    """
    code = plain(text).replace("-", "")
    if len(code) != LENGTH or not set(code) <= set(ALPHABET):
        raise InvalidLookupCode(
            "lookup_code.shape",
            _("查询码是 8 个字母和数字，没有 0、1、2、5、8 和字母 O、I，请您对照收件凭证填写。"),
        )
    return code


def show_lookup_code(code: str) -> str:
    """The code in two groups, as print and screen show it: `K7MP-3XAH`."""
    return f"{code[:_HALF]}-{code[_HALF:]}"


def is_lookup_code(typed: str, *, expected: str) -> bool:
    """
    Whether a typed code is the expected one; False for what is no code at all.

    The comparison takes the same time wherever the first wrong character stands.
    """
    try:
        code = parse_lookup_code(typed)
    except InvalidLookupCode:
        return False
    return hmac.compare_digest(code.encode(), expected.encode())
