import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import renda.ground.kernel.clock
import renda.ground.kernel.keys
import renda.ground.kernel.sealed


class Migration(migrations.Migration):
    initial = True

    dependencies = [("county", "0001_tables"), ("people", "0001_tables"), ("people", "__first__")]

    operations = [
        migrations.CreateModel(
            name="Deputy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        default=renda.ground.kernel.keys.random_code,
                        editable=False,
                        max_length=24,
                        verbose_name="公开编号",
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="姓名")),
                (
                    "gender",
                    models.CharField(
                        blank=True,
                        choices=[("", "未填"), ("m", "男"), ("f", "女")],
                        default="",
                        max_length=1,
                        verbose_name="性别",
                    ),
                ),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "镇代表"), (2, "县代表"), (3, "市代表"), (4, "省代表"), (5, "全国代表")],
                        default=2,
                        verbose_name="级别",
                    ),
                ),
                ("delegation", models.CharField(blank=True, default="", max_length=60, verbose_name="代表团")),
                ("district", models.CharField(blank=True, default="", max_length=60, verbose_name="选区（选举单位）")),
                ("group", models.CharField(blank=True, default="", max_length=60, verbose_name="代表小组")),
                ("occupation", models.CharField(blank=True, default="", max_length=40, verbose_name="职业")),
                ("live_town", models.CharField(blank=True, default="", max_length=40, verbose_name="居住的乡镇")),
                (
                    "live_village",
                    models.CharField(blank=True, default="", max_length=40, verbose_name="居住的村（社区）"),
                ),
                ("work_town", models.CharField(blank=True, default="", max_length=40, verbose_name="工作的乡镇")),
                (
                    "work_village",
                    models.CharField(blank=True, default="", max_length=40, verbose_name="工作的村（社区）"),
                ),
                ("workplace", models.CharField(blank=True, default="", max_length=80, verbose_name="工作单位")),
                ("serving", models.BooleanField(default=True, verbose_name="在任")),
                ("from_on", models.DateField(blank=True, null=True, verbose_name="任职日")),
                ("to_on", models.DateField(blank=True, null=True, verbose_name="离任日")),
                (
                    "congress",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="所属人民代表大会",
                    ),
                ),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="county.term",
                        verbose_name="届",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deputy_seats",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="账号",
                    ),
                ),
            ],
            options={
                "verbose_name": "代表",
                "verbose_name_plural": "代表",
                "indexes": [
                    models.Index(fields=["county", "serving", "-level", "id"], name="deputy_roster"),
                    models.Index(fields=["county", "user"], name="deputy_of_account"),
                    models.Index(fields=["county", "name"], name="deputy_by_name"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("county", "code"), name="deputy_code"),
                    models.UniqueConstraint(
                        condition=models.Q(("serving", True)),
                        fields=("county", "congress", "term", "name", "district"),
                        name="deputy_seat_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__gte", 1), ("level__lte", 5)), name="deputy_level"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_on__isnull", True),
                            ("from_on__isnull", True),
                            ("to_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="deputy_days",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=12, verbose_name="类别")),
                ("file_name", models.CharField(max_length=200, verbose_name="文件名")),
                ("rows", renda.ground.kernel.sealed.SealedText()),
                ("made_at", models.DateTimeField(default=renda.ground.kernel.clock.now, verbose_name="上传时间")),
                ("loaded_at", models.DateTimeField(blank=True, null=True, verbose_name="导入时间")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "导入",
                "verbose_name_plural": "导入",
                "indexes": [models.Index(fields=["county", "kind", "-made_at"], name="import_draft_newest")],
            },
        ),
    ]
