import django.db.models.deletion
from django.db import migrations, models

import renda.ground.kernel.clock
import renda.ground.kernel.keys


class Migration(migrations.Migration):
    initial = True

    dependencies = [("county", "0001_tables"), ("deputies", "0001_tables"), ("people", "0001_tables")]

    operations = [
        migrations.CreateModel(
            name="Campaign",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=renda.ground.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("state", models.CharField(max_length=40, verbose_name="状态")),
                ("version", models.PositiveIntegerField(default=0)),
                ("chain_head", models.CharField(default="", editable=False, max_length=64)),
                (
                    "created_at",
                    models.DateTimeField(default=renda.ground.kernel.clock.now, editable=False, verbose_name="记于"),
                ),
                ("title", models.CharField(max_length=80, verbose_name="名称")),
                ("theme", models.CharField(blank=True, default="", max_length=200, verbose_name="主题")),
                (
                    "takes",
                    models.CharField(
                        choices=[("items", "提建议"), ("actions", "办实事"), ("both", "提建议、办实事")],
                        default="items",
                        max_length=8,
                        verbose_name="内容",
                    ),
                ),
                ("from_on", models.DateField(verbose_name="开始")),
                ("until_on", models.DateField(verbose_name="截止")),
                ("paper", models.CharField(blank=True, default="", max_length=120, verbose_name="依据的通知")),
                ("closed_on", models.DateField(null=True, verbose_name="结束日")),
                (
                    "congress",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="所属人大",
                    ),
                ),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="组织机构",
                    ),
                ),
            ],
            options={
                "verbose_name": "代表活动",
                "verbose_name_plural": "代表活动",
                "indexes": [models.Index(fields=["county", "-from_on", "-id"], name="campaign_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until_on__gte", models.F("from_on"))), name="campaign_days"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BatchRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("user_id", models.BigIntegerField(default=0, verbose_name="谁办的")),
                ("step", models.CharField(max_length=40, verbose_name="步骤")),
                ("fields", models.JSONField(default=dict, verbose_name="填的内容")),
                ("filters", models.JSONField(default=dict, verbose_name="条件")),
                ("holders", models.JSONField(default=dict, verbose_name="要告知谁")),
                ("once", models.UUIDField(null=True)),
                (
                    "stage",
                    models.CharField(
                        choices=[("ready", "等确认"), ("running", "正在办"), ("done", "办完了")],
                        default="running",
                        max_length=8,
                        verbose_name="进度",
                    ),
                ),
                ("total", models.PositiveIntegerField(default=0, verbose_name="共")),
                ("taken", models.PositiveIntegerField(default=0, verbose_name="办了")),
                ("refused", models.PositiveIntegerField(default=0, verbose_name="没有办")),
                ("place", models.UUIDField(null=True)),
                ("made_at", models.DateTimeField(default=renda.ground.kernel.clock.now, verbose_name="开始")),
                ("done_at", models.DateTimeField(null=True, verbose_name="结束")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="campaigns.campaign"
                    ),
                ),
            ],
            options={
                "verbose_name": "成批办理",
                "verbose_name_plural": "成批办理",
                "indexes": [models.Index(fields=["county", "campaign", "-made_at"], name="campaign_run_newest")],
                "constraints": [models.UniqueConstraint(fields=("county", "once"), name="campaign_run_once")],
            },
        ),
        migrations.CreateModel(
            name="CampaignAction",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=renda.ground.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("state", models.CharField(max_length=40, verbose_name="状态")),
                ("version", models.PositiveIntegerField(default=0)),
                ("chain_head", models.CharField(default="", editable=False, max_length=64)),
                (
                    "created_at",
                    models.DateTimeField(default=renda.ground.kernel.clock.now, editable=False, verbose_name="记于"),
                ),
                (
                    "deputy_level",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "镇代表"), (2, "县代表"), (3, "市代表"), (4, "省代表"), (5, "全国代表")],
                        verbose_name="代表级别",
                    ),
                ),
                ("entered_by_id", models.BigIntegerField(default=0, verbose_name="录入人")),
                ("reported_by_id", models.BigIntegerField(default=0, verbose_name="记结果的人")),
                ("title", models.CharField(max_length=120, verbose_name="办什么事")),
                (
                    "deed",
                    models.CharField(
                        choices=[("practical", "办实事"), ("good", "做好事"), ("hard", "解难事")],
                        default="practical",
                        max_length=10,
                        verbose_name="哪一种",
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("visit", "入户走访"),
                            ("tour", "视察调研"),
                            ("service", "志愿服务"),
                            ("other", "其他"),
                        ],
                        default="other",
                        max_length=10,
                        verbose_name="怎么办",
                    ),
                ),
                ("place", models.CharField(blank=True, default="", max_length=100, verbose_name="地点")),
                ("town", models.CharField(blank=True, default="", max_length=40, verbose_name="乡镇")),
                ("planned_on", models.DateField(null=True, verbose_name="打算哪天办")),
                ("done_on", models.DateField(null=True, verbose_name="办成的日子")),
                ("beneficiaries", models.CharField(blank=True, default="", max_length=120, verbose_name="谁得益")),
                ("result", models.TextField(blank=True, default="", max_length=2000, verbose_name="办成什么样")),
                ("verified_on", models.DateField(null=True, verbose_name="核实日期")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="campaigns.campaign",
                        verbose_name="活动",
                    ),
                ),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
                (
                    "deputy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="deputies.deputy",
                        verbose_name="代表",
                    ),
                ),
                (
                    "helper_org",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="联络家站",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="组织机构",
                    ),
                ),
                (
                    "presidium",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="镇人大主席团",
                    ),
                ),
            ],
            options={
                "verbose_name": "代表实事",
                "verbose_name_plural": "代表实事",
                "indexes": [
                    models.Index(fields=["county", "campaign", "-id"], name="campaign_action_newest"),
                    models.Index(fields=["county", "deputy", "-id"], name="campaign_action_of_deputy"),
                    models.Index(fields=["county", "presidium", "-id"], name="campaign_action_of_town"),
                    models.Index(fields=["county", "helper_org", "-id"], name="campaign_action_of_station"),
                ],
            },
        ),
        migrations.CreateModel(
            name="CampaignItem",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=renda.ground.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("state", models.CharField(max_length=40, verbose_name="状态")),
                ("version", models.PositiveIntegerField(default=0)),
                ("chain_head", models.CharField(default="", editable=False, max_length=64)),
                (
                    "created_at",
                    models.DateTimeField(default=renda.ground.kernel.clock.now, editable=False, verbose_name="记于"),
                ),
                (
                    "deputy_level",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "镇代表"), (2, "县代表"), (3, "市代表"), (4, "省代表"), (5, "全国代表")],
                        verbose_name="代表级别",
                    ),
                ),
                ("entered_by_id", models.BigIntegerField(default=0, verbose_name="录入人")),
                (
                    "entry",
                    models.CharField(
                        choices=[("self", "代表自己提"), ("proxy", "代为录入"), ("sheet", "表格导入")],
                        default="self",
                        max_length=8,
                        verbose_name="来源",
                    ),
                ),
                ("text", models.TextField(max_length=2000, verbose_name="建议内容")),
                ("place", models.CharField(blank=True, default="", max_length=100, verbose_name="地点")),
                ("town", models.CharField(blank=True, default="", max_length=40, verbose_name="乡镇")),
                ("digest", models.CharField(editable=False, max_length=32)),
                (
                    "category",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("infrastructure", "基础设施"),
                            ("construction", "城乡建设"),
                            ("farming", "农业农村"),
                            ("education", "教育"),
                            ("health", "卫生健康"),
                            ("security", "社会保障与就业"),
                            ("culture", "文化旅游体育"),
                            ("environment", "生态环境"),
                            ("business", "工业与营商"),
                            ("order", "社会治理与法治"),
                            ("finance", "财政金融"),
                            ("other", "其他"),
                        ],
                        default="",
                        max_length=20,
                        verbose_name="类别",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="编号年")),
                ("serial", models.PositiveIntegerField(verbose_name="流水号")),
                ("number_text", models.CharField(max_length=30, verbose_name="编号")),
                ("is_compared", models.BooleanField(default=False)),
                (
                    "handling_level",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("village", "村（社区）办"),
                            ("town", "镇办"),
                            ("county", "县级单位办"),
                            ("city", "报市里办"),
                        ],
                        default="",
                        max_length=8,
                        verbose_name="办理层级",
                    ),
                ),
                ("handling_round", models.PositiveSmallIntegerField(default=1, verbose_name="办理轮次")),
                ("assigned_on", models.DateField(null=True, verbose_name="交办日期")),
                ("press", models.CharField(blank=True, default="", max_length=500, verbose_name="督办要求")),
                ("pressed_on", models.DateField(null=True, verbose_name="督办日期")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("solved", "已解决"), ("planned", "列入计划"), ("explained", "已说明情况")],
                        default="",
                        max_length=10,
                        verbose_name="办理结果",
                    ),
                ),
                ("result", models.TextField(blank=True, default="", max_length=2000, verbose_name="办理情况")),
                ("handled_on", models.DateField(null=True, verbose_name="办理日期")),
                ("reply", models.TextField(blank=True, default="", max_length=2000, verbose_name="答复代表")),
                ("replied_on", models.DateField(null=True, verbose_name="答复日期")),
                (
                    "rating",
                    models.CharField(
                        blank=True,
                        choices=[("satisfied", "满意"), ("basic", "基本满意"), ("dissatisfied", "不满意")],
                        default="",
                        max_length=12,
                        verbose_name="代表评价",
                    ),
                ),
                ("rating_text", models.CharField(blank=True, default="", max_length=500, verbose_name="评价的理由")),
                ("closed_on", models.DateField(null=True, verbose_name="办结日期")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="campaigns.campaign",
                        verbose_name="活动",
                    ),
                ),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
                (
                    "deputy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="deputies.deputy",
                        verbose_name="代表",
                    ),
                ),
                (
                    "handling_org",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="承办单位",
                    ),
                ),
                (
                    "helper_org",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="联络家站",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_from",
                        to="campaigns.campaignitem",
                        verbose_name="并入",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="组织机构",
                    ),
                ),
                (
                    "presidium",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="镇人大主席团",
                    ),
                ),
                (
                    "village_org",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="村（社区）",
                    ),
                ),
            ],
            options={
                "verbose_name": "活动建议",
                "verbose_name_plural": "活动建议",
                "indexes": [
                    models.Index(fields=["county", "campaign", "state", "-id"], name="campaign_item_of_state"),
                    models.Index(fields=["county", "campaign", "category", "-id"], name="campaign_item_of_category"),
                    models.Index(fields=["county", "campaign", "town", "-id"], name="campaign_item_of_town"),
                    models.Index(fields=["county", "campaign", "-id"], name="campaign_item_newest"),
                    models.Index(fields=["county", "handling_org", "state", "-id"], name="campaign_item_of_unit"),
                    models.Index(fields=["county", "presidium", "-id"], name="campaign_item_of_presidium"),
                    models.Index(fields=["county", "deputy", "-id"], name="campaign_item_of_deputy"),
                    models.Index(fields=["county", "helper_org", "-id"], name="campaign_item_of_station"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("county", "year", "serial"), name="campaign_item_number"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "withdrawn"), _negated=True),
                        fields=("county", "campaign", "digest"),
                        name="campaign_item_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["assigned", "handled"]), _negated=True),
                            models.Q(("handling_level", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="campaign_item_has_level",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "merged"), _negated=True),
                            ("merged_into__isnull", False),
                            _connector="OR",
                        ),
                        name="campaign_item_merged_into",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("merged_into__isnull", True),
                            models.Q(("merged_into", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="campaign_item_not_into_itself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rating", ""), ("replied_on__isnull", False), _connector="OR"),
                        name="campaign_item_rating_after_reply",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ItemSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file_name", models.CharField(max_length=200, verbose_name="文件名")),
                (
                    "stage",
                    models.CharField(
                        choices=[("ready", "等确认"), ("running", "正在办"), ("done", "办完了")],
                        default="ready",
                        max_length=8,
                        verbose_name="进度",
                    ),
                ),
                ("user_id", models.BigIntegerField(default=0, verbose_name="上传人")),
                ("made_at", models.DateTimeField(default=renda.ground.kernel.clock.now, verbose_name="上传时间")),
                ("done_at", models.DateTimeField(null=True, verbose_name="导入时间")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="campaigns.campaign"
                    ),
                ),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
                (
                    "presidium",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "活动建议导入",
                "verbose_name_plural": "活动建议导入",
                "indexes": [models.Index(fields=["county", "campaign", "-made_at"], name="campaign_sheet_newest")],
            },
        ),
        migrations.CreateModel(
            name="NumberBlock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年份")),
                ("first", models.PositiveIntegerField()),
                ("last", models.PositiveIntegerField()),
                ("next", models.PositiveIntegerField()),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("next__lte", models.F("last"))),
                        fields=["county", "year"],
                        name="campaign_block_free",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("county", "year", "first"), name="campaign_block_first"),
                    models.CheckConstraint(
                        condition=models.Q(("last__gte", models.F("first")), ("next__gte", models.F("first"))),
                        name="campaign_block_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SheetForm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "sheet",
                    models.CharField(
                        choices=[
                            ("table", "汇总表"),
                            ("assign", "交办单"),
                            ("press", "督办单"),
                            ("close", "办结反馈单"),
                        ],
                        max_length=8,
                        verbose_name="哪一种",
                    ),
                ),
                ("title", models.CharField(max_length=60, verbose_name="标题")),
                ("labels", models.JSONField(default=dict, verbose_name="项目")),
                ("source", models.CharField(blank=True, default="", max_length=120, verbose_name="依据")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("county", "sheet"), name="campaign_sheet_form")]},
        ),
        migrations.CreateModel(
            name="SheetRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="行")),
                ("values", models.JSONField(default=dict)),
                ("faults", models.JSONField(default=list)),
                ("is_bad", models.BooleanField(default=False)),
                (
                    "fate",
                    models.CharField(
                        blank=True,
                        choices=[("", "未导入"), ("skipped", "跳过"), ("loaded", "已导入")],
                        default="",
                        max_length=8,
                    ),
                ),
                ("digest", models.CharField(blank=True, default="", max_length=32)),
                ("key", models.UUIDField(default=renda.ground.kernel.keys.uuid7)),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="campaigns.itemsheet"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["county", "sheet", "fate", "is_bad", "number"], name="campaign_sheet_todo")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("county", "sheet", "number"), name="campaign_sheet_row")
                ],
            },
        ),
        migrations.CreateModel(
            name="Similar",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("percent", models.PositiveSmallIntegerField()),
                ("shared", models.CharField(max_length=80)),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
                (
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="campaigns.campaignitem"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="campaigns.campaignitem"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["county", "other"], name="campaign_similar_other")],
                "constraints": [
                    models.UniqueConstraint(fields=("county", "one", "other"), name="campaign_similar_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Totals",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("data", models.JSONField(default=dict)),
                ("counted_at", models.DateTimeField(default=renda.ground.kernel.clock.now)),
                (
                    "campaign",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="totals", to="campaigns.campaign"
                    ),
                ),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BatchTrouble",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("item_id", models.UUIDField()),
                ("number", models.CharField(max_length=60)),
                ("title", models.CharField(max_length=120)),
                ("reason", models.CharField(max_length=300)),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="troubles", to="campaigns.batchrun"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("county", "run", "item_id"), name="campaign_trouble_once")
                ]
            },
        ),
    ]
