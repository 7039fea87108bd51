"""A content folder with a few rows, written by the test that wants them."""

import json
from collections.abc import Mapping
from pathlib import Path


def write(folder: Path, name: str, **tables: object) -> Path:
    """`folder/name` with these tables; returns the folder."""
    (folder / name).write_text(json.dumps(tables, ensure_ascii=False), encoding="utf-8")
    return folder


def region(code: str, *, parent: str | None = None, **changes: object) -> dict[str, object]:
    return {
        "CODE": code,
        "NAME": "虚构县",
        "FULL_NAME": "虚构省虚构县",
        "LEVEL": 3,
        "KIND": "county",
        "PARENT": parent,
        **changes,
    }


def department(key: str, credit_code: str, **changes: object) -> dict[str, object]:
    return {
        "KEY": key,
        "NAME": f"虚构{key}局",
        "SHORT_NAME": f"虚构{key}",
        "KIND": "政府工作部门",
        "FUNCTIONS": [],
        "CREDIT_CODE": credit_code,
        "DEPT_TYPE": "1",
        "PARENT": None,
        "REGION_CODE": None,
        **changes,
    }


def hall(code: str, region_code: str, *counters: Mapping[str, object]) -> dict[str, object]:
    return {
        "CODE": code,
        "NAME": "虚构大厅",
        "KIND": "市级政务大厅",
        "REGION_CODE": region_code,
        "ADDRESS": "示例地址",
        "HOURS": "工作日",
        "PHONE": None,
        "COUNTERS": list(counters),
    }
