"""What `yangguan verify licence` looks at, and what it says about it."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from yangguan.foundation.cipher.algorithms import sm3
from yangguan.foundation.documents.canonical import canonical_json
from yangguan.foundation.documents.errors import NotCanonical
from yangguan.foundation.documents.signing import verify_pdf
from yangguan.foundation.files import store
from yangguan.foundation.files.store import FileDamaged
from yangguan.foundation.trace.verification import verify_stream
from yangguan.handling.licences.queries import (
    Original,
    original_of_statement,
    originals_of_file,
    signer_of,
)
from yangguan.handling.licences.states import LicenceState

# Two files that agree in less than this share of their bytes are not one licence changed.
_SAME_FILE = 0.9
# A text string of the document's information (ISO 32000-1 7.9.2.2), as the typesetter writes it.
_TITLE = re.compile(rb"/Title\s*<FEFF((?:[0-9A-F]{4})+)>")
# What `queries.licence_export` gives.
_EXPORT_KEYS = ("statement", "algorithm", "signature", "public_key")
_ALGORITHM = "SM2-SM3"
_HEX = re.compile(r"(?:[0-9a-f]{2})+")


@dataclass(frozen=True, slots=True)
class LicenceFault:
    """One thing that is wrong; `offset` of the first differing byte, counted from 0."""

    code: str
    message: str
    offset: int | None = None


@dataclass(slots=True)
class LicenceFinding:
    """What was found: `licence` is its type and identifier, empty for an unknown one."""

    licence: str = ""
    state: str = ""
    faults: list[LicenceFault] = field(default_factory=list)
    checked: list[str] = field(default_factory=list)
    unchecked: list[str] = field(default_factory=list)

    @property
    def is_right(self) -> bool:
        return not self.faults

    def fault(self, code: str, message: str, *, offset: int | None = None) -> None:
        self.faults.append(LicenceFault(code, message, offset))


def examine_licence(data: bytes, *, on: date) -> LicenceFinding:
    """
    Check the bytes of a licence's PDF, or of its JSON export. Never raises on any bytes.

    Signature, comparison with the library, the library's own signature and trace, and the state
    on the day `on`. At most five queries.
    """
    if data.lstrip()[:1] == b"{":
        return _examine_export(data, on=on)
    return _examine_pdf(data, on=on)


def _examine_pdf(data: bytes, *, on: date) -> LicenceFinding:
    finding = LicenceFinding()
    verdict = verify_pdf(data)
    for message in verdict.faults:
        finding.fault("pdf-signature", message)
    finding.checked.append(_("文件内的电子签名（每个字节）"))
    digest = sm3(data).hex()
    candidates = originals_of_file(digest=digest, size=len(data), title=_stated_title(data), on=on)
    original, stored = _closest(data, candidates, finding)
    if original is None:
        finding.unchecked.append(_("与底本比对、证照状态：库里没有和它相同或相近的证照文件"))
        return finding
    offset = first_difference(data, stored)
    if offset is not None:
        finding.fault("differs", _difference(data, stored, offset), offset=offset)
    finding.checked.append(_("与库中底本逐字节比对（%(size)d 字节）") % {"size": len(stored)})
    _examine_original(original, finding)
    return finding


def _stated_title(data: bytes) -> tuple[str, str] | None:
    """
    Type and number from the title that the document states: `居民身份证 6209…`.

    Read from the bytes, for a damaged file has no structure any more that a reader could follow.
    """
    match = _TITLE.search(data)
    if match is None:
        return None
    title = bytes.fromhex(match[1].decode()).decode("utf-16-be", errors="replace")
    name, _space, number = title.partition(" ")
    return name, number


def _closest(
    data: bytes, candidates: list[Original], finding: LicenceFinding
) -> tuple[Original | None, bytes]:
    """The licence whose file agrees most with the data, and that file's bytes."""
    best: tuple[float, Original | None, bytes] = (_SAME_FILE, None, b"")
    for candidate in candidates:
        try:
            stored = store.read(candidate.file_digest)
        except FileDamaged as damage:
            finding.unchecked.append(_("与底本比对：%(why)s") % {"why": damage})
            continue
        share = _agreement(data, stored)
        if share > best[0]:
            best = (share, candidate, stored)
        if share == 1:
            break
    return best[1], best[2]


def _agreement(data: bytes, stored: bytes) -> float:
    """The share of bytes that agree, counted in blocks from both ends (bytes may be missing)."""
    if data == stored:
        return 1.0
    longest = max(len(data), len(stored))
    head = first_difference(data, stored) or 0
    tail = first_difference(data[::-1], stored[::-1]) or 0
    if len(data) == len(stored):
        same = sum(mine == theirs for mine, theirs in zip(data, stored, strict=True))
        return min(same / longest, 1 - 1 / longest)
    return min((head + tail) / longest, 1 - 1 / longest)


def first_difference(data: bytes, stored: bytes) -> int | None:
    """Offset of the first byte that differs or is missing in one of the two; None if equal."""
    if data == stored:
        return None
    pairs = zip(data, stored, strict=False)
    found = next((index for index, (mine, theirs) in enumerate(pairs) if mine != theirs), None)
    return min(len(data), len(stored)) if found is None else found


def _difference(data: bytes, stored: bytes, offset: int) -> str:
    if offset >= len(data):
        return _("文件在第 %(place)d 个字节以后被截断，底本有 %(size)d 个字节") % {
            "place": offset,
            "size": len(stored),
        }
    if offset >= len(stored):
        return _("底本只有 %(size)d 个字节，从第 %(place)d 个字节起是添加的") % {
            "place": offset + 1,
            "size": len(stored),
        }
    return _("第 %(place)d 个字节（偏移 %(offset)s）应为 %(right)s，现为 %(wrong)s") % {
        "place": offset + 1,
        "offset": f"0x{offset:x}",
        "right": f"0x{stored[offset]:02x}",
        "wrong": f"0x{data[offset]:02x}",
    }


def _examine_export(data: bytes, *, on: date) -> LicenceFinding:
    finding = LicenceFinding()
    export = _parsed(data, finding)
    if export is None:
        return finding
    statement, signature, public_key = export
    try:
        canonical = canonical_json(statement)
    except NotCanonical as error:
        finding.fault("not-canonical", _("内容没有唯一的写法，无法核验：%(why)s") % {"why": error})
        return finding
    signer = signer_of(canonical, signature)
    if not signer:
        finding.fault("signature", _("SM2 签名与内容不符，或者不是本平台签的"))
    elif signer != public_key:
        finding.fault("public-key", _("文件所附公钥不是签名所用的公钥"))
    finding.checked.append(_("SM2 签名（本平台的公钥）"))
    identifier = statement.get("ZZBS")
    original = original_of_statement(
        identifier=identifier if isinstance(identifier, str) else "", signature=signature, on=on
    )
    if original is None:
        finding.unchecked.append(_("与底本比对、证照状态：库里没有这张证照"))
        return finding
    _compare_statements(canonical, original.canonical, finding)
    _examine_original(original, finding)
    return finding


def _parsed(data: bytes, finding: LicenceFinding) -> tuple[Mapping[str, Any], bytes, bytes] | None:
    """
    Statement, signature and public key. Blanks between the parts are free, all else has one form:
    a member beside the four, a member twice or hex in capitals would be a change nobody sees.
    """
    try:
        export = json.loads(data, object_pairs_hook=_once_each)
    except (ValueError, RecursionError) as error:
        twice = _("“%(key)s”出现两次") % {"key": error} if isinstance(error, _Twice) else ""
        finding.fault("malformed", twice or _("不是合格的 JSON"))
        return None
    if set(export) != set(_EXPORT_KEYS):
        differing = "、".join(sorted(set(export) ^ set(_EXPORT_KEYS)))
        message = _("不是证照数据：缺少或者多出了 %(keys)s") % {"keys": differing}
        finding.fault("malformed", message)
        return None
    statement, algorithm, *codes = (export[key] for key in _EXPORT_KEYS)
    if not isinstance(statement, dict):
        finding.fault("malformed", _("statement 应当是一个对象"))
        return None
    if algorithm != _ALGORITHM:
        finding.fault("malformed", _("algorithm 应当是 %(name)s") % {"name": _ALGORITHM})
        return None
    if not all(isinstance(code, str) and _HEX.fullmatch(code) for code in codes):
        finding.fault("malformed", _("signature 和 public_key 应当是小写的十六进制数"))
        return None
    signature, public_key = map(bytes.fromhex, codes)
    return statement, signature, public_key


class _Twice(ValueError):
    """A member that one object has twice: each reader would take another of them."""


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, value in pairs:
        if key in values:
            raise _Twice(key)
        values[key] = value
    return values


def _compare_statements(canonical: bytes, stored: bytes, finding: LicenceFinding) -> None:
    """Names the fields that differ, not their values: these may be a citizen's."""
    finding.checked.append(_("与库中底本逐字节比对（%(size)d 字节）") % {"size": len(stored)})
    offset = first_difference(canonical, stored)
    if offset is None:
        return
    mine, theirs = json.loads(canonical), json.loads(stored)
    differing = sorted(key for key in {*mine, *theirs} if mine.get(key) != theirs.get(key))
    for key in differing:
        inner, outer = mine.get(key), theirs.get(key)
        if isinstance(inner, dict) and isinstance(outer, dict):
            parts = sorted(part for part in {*inner, *outer} if inner.get(part) != outer.get(part))
            key = f"{key}（{'、'.join(parts)}）"
        message = _("“%(field)s”和库中底本不同") % {"field": key}
        finding.fault("differs", message, offset=offset)


def _examine_original(original: Original, finding: LicenceFinding) -> None:
    """The library's own copy: signature, trace, state."""
    finding.licence = f"{original.type_name} {original.identifier}"
    finding.state = str(original.state.label)
    if not original.is_signature_right:
        finding.fault("library-signature", _("库中这张证照的 SM2 签名与内容不符"))
    finding.checked.append(_("库中数据的 SM2 签名"))
    verdict = verify_stream(f"licence:{original.identifier}")
    for fault in verdict.faults:
        finding.fault(f"trace-{fault.code}", _("留痕：%(what)s") % {"what": fault.message})
    finding.checked.append(_("证照的留痕（%(count)d 条）") % {"count": verdict.entries})
    if original.state is not LicenceState.VALID:
        message = _("证照状态是“%(state)s”，现在不能使用") % {"state": finding.state}
        finding.fault("not-valid", message)
    finding.checked.append(_("证照状态：%(state)s") % {"state": finding.state})
