"""The published description of the API (OpenAPI 3.1): ninja's, with what it cannot know."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from django.utils import translation

from yangguan.foundation.web.problems import CONTENT_TYPE
from yangguan.portals.api.api import PREFIX, api
from yangguan.portals.api.callers import KEY_HEADER
from yangguan.portals.api.problems import refusal_classes
from yangguan.registers.catalogue.content import EditionContent

READS = frozenset({"get", "head", "options"})

# What a reader should know before the operations; the page of the API says the same.
ABOUT = (Path(__file__).parent / "about.md").read_text(encoding="utf-8")

# The chapters, in the order in which a newcomer needs them.
TAGS = ("公开信息", "令牌和办件", "申请人：草稿和申请", "申请人：办件和证照", "工作人员系统")

PROBLEM: dict[str, Any] = {
    "title": "Problem",
    "description": "RFC 9457 problem details",
    "type": "object",
    "required": ["type", "title", "status", "code"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string", "description": "原因"},
        "status": {"type": "integer"},
        "code": {"type": "string", "description": "稳定的代码，见说明里的表"},
        "detail": {"type": "string"},
        "todo": {"type": "string", "description": "怎么办"},
        "field": {"type": "string", "description": "有问题的一项"},
        "faults": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "message"],
                "properties": {
                    "field": {"type": "string"},
                    "label": {"type": "string"},
                    "message": {"type": "string"},
                },
            },
        },
    },
}

KEY_PARAMETER: dict[str, Any] = {
    "in": "header",
    "name": KEY_HEADER,
    "required": True,
    "description": "这次操作的标识；重试时用同一个",
    "schema": {"type": "string", "minLength": 1, "maxLength": 128, "pattern": "^[!-~]+$"},
}


@cache
def document() -> dict[str, Any]:
    """The whole description, in Chinese whatever the request's language. Made once a process."""
    with translation.override("zh-hans"):
        made: dict[str, Any] = _plain_json(api.get_openapi_schema(path_prefix=PREFIX))
        made["info"]["description"] = f"{ABOUT}\n{_code_table()}"
    schemas = made["components"]["schemas"]
    schemas["Problem"] = PROBLEM
    _content_types, components = msgspec.json.schema_components(
        [EditionContent], ref_template="#/components/schemas/{name}"
    )
    schemas.update(components)
    schemas["GuideOut"]["properties"]["content"] = {"$ref": "#/components/schemas/EditionContent"}
    made["components"]["schemas"] = dict(sorted(schemas.items()))
    made["tags"] = [{"name": tag} for tag in TAGS]
    del made["servers"]
    for method, operation in operations_of(made):
        _complete(method, operation)
    whole: dict[str, Any] = _plain_json(made)
    return whole


def _plain_json(value: Any) -> Any:
    """The value as it will be read back: text for keys, lists for tuples."""
    return json.loads(json.dumps(value, ensure_ascii=False))


def document_text() -> str:
    """The description as the committed file holds it."""
    return json.dumps(document(), ensure_ascii=False, indent=1) + "\n"


def operations_of(made: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every operation with its method."""
    for path in made["paths"].values():
        yield from path.items()


def _complete(method: str, operation: dict[str, Any]) -> None:
    problem = {"content": {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    responses = operation["responses"]
    if "security" in operation:
        responses["401"] = {"description": "没有有效的访问令牌", **problem}
        if method not in READS:
            operation["parameters"].append(KEY_PARAMETER)
    responses["4XX"] = {"description": "拒绝，见 code", **problem}
    responses["5XX"] = {"description": "平台的故障；操作没有生效", **problem}


def _code_table() -> str:
    """A line for each refusal: code, status, reason."""
    rows = "\n".join(
        f"| `{cls.code}` | {cls.status} | {plain_words(str(cls.message))} |"
        for cls in sorted(refusal_classes(), key=lambda cls: cls.code)
    )
    return f"| code | 状态 | 原因 |\n| --- | --- | --- |\n{rows}\n"


def plain_words(message: str) -> str:
    """The message with … where a fact will stand."""
    parts = message.split("%(")
    return parts[0] + "".join(f"…{part.partition(')')[2][1:]}" for part in parts[1:])
