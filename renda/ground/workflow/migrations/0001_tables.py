import django.db.models.deletion
from django.db import migrations, models

import renda.ground.kernel.clock
import renda.ground.kernel.sealed


class Migration(migrations.Migration):
    initial = True

    dependencies = [("county", "0001_tables")]

    operations = [
        migrations.CreateModel(
            name="DeadlineChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("matter_id", models.UUIDField()),
                ("state", models.CharField(max_length=40)),
                ("since", models.DateField()),
                ("paused_on", models.DateField(null=True)),
                ("resumed_on", models.DateField(null=True)),
                ("days", models.PositiveIntegerField(default=0)),
                ("is_workdays", models.BooleanField(default=True)),
                ("reason", models.CharField(max_length=200)),
                ("source", models.CharField(default="", max_length=120)),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["county", "kind", "matter_id", "since"], name="deadline_change_of")]
            },
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("steps", models.PositiveIntegerField()),
                ("last_id", models.BigIntegerField()),
                ("root", models.CharField(max_length=64)),
                ("prev_hash", models.CharField(default="", max_length=64)),
                ("hash", models.CharField(max_length=64)),
                ("sealed_at", models.DateTimeField(default=renda.ground.kernel.clock.now)),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("county", "day"), name="seal_day")]},
        ),
        migrations.CreateModel(
            name="StepPrivate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("matter_id", models.UUIDField()),
                ("seq", models.PositiveIntegerField()),
                ("salt", models.CharField(max_length=32)),
                ("note", renda.ground.kernel.sealed.SealedText(default="")),
                ("values", renda.ground.kernel.sealed.SealedText(default="")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("county", "kind", "matter_id", "seq"), name="step_private_seq")
                ]
            },
        ),
        migrations.CreateModel(
            name="StepTaken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("matter_id", models.UUIDField()),
                ("seq", models.PositiveIntegerField()),
                ("step", models.CharField(max_length=40)),
                ("from_state", models.CharField(max_length=40)),
                ("to_state", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
                ("user_id", models.BigIntegerField(default=0)),
                ("post_id", models.BigIntegerField(default=0)),
                ("acted_as", models.CharField(default="", max_length=120)),
                ("changed", models.JSONField(default=dict)),
                ("seen_by", models.CharField(max_length=12)),
                ("private_digest", models.CharField(default="", max_length=64)),
                ("once", models.UUIDField(null=True)),
                ("prev_hash", models.CharField(default="", max_length=64)),
                ("hash", models.CharField(max_length=64)),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["county", "at"], name="step_taken_day")],
                "constraints": [
                    models.UniqueConstraint(fields=("county", "kind", "matter_id", "seq"), name="step_taken_seq"),
                    models.UniqueConstraint(fields=("county", "once"), name="step_taken_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Waiting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("matter_id", models.UUIDField()),
                ("state", models.CharField(max_length=40)),
                ("holder", models.CharField(max_length=60)),
                ("title", models.CharField(max_length=200)),
                ("number", models.CharField(default="", max_length=60)),
                ("link", models.CharField(max_length=200)),
                ("ask", models.CharField(max_length=60)),
                ("since", models.DateField()),
                ("due_on", models.DateField(null=True)),
                ("amber_on", models.DateField(null=True)),
                ("paused_on", models.DateField(null=True)),
                ("is_provisional", models.BooleanField(default=False)),
                ("told", models.CharField(default="", max_length=12)),
                ("told_on", models.DateField(null=True)),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["county", "holder", "due_on", "id"], name="waiting_inbox"),
                    models.Index(fields=["county", "due_on", "id"], name="waiting_due"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("county", "kind", "matter_id", "holder"), name="waiting_holder")
                ],
            },
        ),
    ]
