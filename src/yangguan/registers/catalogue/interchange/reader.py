"""Typed access to a foreign document that collects every fault instead of stopping at the first."""

import html
import math
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import nh3
from django.utils.translation import gettext as _

from yangguan.foundation.identifiers.spelling import plain
from yangguan.registers.catalogue.faults import Fault

_BLOCK_END = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6])[^>]*>", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\u00a0\u3000]+")
_EMPTY_LINES = re.compile(r"\n\s*\n+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# Zero-width characters and changes of direction: two names that look alike must be alike.
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
# All that `plain_text` would change, as far as one look can tell; most texts have none of it.
_UNCLEAN = re.compile(
    "[\x00-\x1f\x7f-\x9f<&\u00a0\u3000\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e"
    r"\u2060-\u2069\ufeff]|  |^\s|\s$"
)
_MARKUP = re.compile(r"<[a-zA-Z/!?]|&(?:[a-zA-Z]+|#\d+|#x[0-9a-fA-F]+);")
# A "<" that begins no tag. HTML would take some of them for the beginning of a remark, or of a tag
# that never ends, and leave out what follows.
_NO_TAG = re.compile(
    r"<(?!!DOCTYPE\b[^<>]*>|/?[a-zA-Z][a-zA-Z0-9:-]*(?:[\s/][^<>]*)?>)", re.IGNORECASE
)
_REMARKS = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?xml", "?>"), ("<?php", "?>"))
_DAY = re.compile(r"([0-9]{4})([-/.]?)([0-9]{1,2})\2([0-9]{1,2})(?:[T ][0-9:.]+)?")
_SEVERAL = re.compile(r"[,、;^\s]+")
# What senders write into a column that may not be empty; importers read it as empty.
_NOTHING = frozenset({"无", "暂无", "没有", "不涉及", "/", "\\", "-", "--", "—", "——"})


# So many times at most a text is taken out of its escapes.
_MOST_ESCAPED = 20

# As the table of themes keeps them.
LONGEST_TOPIC = 10


@dataclass(slots=True)
class Faults:
    """Faults found so far, in the order of the document."""

    found: list[Fault] = field(default_factory=list)

    def add(self, path: str, code: str, message: str) -> None:
        self.found.append(Fault(path, code, message))


def plain_text(value: str) -> str:
    """
    Text without HTML remains: tags off, entities decoded, blocks on lines of their own.

    `a < b` and `P&R` stay as they are: only what is markup is taken away.
    """
    if not _UNCLEAN.search(value):
        return value
    # Senders escape what they had escaped already: until nothing changes, so that a text which was
    # read once is read the same again.
    for _round in range(_MOST_ESCAPED):
        if not _MARKUP.search(value):
            break
        before = value
        with_breaks = _less_than_kept(_BLOCK_END.sub("\n", value))
        value = html.unescape(nh3.clean(with_breaks, tags=set()))
        if value == before:
            break
    value = _CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    value = _INVISIBLE.sub("", value)
    lines = (_SPACES.sub(" ", line).strip() for line in value.split("\n"))
    return _EMPTY_LINES.sub("\n", "\n".join(lines)).strip()


def _less_than_kept(value: str) -> str:
    """The text with each "<" escaped that begins neither a tag nor a remark which ends."""
    last = {opening: value.rfind(closing) for opening, closing in _REMARKS}

    def kept(found: re.Match[str]) -> str:
        at = found.start()
        is_remark = any(value.startswith(each, at) and last[each] > at for each in last)
        return "<" if is_remark else "&lt;"

    return _NO_TAG.sub(kept, value)


@dataclass(frozen=True, slots=True)
class Row:
    """One object of the document, with its path for messages."""

    path: str
    values: Mapping[str, Any]
    faults: Faults

    def text(self, key: str, *, required: bool = False, limit: int = 20_000) -> str:
        value = self.values.get(key)
        if value is None:
            cleaned = ""
        elif isinstance(value, str):
            cleaned = plain_text(value)
        elif (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or (isinstance(value, float) and not math.isfinite(value))
        ):
            self._fault(key, "wrong-type", _("应当是文字"))
            return ""
        else:
            cleaned = plain_text(str(value))
        if required and not cleaned:
            self._fault(key, "missing", _("必填，请补上"))
        if len(cleaned) > limit:
            self._fault(
                key,
                "too-long",
                _("最多 %(most)d 个字，现有 %(now)d 个") % {"most": limit, "now": len(cleaned)},
            )
        return cleaned

    def told(self, key: str, *, required: bool = False, limit: int = 20_000) -> str:
        """As `text`, but “无” and a mere dash say nothing, as the interchange reads them."""
        value = self.text(key, required=required, limit=limit)
        if value not in _NOTHING:
            return value
        if required:
            self._fault(key, "missing", _("必填，不能写“%(value)s”") % {"value": value})
        return ""

    def identifier(self, key: str, *, required: bool = False, limit: int) -> str:
        """A code of digits and letters in its one spelling: half-width capitals without blanks."""
        return plain(self.text(key, required=required, limit=limit))

    def code(
        self, key: str, table: Collection[str], *, required: bool = True, default: str = ""
    ) -> str:
        value = _half_width(self.text(key, required=required))
        if not value:
            return default
        if value not in table:
            self._fault(
                key,
                "unknown-code",
                _("没有代码“%(code)s”，可用：%(known)s") % {"code": value, "known": _listed(table)},
            )
            return default
        return value

    def codes(self, key: str, table: Collection[str], *, required: bool) -> tuple[str, ...]:
        raw = _half_width(self.text(key, required=required))
        values = tuple(dict.fromkeys(filter(None, _SEVERAL.split(raw))))
        unknown = [value for value in values if value not in table]
        if unknown:
            self._fault(
                key,
                "unknown-code",
                _("没有代码“%(code)s”，可用：%(known)s")
                % {"code": "、".join(unknown), "known": _listed(table)},
            )
        return values

    def topics(self, key: str) -> tuple[str, ...]:
        """Codes of a table that the register keeps: only their shape can be checked here."""
        values = tuple(filter(None, _SEVERAL.split(_half_width(self.told(key)))))
        if any(len(value) > LONGEST_TOPIC for value in values):
            self._fault(
                key, "too-long", _("每个主题代码最多 %(most)d 位") % {"most": LONGEST_TOPIC}
            )
        return tuple(dict.fromkeys(values))

    def flag(self, key: str, *, required: bool = False) -> bool:
        return self.code(key, ("0", "1"), required=required, default="0") == "1"

    def whole(self, key: str, *, required: bool = False, highest: int = 10_000) -> int:
        value = self.values.get(key)
        if value is None or value == "":
            if required:
                self._fault(key, "missing", _("必填，请补上"))
            return 0
        if isinstance(value, str) and re.fullmatch(r"\s*\d{1,6}\s*", value):
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= highest:
            self._fault(
                key, "not-a-number", _("应当是 0 到 %(highest)d 的整数") % {"highest": highest}
            )
            return 0
        return value

    def amount(self, key: str) -> int | None:
        """A whole number of any size that money has; None where nothing is said."""
        value = self.values.get(key)
        if value is None or value == "":
            return None
        if isinstance(value, str) and re.fullmatch(r"\s*\d{1,15}\s*", value):
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 10**15:
            self._fault(key, "not-a-number", _("应当是不小于 0 的整数"))
            return None
        return value

    def object(self, key: str) -> dict[str, Any] | None:
        """A JSON object as it stands; None where nothing is said."""
        value = self.values.get(key)
        if value is None or value == "":
            return None
        if not isinstance(value, Mapping):
            self._fault(key, "wrong-type", _("应当是一个 JSON 对象"))
            return None
        return dict(value)

    def day(self, key: str, *, default: date) -> date:
        value = self.text(key)
        if not value:
            return default
        found = _DAY.fullmatch(_half_width(value))
        if found is None:
            self._fault(key, "not-a-date", _("应当是日期，例如 2026-07-01"))
            return default
        try:
            return date(int(found[1]), int(found[3]), int(found[4]))
        except ValueError:
            self._fault(key, "not-a-date", _("没有这一天，请核对"))
            return default

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key)
        if value is None or value == "":
            return ()
        if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
            self._fault(key, "wrong-type", _("应当是文字的列表"))
            return ()
        return tuple(plain_text(part) for part in value)

    def pairs(self, key: str) -> dict[str, str]:
        """An object of texts; missing is empty."""
        value = self.values.get(key)
        if value is None or value == "":
            return {}
        if not isinstance(value, Mapping) or not all(
            isinstance(each, str) and each for pair in value.items() for each in pair
        ):
            self._fault(key, "wrong-type", _("应当是名称和文字的对照"))
            return {}
        return {plain_text(name): plain_text(text) for name, text in value.items()}

    def _fault(self, key: str, code: str, message: str) -> None:
        self.faults.add(f"{self.path}.{key}", code, message)


@dataclass(frozen=True, slots=True)
class Document:
    """The whole file: a mapping of tables."""

    values: Mapping[str, Any]
    faults: Faults

    def row(self, table: str, *, required: bool = True) -> Row:
        value = self.values.get(table)
        if isinstance(value, Mapping):
            return Row(table, value, self.faults)
        if required:
            code = "missing" if value is None else "wrong-type"
            self.faults.add(table, code, _("应当是一个对象，含本表各字段"))
        return Row(table, {}, self.faults)

    def rows(self, table: str, *, required: bool = False) -> Iterator[Row]:
        value = self.values.get(table)
        if value is None or value == []:
            if required:
                self.faults.add(table, "missing", _("至少要有一行"))
            return
        if not isinstance(value, list):
            self.faults.add(table, "wrong-type", _("应当是列表"))
            return
        for index, entry in enumerate(value):
            path = f"{table}[{index}]"
            if isinstance(entry, Mapping):
                yield Row(path, entry, self.faults)
            else:
                self.faults.add(path, "wrong-type", _("应当是一个对象"))


def _half_width(value: str) -> str:
    return value if value.isascii() else unicodedata.normalize("NFKC", value)


def _listed(table: Collection[str]) -> str:
    return "、".join(sorted(code for code in table if code))
