"""
What the API's requests and answers look like; the published document is made from these.

One module for each reader: `public`, `applicant`, `officer`, and `cases` for what both of these
read. Here is what all of them are made of.
"""

from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

Line = TypeVar("Line")


class Shape(BaseModel):
    """An answer, or a part of one; read from a value of the queries by its attributes."""

    model_config = ConfigDict(from_attributes=True)


class Body(BaseModel):
    """A request's body: a member that nobody knows is a fault, not ignored."""

    model_config = ConfigDict(extra="forbid")


class Page(Shape, Generic[Line]):
    """A page of a list; a cursor is null where the list ends."""

    items: list[Line]
    previous: str | None = Field(description="上一页的游标")
    next: str | None = Field(description="下一页的游标")
