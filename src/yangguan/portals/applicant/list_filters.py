"""What a reader of the three lists asks for, read from the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from yangguan.foundation.web.fields import Choice, ChoiceGroup
from yangguan.foundation.web.parameters import whole_number
from yangguan.registers.catalogue.queries import (
    DepartmentItems,
    ItemLine,
    ItemList,
    ThemeLine,
    items,
)
from yangguan.registers.organisations.queries import RegionLine

AUDIENCES = ("person", "organisation")


@dataclass(frozen=True, slots=True)
class ListAsked:
    """One of the lists, and what narrows it; empty: not narrowed. `theme` is person:020."""

    item_list: ItemList
    department: int | None = None
    audience: str = ""
    theme: str = ""
    town: str = ""

    @property
    def query(self) -> str:
        """The same as the query of an address, but for the list itself."""
        kept = {
            "department": self.department,
            "audience": self.audience,
            "theme": self.theme,
            "town": self.town,
        }
        return urlencode({name: value for name, value in kept.items() if value})

    def page(self, *, after: str, limit: int) -> tuple[list[ItemLine], str | None]:
        """The items from `after` on, and where the next page begins. One query."""
        audience, _colon, theme = self.theme.partition(":")
        return items(
            item_list=self.item_list,
            department_id=self.department,
            audience=audience or self.audience or None,
            theme=theme or None,
            town_code=self.town or None,
            after=after,
            limit=limit,
        )


def list_asked(query: Mapping[str, str], *, name: str = "") -> ListAsked:
    """What `query` asks for; what is not understood narrows nothing. `name`: of the list."""
    chosen = name or query.get("list", "")
    audience, theme = query.get("audience", ""), query.get("theme", "")
    audience_of_theme, colon, code = theme.partition(":")
    has_theme = audience_of_theme in AUDIENCES and colon and code.isalnum() and len(code) <= 10
    town = query.get("town", "")
    return ListAsked(
        item_list=next((each for each in ItemList if each == chosen), ItemList.POWERS),
        department=whole_number(query.get("department", "")),
        audience=audience if audience in AUDIENCES else "",
        theme=theme if has_theme else "",
        town=town if len(town) == 12 and whole_number(town, digits=12) is not None else "",
    )


@dataclass(frozen=True, slots=True)
class ListChoices:
    """The options of the selects that narrow a list, with the chosen ones marked."""

    departments: tuple[Choice, ...]
    audiences: tuple[Choice, ...]
    themes: tuple[ChoiceGroup, ...]
    towns: tuple[Choice, ...]


def list_choices(
    asked: ListAsked,
    *,
    departments: list[DepartmentItems],
    person_themes: list[ThemeLine],
    organisation_themes: list[ThemeLine],
    towns: list[RegionLine],
) -> ListChoices:
    """What can be chosen. Pure."""

    def themes(label: str, lines: list[ThemeLine]) -> ChoiceGroup:
        pairs = [(f"{each.audience}:{each.code}", each.name) for each in lines]
        return ChoiceGroup(
            label, tuple(Choice(value, name, "", value == asked.theme) for value, name in pairs)
        )

    return ListChoices(
        departments=tuple(
            Choice(str(each.id), each.name, "", each.id == asked.department) for each in departments
        ),
        audiences=(
            Choice("person", _("个人"), "", asked.audience == "person"),
            Choice("organisation", _("企业和组织"), "", asked.audience == "organisation"),
        ),
        themes=(themes(_("个人"), person_themes), themes(_("企业和组织"), organisation_themes)),
        towns=tuple(Choice(each.code, each.name, "", each.code == asked.town) for each in towns),
    )
