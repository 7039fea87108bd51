from django.db import migrations, models
from django.db.models.functions import Cast


def name_series(apps, schema_editor):
    """A counter of a year becomes the series of that year."""
    serials = apps.get_model("licences", "LicenceSerial").objects
    serials.update(series=Cast("year", models.CharField()))


def name_years(apps, schema_editor):
    """Back: what counts by day or without a year has no place in the old table."""
    serials = apps.get_model("licences", "LicenceSerial").objects
    serials.exclude(series__regex=r"^[0-9]{4}$").delete()
    serials.update(year=Cast("series", models.PositiveSmallIntegerField()))


class Migration(migrations.Migration):
    dependencies = [("licences", "0001_initial")]

    operations = [
        migrations.RemoveConstraint(
            model_name="licenceserial", name="licence_serial_is_one_a_type_and_year"
        ),
        migrations.AddField(
            model_name="licenceserial",
            name="series",
            field=models.CharField(blank=True, default="", max_length=9, verbose_name="序列"),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="licenceserial",
            name="year",
            field=models.PositiveSmallIntegerField(null=True, verbose_name="年"),
        ),
        migrations.RunPython(name_series, name_years),
        migrations.RemoveField(model_name="licenceserial", name="year"),
        migrations.AddConstraint(
            model_name="licenceserial",
            constraint=models.UniqueConstraint(
                fields=("licence_type", "series"), name="licence_serial_is_one_a_type_and_series"
            ),
        ),
    ]
