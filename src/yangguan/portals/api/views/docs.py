"""The description of the API: as JSON for programs, as a page for people."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yangguan.foundation.web.access import public
from yangguan.foundation.web.components import current
from yangguan.portals.api.document import READS, document, document_text, plain_words
from yangguan.portals.api.problems import refusal_classes

SAMPLE_KEY = "6f1d2c1e-0a57-4f3b-9c43-2f4c8e1b7a90"


@dataclass(frozen=True, slots=True)
class Member:
    """A parameter, or a member of a body or an answer."""

    name: str
    place: str  # query, path, header; empty for a member
    type_name: str
    is_required: bool
    description: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation as the page shows it."""

    id: str
    method: str
    path: str
    summary: str
    description: str
    is_closed: bool
    parameters: tuple[Member, ...]
    body: tuple[Member, ...]
    answer_status: str
    answer: tuple[Member, ...]
    example: str


@dataclass(frozen=True, slots=True)
class RefusalLine:
    """A code that a program can meet. A value: a template would call the class."""

    code: str
    status: int
    message: str
    todo: str


@dataclass(frozen=True, slots=True)
class Chapter:
    title: str
    anchor: str
    operations: tuple[Operation, ...]


@require_safe
@public
def openapi(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document."""
    return HttpResponse(document_text(), content_type="application/json")


@require_safe
@public
def reference(request: HttpRequest) -> HttpResponse:
    """Every operation with its parameters, members and an example."""
    context = {
        "crumbs": current([(_("首页"), "/")], _("接口文档")),
        "chapters": chapters(),
        "refusals": refusals(),
        "sample_key": SAMPLE_KEY,
        "address": settings.PUBLIC_ADDRESS,
    }
    return render(request, "api/docs.html", context)


def refusals() -> list[RefusalLine]:
    """Every refusal by its code, in the reader's language."""
    return [
        RefusalLine(cls.code, cls.status, plain_words(str(cls.message)), plain_words(str(cls.todo)))
        for cls in sorted(refusal_classes(), key=lambda cls: cls.code)
    ]


@cache
def chapters() -> tuple[Chapter, ...]:
    """The operations by tag, in the order of the document."""
    found: dict[str, list[Operation]] = {tag["name"]: [] for tag in document()["tags"]}
    for path, methods in document()["paths"].items():
        for method, operation in methods.items():
            found[operation["tags"][0]].append(_operation(path, method, operation))
    return tuple(
        Chapter(title, f"chapter-{place}", tuple(operations))
        for place, (title, operations) in enumerate(found.items(), start=1)
    )


def _operation(path: str, method: str, operation: dict[str, Any]) -> Operation:
    status = next(iter(operation["responses"]))
    content = operation["responses"][status].get("content", {})
    media = next(iter(content), "")
    answer = content[media]["schema"] if media == "application/json" else {}
    is_closed = "security" in operation
    return Operation(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        description=operation.get("description", "").replace("`", ""),
        is_closed=is_closed,
        parameters=tuple(_parameter(each) for each in operation["parameters"]),
        body=_members(_body_schema(operation)),
        answer_status=f"{status} {media}".strip(),
        answer=_members(answer),
        example=_example(path, method, operation, is_closed=is_closed),
    )


def _parameter(parameter: dict[str, Any]) -> Member:
    return Member(
        name=parameter["name"],
        place=parameter["in"],
        type_name=_type(parameter["schema"]),
        is_required=parameter["required"],
        description=parameter.get("description", ""),
    )


def _body_schema(operation: dict[str, Any]) -> dict[str, Any]:
    content: dict[str, dict[str, Any]] = operation.get("requestBody", {}).get("content", {})
    for described in content.values():
        schema: dict[str, Any] = described["schema"]
        return schema
    return {}


def _members(schema: dict[str, Any]) -> tuple[Member, ...]:
    """The members of an object, or of the objects in a list."""
    if schema.get("type") == "array":
        schema = schema["items"]
    plain = _resolved(schema)
    required = set(plain.get("required", ()))
    return tuple(
        Member(
            name=name,
            place="",
            type_name=_type(member),
            is_required=name in required,
            description=member.get("description", ""),
        )
        for name, member in plain.get("properties", {}).items()
    )


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in schema:
        return schema
    resolved: dict[str, Any] = document()["components"]["schemas"][_name(schema)]
    return resolved


def _name(schema: dict[str, Any]) -> str:
    return str(schema["$ref"]).rpartition("/")[2]


def _type(schema: dict[str, Any]) -> str:
    """A type in a few characters: `string`, `date?`, `StepOut[]`, `a | b`."""
    if "$ref" in schema:
        named = _resolved(schema)
        return " | ".join(map(str, named["enum"])) if "enum" in named else _name(schema)
    if "anyOf" in schema:
        kinds = [_type(each) for each in schema["anyOf"] if each.get("type") != "null"]
        return f"{' | '.join(kinds)}?"
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return f"{_type(schema.get('items', {}))}[]"
    return str(schema.get("format") or schema.get("type") or "any")


def _example(path: str, method: str, operation: dict[str, Any], *, is_closed: bool) -> str:
    """A call with curl; `$TOKEN` stands for the token."""
    lines = [f"curl -X {method.upper()} {settings.PUBLIC_ADDRESS}{path}"]
    if is_closed:
        lines.append('-H "Authorization: Bearer $TOKEN"')
        if method not in READS:
            lines.append(f'-H "Idempotency-Key: {SAMPLE_KEY}"')
    content = operation.get("requestBody", {}).get("content", {})
    if "multipart/form-data" in content:
        lines.append("-F slot=material-1 -F file=@plan.pdf")
    elif content:
        schema = _resolved(_body_schema(operation))
        sample = (schema.get("examples") or [{}])[0]
        lines.append("-H 'Content-Type: application/json'")
        lines.append(f"-d '{json.dumps(sample, ensure_ascii=False)}'")
    return " \\\n  ".join(lines)
