"""
What the national platform sends down (`DN_TASK_*`), as the document of an item.

The tables know nothing of forms, steps, laws by article and results one by one. Of an item that
the register has, that stays as it is while the words it was told in are the same; of any other it
is made from the words: articles from 设定依据, results from their names, the three steps that the
law always knows.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from yangguan.registers.catalogue import codes
from yangguan.registers.catalogue.content import EditionContent
from yangguan.registers.catalogue.interchange.item import BASIC, EXTEND, QUESTIONS
from yangguan.registers.catalogue.interchange.lists import FEE, MATERIAL
from yangguan.registers.catalogue.interchange.national import remark_words
from yangguan.registers.catalogue.interchange.writer import write_item

Values = dict[str, Any]
Rows = Mapping[str, Sequence[Mapping[str, Any]]]

NATIONAL_TABLE = re.compile(
    r"(?:UP|DN)_TASK_(?:GENERAL|PUBLIC|PUNISH|HANDLE|CHECK)_"
    r"(?P<part>BASIC|EXTEND|MATERIAL|FEE_PROJECT|QUESTIONS)"
)
EXCHANGE = ("ROW_GUID", "TASK_GUID", "CD_OPERATION", "CD_TIME", "CD_BATCH", "DATA_SOURCE")
# Whatever the interchange knows nothing of stays as the register has it.
OWN_TABLES = (
    "FORM", "SITUATION", "SPECIAL_TIME", "TARIFF", "EXEMPTION", "FEE_EXAMPLE",
)  # fmt: skip
_ARTICLE = re.compile(r"《([^《》]+)》([^《》；;。\n]*)")
_WITHDRAWN = "3"


def from_national(rows: Rows, current: EditionContent | None) -> Values:
    """
    The document of one item from its rows, by part (`BASIC`, `EXTEND`, …).

    A deleted basic row is an item that was withdrawn; deleted children are left out.
    """
    basic = _told(next(iter(rows.get("BASIC", ())), {}))
    known = write_item(current, state="1", version=1) if current else {}
    if str(basic.get("CD_OPERATION", "")).upper() == "D":
        basic["TASK_STATE"] = _WITHDRAWN
    # [sic] in one of the tables.
    if "PLAN_EFFECTIVE_DATA" in basic:
        basic.setdefault("PLAN_EFFECTIVE_DATE", basic.pop("PLAN_EFFECTIVE_DATA"))
    extend = _told(next(iter(_live(rows, "EXTEND")), {}))
    told = {BASIC: _without_exchange(basic), EXTEND: _without_exchange(extend)}
    document: Values = {
        **told,
        MATERIAL: _materials(_live(rows, "MATERIAL"), current, known),
        FEE: [_without_exchange(_told(row)) for row in _live(rows, "FEE_PROJECT")],
        QUESTIONS: [_without_exchange(_told(row)) for row in _live(rows, "QUESTIONS")],
    }
    return completed(document, known)


def completed(document: Values, known: Mapping[str, Any]) -> Values:
    """The document with what its format cannot say, from the register or from its own words."""
    basic, extend = document[BASIC], document[EXTEND]
    for table in (BASIC, EXTEND):
        document[table] = {**known.get(table, {}), **document[table]}
    known_basic, known_extend = known.get(BASIC, {}), known.get(EXTEND, {})
    told_otherwise = {
        "LAW": basic.get("BY_LAW") != known_basic.get("BY_LAW"),
        "FLOWSHEET": basic.get("HANDLE_FLOW") != known_basic.get("HANDLE_FLOW"),
        "RESULT": extend.get("RESULT_NAME") != known_extend.get("RESULT_NAME"),
    }
    makers = {"LAW": _laws, "FLOWSHEET": _steps, "RESULT": _results}
    for table, is_new in told_otherwise.items():
        if table not in document:
            document[table] = makers[table](document) if is_new or not known else known[table]
    if not told_otherwise["FLOWSHEET"]:
        document |= {table: known[table] for table in ("PROCESS_NODE", "PROCESS_FLOW")
                     if table in known}  # fmt: skip
    if basic.get("ACCEPT_CONDITION") == known_basic.get("ACCEPT_CONDITION") and (
        "CONDITION" in known
    ):
        document["CONDITION"] = known["CONDITION"]
    return {**{table: known[table] for table in OWN_TABLES if table in known}, **document}


def _live(rows: Rows, part: str) -> list[Mapping[str, Any]]:
    live = [row for row in rows.get(part, ()) if str(row.get("CD_OPERATION", "")).upper() != "D"]
    return sorted(live, key=_place)


def _place(row: Mapping[str, Any]) -> int:
    text = str(row.get("ORDER_NUM") or "")
    return int(text) if text.isdecimal() and len(text) < 10 else 10_000


def _told(row: Mapping[str, Any]) -> Values:
    """Upper-case columns that say something; `无` stands for nothing in a column of ours."""
    return {key.upper(): value for key, value in row.items() if value not in (None, "")}


def _without_exchange(row: Values) -> Values:
    return {key: value for key, value in row.items() if key not in EXCHANGE}


def _materials(
    rows: Sequence[Mapping[str, Any]], current: EditionContent | None, known: Mapping[str, Any]
) -> list[Values]:
    by_name: dict[str, tuple[Values, str]] = {}
    if current is not None:
        by_name = {
            values["MATERIAL_NAME"]: (values, remark_words(material))
            for values, material in zip(known[MATERIAL], current.materials, strict=True)
        }
    documents = []
    for row in rows:
        told = _without_exchange(_told(row))
        values, remark = by_name.get(str(told.get("MATERIAL_NAME", "")), ({}, ""))
        if values and told.get("REMARK", "") == remark:
            told = {**values, **told, "REMARK": values["REMARK"]}
        elif "FORM" not in known and "REMARK" in told:
            # A condition over a form that nobody knows here is a note for people.
            told["REMARK"] = str(told["REMARK"]).replace("条件材料：", "条件材料 ")
        documents.append(told)
    return documents


def _laws(document: Values) -> list[Values]:
    """《法》第一条；《法》第二条 as articles."""
    return [
        {"LAWNAME": law.strip(), "TERMSNUMBER": article.strip(" ，,、")}
        for law, article in _ARTICLE.findall(str(document[BASIC].get("BY_LAW", "")))
    ]


def _steps(document: Values) -> list[Values]:
    """受理、决定、送达: the law knows no case without them."""
    unit = str(document[BASIC].get("DEPT_NAME", ""))
    days = document[BASIC].get("PROMISE_DAY", 0)
    is_natural = str(document[BASIC].get("PROMISE_TYPE", "1")) == "2"
    limit = "即时" if str(days) in {"", "0"} else f"{days}{'自然日' if is_natural else '个工作日'}"
    steps = (
        ("acceptance", "受理", "即时"),
        ("decide", "决定", limit),
        ("delivery", "送达", "即时"),
    )
    return [
        {"STEP": step, "STEP_TEXT": name, "UNIT": unit, "TRANSACT_TIME_LIMIT": words}
        for step, name, words in steps
    ]


def _results(document: Values) -> list[Values]:
    extend = document[EXTEND]
    kinds = [code for code in re.split(r"[,、;^\s]+", str(extend.get("RESULT_TYPE", ""))) if code]
    names = [name for name in re.split(r"[；;、\n]", str(extend.get("RESULT_NAME", ""))) if name]
    kind = codes.RESULT_KINDS.get(kinds[0], "其他") if kinds else "其他"
    return [{"NAME": name, "RESULT_TYPE_TEXT": kind} for name in names if name != "无"]
