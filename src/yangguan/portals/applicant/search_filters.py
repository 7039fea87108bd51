"""The filters of a search as links: each keeps the words and the other filters."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from yangguan.foundation.web.components import Link
from yangguan.portals.applicant.requests import PublicRequest
from yangguan.registers.catalogue.queries import ItemList
from yangguan.registers.catalogue.search_choices import search_choices
from yangguan.registers.catalogue.search_hits import Narrowing

AUDIENCES = ("person", "organisation")
# More links than this in a group are folded up.
MOST_OPEN = 5


@dataclass(frozen=True, slots=True)
class FilterGroup:
    """One filter: its choices as links, `chosen` is the name of the current one."""

    title: str
    links: tuple[Link, ...]
    chosen: str = ""

    @property
    def is_folded(self) -> bool:
        return len(self.links) > MOST_OPEN


@dataclass(frozen=True, slots=True)
class Filters:
    """What is offered and what is in force; `chosen`: links that take one off."""

    narrowing: Narrowing
    query: dict[str, str]  # the filters in force, as parameters of a link
    groups: tuple[FilterGroup, ...]
    chosen: tuple[Link, ...]
    clear_url: str


def filters_of(request: PublicRequest, text: str) -> Filters:
    """The filters of a request; what is not on offer counts as not asked. Three queries at most."""
    asked = {name: request.GET.get(name, "") for name in _NAMES}
    if asked["audience"] not in AUDIENCES:
        asked |= {"audience": "", "theme": ""}
    offer = _offer(asked["audience"])
    query = {
        name: value for name, value in asked.items() if value in {each for each, _ in offer[name]}
    }
    groups = tuple(_group(name, offer[name], query, text) for name in _NAMES if offer[name])
    taken = [(name, dict(offer[name])[value]) for name, value in query.items()]
    return Filters(
        narrowing=_narrowing(query),
        query=query,
        groups=groups,
        chosen=tuple(Link(label, _url(text, _without(query, name))) for name, label in taken),
        clear_url=_url(text, {}),
    )


_NAMES = ("audience", "online", "theme", "department", "town", "list")


def _offer(audience: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """Parameter → values with their names."""
    choices = search_choices(audience)
    return {
        "audience": (("person", _("个人")), ("organisation", _("企业和组织"))),
        "online": (("1", _("网上可办")),),
        "theme": choices.themes,
        "department": choices.departments,
        "town": choices.towns,
        "list": tuple((each.value, list_name(each)) for each in ItemList),
    }


def list_name(item_list: ItemList) -> str:
    """The official name of one of the three lists."""
    names = {
        ItemList.POWERS: _("行政权力事项清单"),
        ItemList.PUBLIC_SERVICES: _("公共服务事项清单"),
        ItemList.NEARBY_SERVICES: _("便民服务事项清单"),
    }
    return names[item_list]


def _group(
    name: str, values: Iterable[tuple[str, str]], query: dict[str, str], text: str
) -> FilterGroup:
    titles = {
        "audience": _("谁来办"),
        "online": _("怎么办"),
        "theme": _("主题"),
        "department": _("部门"),
        "town": _("镇"),
        "list": _("清单"),
    }
    rest = _without(query, name)
    links = [Link(_("都看"), _url(text, rest), is_current=name not in query)]
    links += [
        Link(label, _url(text, {**rest, name: value}), is_current=query.get(name) == value)
        for value, label in values
    ]
    chosen = next((each.label for each in links[1:] if each.is_current), "")
    return FilterGroup(titles[name], tuple(links), chosen)


def _without(query: dict[str, str], name: str) -> dict[str, str]:
    """The other filters; a theme belongs to its audience and goes with it."""
    gone = {name, "theme"} if name == "audience" else {name}
    return {each: value for each, value in query.items() if each not in gone}


def _url(text: str, query: dict[str, str]) -> str:
    kept = {"q": text, **query} if text else query
    return f"?{urlencode(kept)}" if kept else "?"


def _narrowing(query: dict[str, str]) -> Narrowing:
    return Narrowing(
        audience=query.get("audience", ""),
        department_id=int(query["department"]) if "department" in query else None,
        theme=query.get("theme", ""),
        town_code=query.get("town", ""),
        item_list=ItemList(query["list"]) if "list" in query else None,
        is_online="online" in query,
    )
