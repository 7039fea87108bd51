"""Loading themes and situations in life from a content folder."""

from pathlib import Path

from django.db import transaction

from yangguan.foundation.loading.rows import (
    ContentFile,
    ContentRow,
    Loaded,
    Seen,
    read_content,
)
from yangguan.registers.catalogue.models import LifeEvent, ServiceItem, Theme

FILE = "themes.json"
# The tables of the national classification → whom a theme is for.
_AUDIENCES = {"USER": "person", "CORP": "organisation"}
_Listed = LifeEvent.items.through


@transaction.atomic
def load_themes(folder: Path) -> Loaded:
    """
    Enter or update the themes of the national classification (服务主题).

    Must run before items, whose topic codes are checked against it. Two queries.
    """
    content = read_content(folder, FILE)
    before = set(Theme.objects.values_list("audience", "code"))
    accepted = [
        theme
        for table, audience in _AUDIENCES.items()
        for theme in _topics(content, table, audience)
    ]
    Theme.objects.bulk_create(
        accepted,
        update_conflicts=True,
        unique_fields=["audience", "code"],
        update_fields=["name"],
    )
    new = sum((theme.audience, theme.code) not in before for theme in accepted)
    return Loaded("themes", len(accepted), new, tuple(content.rejected))


def _topics(content: ContentFile, table: str, audience: str) -> list[Theme]:
    seen = Seen()

    def read(row: ContentRow) -> Theme:
        code = row.text("CODE", limit=10)
        seen.once(row, "CODE", code)
        return Theme(audience=audience, code=code, name=row.text("NAME", limit=60))

    return content.accept(f"TOPIC_CODES.{table}", read)


@transaction.atomic
def load_life_events(folder: Path) -> Loaded:
    """
    Enter or update the situations in life with their items, in the order of the file.

    Items are named by the stem of their file. Must run after items. Six queries.
    """
    content = read_content(folder, FILE)
    before = set(LifeEvent.objects.values_list("code", flat=True))
    items = dict(ServiceItem.objects.exclude(slug="").values_list("slug", "pk"))
    seen = Seen()

    def read(row: ContentRow) -> tuple[LifeEvent, list[str]]:
        code = row.text("CODE", limit=12)
        seen.once(row, "CODE", code)
        event = LifeEvent(
            code=code,
            name=row.text("NAME", limit=60),
            audience=row.text("AUDIENCE", limit=20),
            description=row.text("DESCRIPTION", required=False),
        )
        return event, row.texts("ITEMS", known=items)

    accepted = content.accept("LIFE_EVENTS", read)
    for position, (event, _slugs) in enumerate(accepted, start=1):
        event.position = position
    LifeEvent.objects.bulk_create(
        [event for event, _slugs in accepted],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "audience", "description", "position"],
    )
    codes = [event.code for event, _slugs in accepted]
    _Listed.objects.filter(lifeevent_id__in=codes).delete()
    _Listed.objects.bulk_create(
        _Listed(lifeevent_id=event.code, serviceitem_id=items[slug])
        for event, slugs in accepted
        for slug in dict.fromkeys(slugs)
    )
    new = sum(code not in before for code in codes)
    return Loaded("life-events", len(accepted), new, tuple(content.rejected))
