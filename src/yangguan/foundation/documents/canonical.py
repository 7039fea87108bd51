"""One byte string for one content: what is hashed and signed must not depend on who wrote it."""

import json
import re
from collections.abc import Mapping
from typing import TypeAlias

from yangguan.foundation.cipher.algorithms import sm3
from yangguan.foundation.documents.errors import NotCanonical

_SURROGATE = re.compile("[\ud800-\udfff]")

Json: TypeAlias = bool | int | str | list["Json"] | dict[str, "Json"] | None


def canonical_json(data: Mapping[str, object]) -> bytes:
    """
    JSON of `data` in UTF-8 with sorted keys and without blanks; tuples count as arrays.

    Allowed are null, booleans, integers, text, arrays, and objects whose keys are text. Fractions
    are refused: two programs may print one binary fraction differently, and amounts are integers
    of fen anyway. Raises `NotCanonical` with the place of the fault.
    """
    _check(data, path="$")
    return json.dumps(
        data, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    ).encode()


def data_digest(data: Mapping[str, object]) -> str:
    """
    SM3 of the canonical JSON of `data`: 64 lower-case hexadecimal digits.

    Source: GB/T 32905-2016 (SM3). Raises `NotCanonical` as `canonical_json` does.
    """
    return sm3(canonical_json(data)).hex()


def _check(value: object, *, path: str) -> None:
    match value:
        case None | bool() | int():
            return
        case str():
            # A lone surrogate is no character and has no UTF-8 form.
            if _SURROGATE.search(value):
                raise NotCanonical(f"{path}: text with a lone surrogate")
        case list() | tuple():
            for index, member in enumerate(value):
                _check(member, path=f"{path}[{index}]")
        case Mapping():
            for key, member in value.items():
                if not isinstance(key, str):
                    raise NotCanonical(f"{path}: key {key!r} is not text")
                _check(key, path=f"{path} key")
                _check(member, path=f"{path}.{key}")
        case _:
            raise NotCanonical(f"{path}: {type(value).__name__} has no canonical form")
