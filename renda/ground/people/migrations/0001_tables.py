import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import renda.ground.kernel.clock
import renda.ground.kernel.sealed


class Migration(migrations.Migration):
    initial = True

    dependencies = [("county", "0001_tables")]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("login", models.CharField(max_length=40, verbose_name="登录名")),
                ("name", models.CharField(max_length=40, verbose_name="姓名")),
                ("phone", renda.ground.kernel.sealed.SealedText(blank=True, default="", verbose_name="手机号")),
                ("phone_index", models.CharField(blank=True, default="", editable=False, max_length=64)),
                ("email", models.EmailField(blank=True, default="", max_length=254, verbose_name="电子邮箱")),
                ("is_active", models.BooleanField(default=True, verbose_name="可以登录")),
                ("is_operator", models.BooleanField(default=False, verbose_name="平台运维")),
                ("must_change_password", models.BooleanField(default=False, verbose_name="须改密码")),
                (
                    "mode",
                    models.CharField(
                        blank=True,
                        choices=[("", "标准"), ("elder", "大字")],
                        default="",
                        max_length=8,
                        verbose_name="字号",
                    ),
                ),
                (
                    "theme",
                    models.CharField(
                        blank=True,
                        choices=[("", "跟随设备"), ("light", "浅色"), ("dark", "深色")],
                        default="",
                        max_length=8,
                        verbose_name="外观",
                    ),
                ),
                ("wants_sms", models.BooleanField(default=True, verbose_name="短信提醒")),
                ("wants_email", models.BooleanField(default=True, verbose_name="邮件提醒")),
                ("wants_chat", models.BooleanField(default=False, verbose_name="政务群提醒")),
                ("lists", models.JSONField(blank=True, default=dict, verbose_name="列表")),
                (
                    "made_at",
                    models.DateTimeField(
                        default=renda.ground.kernel.clock.now, editable=False, verbose_name="建账号时间"
                    ),
                ),
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
                "verbose_name": "账号",
                "verbose_name_plural": "账号",
                "indexes": [
                    models.Index(fields=["county", "phone_index"], name="people_user_phone"),
                    models.Index(fields=["county", "name"], name="people_user_name"),
                ],
                "constraints": [models.UniqueConstraint(fields=("county", "login"), name="people_user_login")],
            },
        ),
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
        migrations.CreateModel(
            name="ApiToken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                ("name", models.CharField(max_length=60, verbose_name="用途")),
                (
                    "made_at",
                    models.DateTimeField(
                        default=renda.ground.kernel.clock.now, editable=False, verbose_name="建立时间"
                    ),
                ),
                ("used_on", models.DateField(blank=True, null=True, verbose_name="最近使用")),
                ("expires_at", models.DateTimeField(verbose_name="到期时间")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="county.county",
                        verbose_name="县",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tokens",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="以谁的名义",
                    ),
                ),
            ],
            options={"verbose_name": "接口令牌", "verbose_name_plural": "接口令牌"},
        ),
        migrations.CreateModel(
            name="OneTimeCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "purpose",
                    models.CharField(choices=[("slip", "首次登录通知单"), ("sms", "短信验证码")], max_length=4),
                ),
                ("digest", models.CharField(editable=False, max_length=64)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("made_by_id", models.BigIntegerField(default=0)),
                ("made_at", models.DateTimeField(default=renda.ground.kernel.clock.now)),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="codes", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "一次性登录码",
                "verbose_name_plural": "一次性登录码",
                "indexes": [models.Index(fields=["county", "digest"], name="people_code_digest")],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("congress", "人民代表大会"),
                            ("office", "人大代表工作机构"),
                            ("committee", "专门委员会、工作委员会"),
                            ("presidium", "乡镇人大主席团"),
                            ("station", "代表家站"),
                            ("village", "村（社区）"),
                            ("town_gov", "乡镇人民政府"),
                            ("gov_office", "政府办公室"),
                            ("unit", "承办单位"),
                            ("county_gov", "县人民政府"),
                        ],
                        max_length=12,
                        verbose_name="类别",
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="全称")),
                ("short", models.CharField(blank=True, default="", max_length=40, verbose_name="简称")),
                ("code", models.CharField(blank=True, default="", max_length=40, verbose_name="代码")),
                ("paper_code", models.CharField(blank=True, default="", max_length=20, verbose_name="发文机关代字")),
                ("is_open", models.BooleanField(default=True, verbose_name="在用")),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="county.county",
                        verbose_name="县",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="people.organisation",
                        verbose_name="上级机构",
                    ),
                ),
            ],
            options={
                "verbose_name": "机构",
                "verbose_name_plural": "机构",
                "constraints": [
                    models.UniqueConstraint(fields=("county", "kind", "name"), name="people_org_name"),
                    models.UniqueConstraint(
                        condition=models.Q(("code", ""), _negated=True),
                        fields=("county", "code"),
                        name="people_org_code",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("deputy", "人大代表"),
                            ("liaison", "联络员"),
                            ("station_master", "站长"),
                            ("township", "镇人大主席团"),
                            ("office", "代表工委"),
                            ("committee", "委室"),
                            ("leader", "常委会领导"),
                            ("publisher", "公开审核"),
                            ("gov_office", "政府办督查室"),
                            ("clerk", "承办单位经办人"),
                            ("unit_leader", "承办单位负责人"),
                            ("village", "村（社区）"),
                            ("town_gov", "镇政府"),
                            ("admin", "管理员"),
                        ],
                        max_length=16,
                        verbose_name="职责",
                    ),
                ),
                ("title", models.CharField(blank=True, default="", max_length=40, verbose_name="职务名称")),
                ("from_on", models.DateField(verbose_name="任职日")),
                (
                    "to_on",
                    models.DateField(blank=True, help_text="含当日；空着表示在任", null=True, verbose_name="止职日"),
                ),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="county.county",
                        verbose_name="县",
                    ),
                ),
                (
                    "deputising_for",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deputies",
                        to="people.post",
                        verbose_name="代谁履行",
                    ),
                ),
                (
                    "org",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="people.organisation",
                        verbose_name="机构",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="任职人",
                    ),
                ),
            ],
            options={
                "verbose_name": "任职",
                "verbose_name_plural": "任职",
                "indexes": [models.Index(fields=["county", "org", "role"], name="people_post_holders")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("deputising_for__isnull", True)),
                        fields=("county", "user", "org", "role", "from_on"),
                        name="people_post_once",
                    ),
                    models.UniqueConstraint(
                        fields=("county", "user", "deputising_for", "from_on"), name="people_deputising_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_on__isnull", True), ("to_on__gte", models.F("from_on")), _connector="OR"
                        ),
                        name="people_post_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("deputising_for__isnull", True), ("to_on__isnull", False), _connector="OR"),
                        name="people_deputising_ends",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RosterDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=8)),
                ("file_name", models.CharField(max_length=200)),
                ("rows", renda.ground.kernel.sealed.SealedText()),
                ("made_at", models.DateTimeField(default=renda.ground.kernel.clock.now)),
                ("loaded_at", models.DateTimeField(blank=True, null=True)),
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
            options={"verbose_name": "名册导入", "verbose_name_plural": "名册导入"},
        ),
        migrations.CreateModel(
            name="Throttle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=64)),
                ("window", models.BigIntegerField()),
                ("count", models.PositiveIntegerField(default=0)),
                ("ends_at", models.DateTimeField(db_index=True)),
            ],
            options={
                "verbose_name": "限次",
                "verbose_name_plural": "限次",
                "constraints": [models.UniqueConstraint(fields=("key", "window"), name="people_throttle_key")],
            },
        ),
        migrations.CreateModel(
            name="Vacancy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("deputy", "人大代表"),
                            ("liaison", "联络员"),
                            ("station_master", "站长"),
                            ("township", "镇人大主席团"),
                            ("office", "代表工委"),
                            ("committee", "委室"),
                            ("leader", "常委会领导"),
                            ("publisher", "公开审核"),
                            ("gov_office", "政府办督查室"),
                            ("clerk", "承办单位经办人"),
                            ("unit_leader", "承办单位负责人"),
                            ("village", "村（社区）"),
                            ("town_gov", "镇政府"),
                            ("admin", "管理员"),
                        ],
                        max_length=16,
                        verbose_name="职责",
                    ),
                ),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="county.county",
                        verbose_name="县",
                    ),
                ),
                (
                    "heir",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="vacancies",
                        to="people.post",
                        verbose_name="由谁代办",
                    ),
                ),
                (
                    "org",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="机构",
                    ),
                ),
            ],
            options={
                "verbose_name": "空缺",
                "verbose_name_plural": "空缺",
                "constraints": [
                    models.UniqueConstraint(fields=("county", "org", "role", "heir"), name="people_vacancy_once")
                ],
            },
        ),
    ]
