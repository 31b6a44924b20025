"""Zoom's own reference of its Events API, to hold the client and practice to.

It is not part of this repository. It is read from the file that ZOOM_EVENTS_OPENAPI names, or from beside the
repository, and the tests that need it are skipped where there is none.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from openapi_schema_validator import OAS30Validator, oas30_format_checker

ROOT = Path(__file__).parents[1]
REFERENCE = Path(os.environ.get("ZOOM_EVENTS_OPENAPI") or ROOT.parent / "shared" / "zoom-events-openapi.json")

needed = pytest.mark.skipif(
    not REFERENCE.is_file(), reason="Zoom's reference is not here; name its file in ZOOM_EVENTS_OPENAPI"
)

Operation = tuple[str, str, dict[str, Any]]
"""Method, path and the rest."""


def operations() -> dict[str, Operation]:
    """Return every operation by its id."""
    document = json.loads(REFERENCE.read_text(encoding="utf-8"))
    return {
        operation["operationId"]: (method.upper(), path, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }


def closed(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema that refuses members it does not name, so that a misspelt one is found."""
    if "allOf" in schema:
        parts = [closed(part) for part in schema["allOf"]]
        return {
            "type": "object",
            "additionalProperties": False,
            "properties": {name: value for part in parts for name, value in part.get("properties", {}).items()},
            "required": [name for part in parts for name in part.get("required", [])],
        }
    made = dict(schema)
    if not made.get("required", True):
        del made["required"]
    if "properties" in made:
        made["properties"] = {name: closed(value) for name, value in made["properties"].items()}
        made["additionalProperties"] = False
    if "items" in made:
        made["items"] = closed(made["items"])
        if "enum" in made:
            # the reference puts the values of the items beside them
            made["items"] = {**made["items"], "enum": made.pop("enum")}
    return made


def problems(schema: dict[str, Any], value: object) -> list[str]:
    validator = OAS30Validator(closed(schema), format_checker=oas30_format_checker)
    return [f"{list(error.absolute_path)}: {error.message}" for error in validator.iter_errors(value)]
