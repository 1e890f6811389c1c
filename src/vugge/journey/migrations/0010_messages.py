"""Messages between a family and those around it: threads, their colleagues, sealed texts and who may read each."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import vugge.people.models.scoped
from vugge.access.migrations._row_level import guarding, unguarding

TABLES = ("journey_thread", "journey_threadcolleague", "journey_message", "journey_messagereader")


class Migration(migrations.Migration):
    dependencies = [
        ("journey", "0004_transitions"),
        ("organisations", "0002_intakes"),
        ("people", "0004_unmerge"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("in_role", models.CharField(blank=True, max_length=30, verbose_name="i rollen")),
                ("sealed", models.TextField(verbose_name="teksten, krypteret")),
                ("language", models.CharField(max_length=10, verbose_name="sprog")),
                ("written_at", models.DateTimeField(verbose_name="sendt")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="trukket tilbage")),
                (
                    "request_key",
                    models.CharField(
                        editable=False, max_length=64, null=True, unique=True, verbose_name="anmodningens nøgle"
                    ),
                ),
                (
                    "request_hash",
                    models.CharField(blank=True, editable=False, max_length=64, verbose_name="anmodningens aftryk"),
                ),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="medarbejder",
                    ),
                ),
                (
                    "citizen",
                    vugge.people.models.scoped.PersonalKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                        verbose_name="fra familien",
                    ),
                ),
                (
                    "in_unit",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="i enheden",
                    ),
                ),
                (
                    "person",
                    vugge.people.models.scoped.PersonalKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                        verbose_name="om",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Thread",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("family", "family"), ("own", "own")], max_length=20, verbose_name="hvem af familien"
                    ),
                ),
                ("opened_at", models.DateTimeField(verbose_name="åbnet")),
                ("opened_by", models.CharField(blank=True, max_length=100, verbose_name="åbnet af")),
                (
                    "person",
                    vugge.people.models.scoped.PersonalKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                        verbose_name="om",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MessageReader",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("in_role", models.CharField(blank=True, max_length=30, verbose_name="i rollen")),
                ("given_at", models.DateTimeField(verbose_name="må læse fra")),
                ("shared_by", models.CharField(blank=True, max_length=100, verbose_name="delt senere af")),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="læst")),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="medarbejder",
                    ),
                ),
                (
                    "citizen",
                    vugge.people.models.scoped.PersonalKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                        verbose_name="fra familien",
                    ),
                ),
                (
                    "in_unit",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="i enheden",
                    ),
                ),
                (
                    "message",
                    vugge.people.models.scoped.PersonalKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="journey.message",
                        verbose_name="besked",
                    ),
                ),
                (
                    "person",
                    vugge.people.models.scoped.PersonalKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                        verbose_name="om",
                    ),
                ),
                (
                    "thread",
                    vugge.people.models.scoped.PersonalKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="journey.thread",
                        verbose_name="samtale",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="message",
            name="thread",
            field=vugge.people.models.scoped.PersonalKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="journey.thread",
                verbose_name="samtale",
            ),
        ),
        migrations.CreateModel(
            name="ThreadColleague",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("in_role", models.CharField(max_length=30, verbose_name="i rollen")),
                ("joined_at", models.DateTimeField(verbose_name="med siden")),
                ("added_by", models.CharField(blank=True, max_length=100, verbose_name="bedt med af")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="medarbejder",
                    ),
                ),
                (
                    "in_unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="i enheden",
                    ),
                ),
                (
                    "person",
                    vugge.people.models.scoped.PersonalKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                        verbose_name="om",
                    ),
                ),
                (
                    "thread",
                    vugge.people.models.scoped.PersonalKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="journey.thread",
                        verbose_name="samtale",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="thread",
            index=models.Index(fields=["person"], name="thread_of_person"),
        ),
        migrations.AddIndex(
            model_name="messagereader",
            index=models.Index(
                condition=models.Q(("read_at__isnull", True)), fields=["account"], name="message_unread_by_account"
            ),
        ),
        migrations.AddIndex(
            model_name="messagereader",
            index=models.Index(
                condition=models.Q(("read_at__isnull", True)), fields=["citizen"], name="message_unread_by_citizen"
            ),
        ),
        migrations.AddConstraint(
            model_name="messagereader",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("account__isnull", False),
                        ("citizen__isnull", True),
                        ("in_unit__isnull", False),
                        models.Q(("in_role", ""), _negated=True),
                    ),
                    models.Q(
                        ("account__isnull", True),
                        ("citizen__isnull", False),
                        ("in_role", ""),
                        ("in_unit__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="message_reader_one",
                violation_error_message="En læser er én: en fra familien eller en medarbejder i én rolle.",
            ),
        ),
        migrations.AddConstraint(
            model_name="messagereader",
            constraint=models.UniqueConstraint(
                condition=models.Q(("account__isnull", False)),
                fields=("message", "account", "in_role", "in_unit"),
                name="message_reader_part_once",
                violation_error_message="Medarbejderen læser allerede beskeden.",
            ),
        ),
        migrations.AddConstraint(
            model_name="messagereader",
            constraint=models.UniqueConstraint(
                condition=models.Q(("citizen__isnull", False)),
                fields=("message", "citizen"),
                name="message_reader_citizen_once",
                violation_error_message="Personen læser allerede beskeden.",
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["thread", "written_at"], name="message_in_thread"),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("account__isnull", False),
                        ("citizen__isnull", True),
                        ("in_unit__isnull", False),
                        models.Q(("in_role", ""), _negated=True),
                    ),
                    models.Q(
                        ("account__isnull", True),
                        ("citizen__isnull", False),
                        ("in_role", ""),
                        ("in_unit__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="message_one_writer",
                violation_error_message="En besked er skrevet af én: en fra familien eller en medarbejder i én rolle.",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(("sealed", ""), _negated=True),
                name="message_has_a_text",
                violation_error_message="Skriv beskeden. Feltet er tomt.",
            ),
        ),
        migrations.AddConstraint(
            model_name="threadcolleague",
            constraint=models.UniqueConstraint(
                fields=("thread", "account", "in_role", "in_unit"),
                name="thread_colleague_once",
                violation_error_message="Kollegaen er allerede med i samtalen.",
            ),
        ),
        migrations.RunPython(guarding(*TABLES), unguarding(*TABLES)),
    ]
