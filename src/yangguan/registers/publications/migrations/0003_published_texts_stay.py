"""
What was published before there were versions becomes the version that it says it is; from then on
the database itself refuses to change or remove a published text. And the numbers of new ones.
"""

import json
from datetime import datetime, time

from django.db import migrations
from django.utils.timezone import make_aware

from yangguan.foundation.cipher.algorithms import sm3

FORWARD = """
CREATE SEQUENCE publications_serial;

CREATE FUNCTION publications_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state NOT IN ('draft', 'planned') AND (
        TG_OP = 'DELETE' OR
        (NEW.publication_id, NEW.number, NEW.content, NEW.digest, NEW.change_note,
         NEW.published_at, NEW.published_by)
        IS DISTINCT FROM
        (OLD.publication_id, OLD.number, OLD.content, OLD.digest, OLD.change_note,
         OLD.published_at, OLD.published_by))
    THEN
        RAISE EXCEPTION 'a published text never changes: % of % v% refused',
            TG_OP, OLD.publication_id, OLD.number
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER publication_version_is_immutable
    BEFORE UPDATE OR DELETE ON publications_publicationversion
    FOR EACH ROW EXECUTE FUNCTION publications_refuse_change();
"""

BACKWARD = """
DROP TRIGGER publication_version_is_immutable ON publications_publicationversion;
DROP FUNCTION publications_refuse_change();
DROP SEQUENCE publications_serial;
"""


def write_first_versions(apps, schema_editor):
    publications = apps.get_model("publications", "Publication")
    versions = apps.get_model("publications", "PublicationVersion")
    for row in publications.objects.filter(versions=None).iterator(chunk_size=500):
        text = {
            "kind": row.kind,
            "title": row.title,
            "body": row.body,
            "issuer": row.issuer,
            "document_number": row.document_number,
            "publish_date": _iso(row.publish_date),
            "effective_date": _iso(row.effective_date),
            "expire_date": _iso(row.expire_date),
            "status": row.status,
            "source": row.source,
            "items": list(row.items.values_list("task_code", flat=True)),
            "explains": "",
        }
        at = make_aware(datetime.combine(row.publish_date, time.min))
        content = json.dumps(text, ensure_ascii=False, separators=(",", ":"))
        versions.objects.create(
            publication=row,
            number=row.version,
            state="published",
            content=content,
            digest=sm3(content.encode()).hex(),
            saved_at=at,
            saved_by="内容载入",
            published_at=at,
            published_by="内容载入",
        )
        publications.objects.filter(pk=row.pk).update(touched_at=at)


def _iso(day):
    return day.isoformat() if day else None


class Migration(migrations.Migration):
    dependencies = [("publications", "0002_versions_plans_attachments")]

    operations = [
        migrations.RunPython(write_first_versions, migrations.RunPython.noop),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
