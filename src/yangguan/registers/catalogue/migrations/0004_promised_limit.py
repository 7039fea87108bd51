"""The promised limit as numbers: a list tells it in the reader's language."""

from django.db import migrations, models

# The published editions know it; an item without one has none.
FILL = """
UPDATE catalogue_serviceitem item
SET promised_days = (edition.content::jsonb #>> '{promised_limit,days}')::int,
    promised_unit = coalesce(edition.content::jsonb #>> '{promised_limit,unit}', '1')
FROM catalogue_edition edition
WHERE edition.id = item.edition_id
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0003_everyday_words")]

    operations = [
        migrations.AddField(
            model_name="serviceitem",
            name="promised_days",
            field=models.PositiveSmallIntegerField(null=True, verbose_name="承诺时限"),
        ),
        migrations.AddField(
            model_name="serviceitem",
            name="promised_unit",
            # With a default of the database: the version before this one writes items without it.
            field=models.CharField(
                blank=True, db_default="", max_length=1, verbose_name="承诺时限单位"
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
