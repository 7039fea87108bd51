"""Cursors of the API's lists: opaque, signed, and refused where another list made them."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import TypeVar

from yangguan.foundation.web.pages import Cursor, KeysetPage
from yangguan.portals.api.errors import CursorUnknown
from yangguan.portals.api.shapes import Page, Shape

Row = TypeVar("Row")
Line = TypeVar("Line", bound=Shape)

BY_SUBMISSION = (datetime, uuid.UUID)
BY_DUE_DATE = (date, uuid.UUID)
BY_NAME = (str, str)
BY_RANK = (int,)


def read_cursor(token: str | None, shape: Sequence[type]) -> Cursor | None:
    """
    The cursor of a request, None for the first page. Raises `CursorUnknown`.

    `shape`: the types of the list's key; a signed cursor of another list does not pass.
    """
    if not token:
        return None
    cursor = Cursor.decode(token)
    if cursor is None or tuple(type(part) for part in cursor.key) != tuple(shape):
        raise CursorUnknown
    return cursor


def ends(page: KeysetPage[Row], shape: type[Line]) -> Page[Line]:
    """The rows as shapes, with the cursors to what lies before and after."""
    return Page(
        items=[shape.model_validate(row) for row in page.items],
        previous=page.back.encode() if page.back else None,
        next=page.on.encode() if page.on else None,
    )
