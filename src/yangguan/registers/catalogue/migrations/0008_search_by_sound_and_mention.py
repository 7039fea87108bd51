"""Search by sound and slip; laws, materials and questions once each; what was searched in vain."""

import uuid

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0007_edition_begins_published"),
    ]

    operations = [
        migrations.CreateModel(
            name="DismissedSearch",
            fields=[
                (
                    "text",
                    models.CharField(
                        max_length=30, primary_key=True, serialize=False, verbose_name="搜的话"
                    ),
                ),
                ("dismissed_at", models.DateTimeField(verbose_name="放下时间")),
            ],
            options={
                "verbose_name": "不用管的话",
                "verbose_name_plural": "不用管的话",
            },
        ),
        migrations.CreateModel(
            name="Mention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=300, unique=True, verbose_name="文字")),
                (
                    "terms",
                    django.contrib.postgres.search.SearchVectorField(
                        null=True, verbose_name="检索词"
                    ),
                ),
            ],
            options={
                "verbose_name": "提到的文字",
                "verbose_name_plural": "提到的文字",
            },
        ),
        migrations.CreateModel(
            name="ItemMention",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "item_id",
                        "mention_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mentions",
                        to="catalogue.serviceitem",
                    ),
                ),
                (
                    "mention",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="catalogue.mention",
                    ),
                ),
                ("name_length", models.PositiveSmallIntegerField(verbose_name="名称字数")),
            ],
            options={
                "verbose_name": "事项提到的文字",
                "verbose_name_plural": "事项提到的文字",
            },
        ),
        migrations.CreateModel(
            name="MissedSearch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(verbose_name="日期")),
                ("text", models.CharField(max_length=30, verbose_name="搜的话")),
                ("count", models.PositiveIntegerField(default=1, verbose_name="次数")),
                ("askers", models.BigIntegerField(verbose_name="读者")),
                ("has_some", models.BooleanField(verbose_name="找到一部分")),
                ("last_at", models.DateTimeField(verbose_name="最近一次")),
            ],
            options={
                "verbose_name": "没搜到的话",
                "verbose_name_plural": "没搜到的话",
            },
        ),
        migrations.RemoveIndex(
            model_name="serviceitem",
            name="service_item_terms",
        ),
        migrations.RemoveIndex(
            model_name="serviceitem",
            name="service_item_pinyin",
        ),
        migrations.AddField(
            model_name="serviceitem",
            name="search_version",
            field=models.PositiveSmallIntegerField(
                db_default=0, default=0, verbose_name="检索版本"
            ),
        ),
        migrations.AddIndex(
            model_name="serviceitem",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["terms"], name="service_item_terms"
            ),
        ),
        migrations.AddIndex(
            model_name="serviceitem",
            index=django.contrib.postgres.indexes.GinIndex(
                condition=models.Q(("id__lt", uuid.UUID("04000000-0000-0000-0000-000000000000"))),
                fastupdate=False,
                fields=["terms"],
                name="service_item_terms_of_some",
            ),
        ),
        migrations.AddIndex(
            model_name="mention",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["terms"], name="mention_terms"
            ),
        ),
        migrations.AddConstraint(
            model_name="missedsearch",
            constraint=models.UniqueConstraint(
                fields=("day", "text"), name="missed_text_is_once_a_day"
            ),
        ),
        migrations.AddIndex(
            model_name="itemmention",
            index=models.Index(
                fields=["mention", "name_length", "item"], name="item_by_its_mention"
            ),
        ),
    ]
