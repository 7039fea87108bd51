"""The file an item comes in: its bytes, its JSON, and what is wrong before any field is read."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from yangguan.registers.catalogue.faults import Fault

# A file larger than this is not an item.
MAX_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """A document, and what was wrong with its form though it could be read."""

    values: Mapping[str, Any]
    faults: tuple[Fault, ...] = ()


def read_item_file(file: Path) -> bytes | Fault:
    """The bytes, one more than allowed at most: whoever checks the size need not hold it all."""
    if not file.is_file():
        return Fault("", "unreadable", _("读不出文件：不是普通文件"))
    try:
        with file.open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except OSError as error:
        return Fault("", "unreadable", _("读不出文件：%(why)s") % {"why": error.strerror or error})


def parse(raw: bytes) -> ParsedFile | Fault:
    """The document in the bytes of a file (UTF-8 or GB18030), or why there is none."""
    if len(raw) > MAX_BYTES:
        return Fault("", "file-too-large", _("文件超过 4 MB，不像是一个事项"))
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        return Fault("", "not-text", _("文件既不是 UTF-8 也不是 GB18030 文字"))
    twice: list[str] = []
    try:
        values = json.loads(
            text, object_pairs_hook=_noting_doubles(twice), parse_constant=_no_number
        )
    except json.JSONDecodeError as error:
        return Fault(
            "", "not-json", _("不是合格的 JSON（第 %(line)d 行）") % {"line": error.lineno}
        )
    except RecursionError:
        return Fault("", "not-json", _("不是合格的 JSON（嵌套太深）"))
    except _NoNumber as constant:
        return Fault("", "not-json", _("不是合格的 JSON（%(word)s 不是数）") % {"word": constant})
    except ValueError:
        return Fault("", "unstorable", _("文件里有上千位的数，请改正"))
    if _is_unstorable(values):
        return Fault("", "unstorable", _("文件里有不能保存的字符（NUL 或单个代理码元），请改正"))
    if not isinstance(values, dict):
        return Fault("", "wrong-type", _("文件的最外层应当是一个对象"))
    return ParsedFile(
        values,
        tuple(
            Fault(key, "duplicate", _("同一个对象里“%(key)s”出现两次，请只留一个") % {"key": key})
            for key in dict.fromkeys(twice)
        ),
    )


class _NoNumber(ValueError):
    """`NaN` and `Infinity`, which Python reads and JSON does not know (RFC 8259)."""


def _no_number(constant: str) -> object:
    raise _NoNumber(constant)


def _noting_doubles(twice: list[str]) -> Callable[[list[tuple[str, Any]]], dict[str, Any]]:
    """Which of two values is meant, nobody can tell: the names that stand twice go to `twice`."""

    def read(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, value in pairs:
            if key in values:
                twice.append(key)
            values[key] = value
        return values

    return read


def _is_unstorable(values: object) -> bool:
    """Lone surrogates and NUL are legal in JSON, but no database keeps them."""
    try:
        written = json.dumps(values, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    return b"\\u0000" in written
