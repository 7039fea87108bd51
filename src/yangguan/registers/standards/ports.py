"""
Who uses codes and data elements: asked of floors and apps that stand above the register.

`settings.USERS_OF_STANDARDS` names their functions. A use is looked for by its term: a code of a
table (`item-types=01`) or its name (`name:result-kinds=证照`), a data element
(`element=mobile`), a choice that a form offers for a data element (`choice:gender=男`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

ELEMENT = "element"
# Uses that are looked at to learn whether any of them is in force.
MOST_ASKED = 100


@dataclass(frozen=True, slots=True)
class Use:
    """One thing that uses a term: an edition of an item, a type of licence."""

    term: str
    kind: str  # item, licence-type
    key: str  # by which its page is found: an implementation code, a type's code
    name: str
    detail: str = ""  # which edition, in the reader's language
    is_in_force: bool = True  # not a draft


class UsersOfStandards(Protocol):
    def __call__(self, terms: Sequence[str], *, most: int) -> Sequence[Use]:
        """What uses the terms, at most `most` for each. A known number of statements."""
        ...


def term_of_code(table: str, code: str) -> str:
    """`item-types=01`."""
    return f"{table}={code}"


def term_of_name(table: str, name: str) -> str:
    """`name:result-kinds=证照`."""
    return f"name:{table}={name}"


def term_of_element(element: str) -> str:
    """`element=mobile`."""
    return f"{ELEMENT}={element}"


def term_of_choice(element: str, choice: str) -> str:
    """`choice:gender=男`."""
    return f"choice:{element}={choice}"


def uses_of(terms: Sequence[str], *, most: int) -> list[Use]:
    """Everything that uses one of the terms, at most `most` for each term and kind of user."""
    if not terms:
        return []
    return [use for user in _users() for use in user(terms, most=most)]


def _users() -> Iterator[UsersOfStandards]:
    for path in settings.USERS_OF_STANDARDS:
        yield import_string(path)
