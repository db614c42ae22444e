import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import renda.ground.kernel.clock

TABLE = "people_adminact"


def guard(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Append-only: the database itself refuses UPDATE, DELETE and TRUNCATE."""
    if editor.connection.vendor == "postgresql":
        editor.execute(
            "CREATE FUNCTION people_refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'append-only: % on %', TG_OP, TG_TABLE_NAME; END $$",
            params=None,  # the percent signs are the function's own
        )
        editor.execute(
            f"CREATE TRIGGER {TABLE}_no_change BEFORE UPDATE OR DELETE ON {TABLE} "
            "FOR EACH ROW EXECUTE FUNCTION people_refuse_change()"
        )
        editor.execute(
            f"CREATE TRIGGER {TABLE}_no_truncate BEFORE TRUNCATE ON {TABLE} "
            "FOR EACH STATEMENT EXECUTE FUNCTION people_refuse_change()"
        )
        return
    for verb in ("update", "delete"):
        editor.execute(
            f"CREATE TRIGGER {TABLE}_no_{verb} BEFORE {verb.upper()} ON {TABLE} "
            f"BEGIN SELECT RAISE(ABORT, 'append-only: {verb} on {TABLE}'); END"
        )


def release(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP FUNCTION people_refuse_change() CASCADE")
        return
    for verb in ("update", "delete"):
        editor.execute(f"DROP TRIGGER {TABLE}_no_{verb}")


class Migration(migrations.Migration):
    """Who gave which post to whom, reset whose sign-in, when."""

    dependencies = [("county", "0003_term_congress_name"), ("people", "0004_lists")]
    operations = [
        migrations.CreateModel(
            name="AdminAct",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=renda.ground.kernel.clock.now, verbose_name="时间")),
                ("act", models.CharField(max_length=20, verbose_name="办了什么")),
                ("by_id", models.BigIntegerField(default=0, verbose_name="谁办的")),
                ("acted_as", models.CharField(default="", max_length=120, verbose_name="以什么职务")),
                ("user_id", models.BigIntegerField(default=0, verbose_name="对谁")),
                ("org_id", models.BigIntegerField(default=0, verbose_name="机构")),
                ("role", models.CharField(default="", max_length=16, verbose_name="职责")),
                ("facts", models.JSONField(default=dict, verbose_name="内容")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="county.county",
                        verbose_name="县",
                    ),
                ),
            ],
            options={
                "verbose_name": "管理记录",
                "verbose_name_plural": "管理记录",
                "indexes": [
                    models.Index(fields=["county", "-id"], name="people_act_newest"),
                    models.Index(fields=["county", "user_id", "-id"], name="people_act_of"),
                ],
            },
        ),
        migrations.RunPython(guard, release),
    ]
