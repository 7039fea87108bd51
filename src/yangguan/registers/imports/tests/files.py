"""Files as offices send them."""

import copy
import io
import json
import zipfile
from pathlib import Path
from typing import Any

from django.conf import settings

from yangguan.registers.catalogue.interchange.workbook import ItemWorkbook, WrittenItem
from yangguan.registers.catalogue.tests.interchange_sample import ORGAN, sample_item

BASIC = "UP_TASK_GENERAL_BASIC"


def item(number: int, **changes: Any) -> dict[str, Any]:
    """The sample under a code and a name of its own."""
    document = copy.deepcopy(sample_item())
    basic = f"6201{number % 10_000_000_0:08d}"
    document[BASIC] |= {
        "CATALOG_CODE": basic,
        "TASK_CODE": f"{ORGAN}4{basic}",
        "TASK_NAME": f"样例经营许可第{number}号",
        **changes,
    }
    return document


def city_item(number: int, **changes: Any) -> dict[str, Any]:
    """An item of the loaded city under another code and name: its laws and themes are known."""
    path = Path(settings.BASE_DIR) / "content/dunhuang/items/food-business-licence.json"
    document: dict[str, Any] = json.loads(path.read_bytes())
    basic = f"6201{50_000_000 + number:08d}"
    code = document[BASIC]["TASK_CODE"][:19] + basic
    names = {"CATALOG_CODE": basic, "TASK_CODE": code, "TASK_NAME": f"样例许可第{number}号"}
    document[BASIC] |= {**names, **changes}
    return document


def wrong(number: int) -> dict[str, Any]:
    """An item that promises more than the law gives."""
    return item(number, PROMISE_DAY=99)


def lines(*items: dict[str, Any], encoding: str = "utf-8") -> bytes:
    return b"".join(
        (json.dumps(each, ensure_ascii=False) + "\n").encode(encoding) for each in items
    )


def workbook(path: Path, *items: dict[str, Any]) -> bytes:
    book = ItemWorkbook()
    for each in items:
        book.add(WrittenItem(each))
    book.save(path)
    return path.read_bytes()


def zipped(**entries: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in entries.items():
            archive.writestr(name.replace("__", "."), raw)
    return out.getvalue()
