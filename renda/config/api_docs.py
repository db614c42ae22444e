"""The OpenAPI schema as rows a template can show."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Field:
    name: str
    kind: str
    is_required: bool
    note: str


@dataclass(frozen=True)
class Route:
    method: str
    path: str
    summary: str
    description: str
    fields: list[Field]


def sections_of(schema: dict[str, Any]) -> dict[str, list[Route]]:
    """Routes by tag, in the order of the schema."""
    sections: dict[str, list[Route]] = {}
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            tag = (operation.get("tags") or ["其他"])[0]
            sections.setdefault(tag, []).append(_route(path, method, operation, schema))
    return sections


def _route(path: str, method: str, operation: dict[str, Any], schema: dict[str, Any]) -> Route:
    fields = [
        Field(p["name"], _kind(p.get("schema", {})), p.get("required", False), p.get("description", ""))
        for p in operation.get("parameters", [])
    ]
    for content in operation.get("requestBody", {}).get("content", {}).values():
        fields += _fields(_resolve(content["schema"], schema))
    return Route(method.upper(), path, operation.get("summary", ""), operation.get("description", ""), fields)


def _fields(body: dict[str, Any]) -> list[Field]:
    required = set(body.get("required", ()))
    rows = body.get("properties", {}).items()
    return [
        Field(name, _kind(row), name in required, row.get("description") or row.get("title", "")) for name, row in rows
    ]


def _kind(row: dict[str, Any]) -> str:
    if "anyOf" in row:
        return " | ".join(_kind(each) for each in row["anyOf"])
    if "$ref" in row:
        return str(row["$ref"]).rsplit("/", 1)[-1]
    kind = str(row.get("format") or row.get("type", ""))
    return f"{_kind(row['items'])}[]" if kind == "array" and "items" in row else kind


def _resolve(row: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in row:
        return row
    found: dict[str, Any] = schema["components"]["schemas"][str(row["$ref"]).rsplit("/", 1)[-1]]
    return found
