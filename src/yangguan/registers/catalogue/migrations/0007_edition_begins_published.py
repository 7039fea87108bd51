"""An edition begins with its publication: drafts are rows of their own (`drafting`)."""

from django.db import migrations, models

FORWARD = """
CREATE OR REPLACE FUNCTION catalogue_edition_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a published edition is never removed'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.content <> OLD.content OR NEW.digest <> OLD.digest OR NEW.number <> OLD.number
        OR NEW.item_id <> OLD.item_id OR NEW.effective_date <> OLD.effective_date
        OR NEW.published_at <> OLD.published_at OR NEW.reason <> OLD.reason
    THEN
        RAISE EXCEPTION 'a published edition never changes'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0006_materials_catalogue")]

    operations = [
        migrations.RemoveConstraint("edition", "published_edition_has_a_time"),
        migrations.AddField(
            "edition",
            "reason",
            models.CharField(blank=True, db_default="", max_length=500, verbose_name="变更理由"),
        ),
        migrations.AlterField(
            "edition", "published_at", models.DateTimeField(verbose_name="发布时间")
        ),
        migrations.AlterField(
            "edition",
            "state",
            models.CharField(
                choices=[
                    ("published", "已发布"),
                    ("replaced", "已被新版替代"),
                    ("withdrawn", "已取消"),
                ],
                max_length=12,
                verbose_name="状态",
            ),
        ),
        migrations.RunSQL(FORWARD, migrations.RunSQL.noop),
    ]
