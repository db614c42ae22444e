import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import renda.ground.kernel.clock
import renda.ground.kernel.keys


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("county", "0001_tables"),
        ("deputies", "0001_tables"),
        ("files", "0001_tables"),
        ("opinions", "0001_tables"),
        ("people", "0001_tables"),
        ("people", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Handling",
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
                    "mode",
                    models.CharField(
                        choices=[("lead", "主办"), ("co", "会办"), ("separate", "分办")],
                        max_length=8,
                        verbose_name="承办方式",
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=1, verbose_name="轮次")),
                ("assigned_on", models.DateField(verbose_name="交到本单位之日")),
                ("accepted_on", models.DateField(null=True, verbose_name="签收日")),
                ("leader_name", models.CharField(blank=True, default="", max_length=40, verbose_name="分管领导")),
                ("officer_name", models.CharField(blank=True, default="", max_length=40, verbose_name="经办人")),
                ("officer_phone", models.CharField(blank=True, default="", max_length=30, verbose_name="联系电话")),
                ("plan", models.TextField(blank=True, default="", max_length=2000, verbose_name="办理计划")),
                ("return_reason", models.TextField(blank=True, default="", max_length=1000, verbose_name="退办理由")),
                ("proposed_unit", models.CharField(blank=True, default="", max_length=60, verbose_name="建议改由谁办")),
                (
                    "return_ruling",
                    models.CharField(blank=True, default="", max_length=500, verbose_name="对退办的答复"),
                ),
                ("co_opinion", models.TextField(blank=True, default="", max_length=5000, verbose_name="会办意见")),
                ("answers", models.JSONField(default=list, verbose_name="逐条答复")),
                ("closing", models.TextField(blank=True, default="", max_length=2000, verbose_name="其他说明")),
                (
                    "reply_class",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("A", "已经解决或者基本解决"),
                            ("B", "正在解决或者列入规划逐步解决"),
                            ("C", "条件限制，需待以后解决"),
                            ("D", "留作参考"),
                        ],
                        default="",
                        max_length=1,
                        verbose_name="答复类别",
                    ),
                ),
                (
                    "disclosure",
                    models.CharField(
                        blank=True,
                        choices=[("full", "全文公开"), ("summary", "摘要公开"), ("none", "不公开")],
                        default="",
                        max_length=8,
                        verbose_name="公开建议",
                    ),
                ),
                (
                    "disclosure_reason",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="不全文公开的理由"),
                ),
                ("signer_name", models.CharField(blank=True, default="", max_length=40, verbose_name="签发人")),
                ("paper_number", models.CharField(blank=True, default="", max_length=60, verbose_name="发文字号")),
                ("done_on", models.DateField(null=True, verbose_name="办完日")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
                (
                    "org",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="承办单位",
                    ),
                ),
                (
                    "scan",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                        verbose_name="盖章扫描件",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "done"), _negated=True),
                            ("mode", "co"),
                            models.Q(("paper_number", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="handling_reply_has_number",
                    )
                ],
                "indexes": [models.Index(fields=["county", "org", "state"], name="handling_of_unit")],
                "verbose_name": "承办",
                "verbose_name_plural": "承办",
            },
        ),
        migrations.CreateModel(
            name="Intake",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file_name", models.CharField(max_length=200, verbose_name="文件名")),
                ("titles", models.JSONField(default=list)),
                ("mapping", models.JSONField(default=list)),
                ("unknown_units", models.JSONField(default=list)),
                ("unknown_deputies", models.JSONField(default=list)),
                ("made_by_id", models.BigIntegerField(default=0)),
                ("made_at", models.DateTimeField(default=renda.ground.kernel.clock.now, verbose_name="上传时间")),
                ("started_by_id", models.BigIntegerField(default=0)),
                ("started_at", models.DateTimeField(null=True, verbose_name="开始导入")),
                ("done_at", models.DateTimeField(null=True, verbose_name="导入完")),
                (
                    "congress",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"
                    ),
                ),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
            ],
            options={
                "verbose_name": "建议导入",
                "verbose_name_plural": "建议导入",
                "indexes": [models.Index(fields=["county", "-made_at"], name="intake_newest")],
            },
        ),
        migrations.CreateModel(
            name="NameMemory",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100)),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
                (
                    "deputy",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="deputies.deputy"
                    ),
                ),
                (
                    "org",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("org__isnull", False)), fields=("county", "name"), name="name_memory_unit"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("deputy__isnull", False)),
                        fields=("county", "name"),
                        name="name_memory_deputy",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("org__isnull", True), ("deputy__isnull", True), _connector="XOR"),
                        name="name_memory_one",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="Origin",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("linked_at", models.DateTimeField(default=renda.ground.kernel.clock.now)),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
                (
                    "opinion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="opinions.opinion"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Suggestion",
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
                ("entered_by_id", models.BigIntegerField(default=0, verbose_name="录入人")),
                ("title", models.CharField(max_length=120, verbose_name="标题")),
                ("problem", models.TextField(max_length=5000, verbose_name="反映的问题")),
                ("analysis", models.TextField(blank=True, default="", max_length=5000, verbose_name="原因分析")),
                ("asks", models.JSONField(default=list, verbose_name="具体建议")),
                (
                    "category",
                    models.CharField(
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
                        default="other",
                        max_length=20,
                        verbose_name="类别",
                    ),
                ),
                (
                    "need",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("law", "法治需求"),
                            ("reform", "改革需要"),
                            ("growth", "发展需要"),
                            ("livelihood", "民生需求"),
                        ],
                        default="",
                        max_length=12,
                        verbose_name="需求",
                    ),
                ),
                ("hoped_unit", models.CharField(blank=True, default="", max_length=60, verbose_name="希望由谁办")),
                (
                    "motion_paper",
                    models.CharField(blank=True, default="", max_length=60, verbose_name="主席团决定文号"),
                ),
                ("motion_link", models.CharField(blank=True, default="", max_length=200, verbose_name="议案页面")),
                ("may_be_public", models.BooleanField(default=True, verbose_name="可以公开")),
                ("is_researched", models.BooleanField(default=False, verbose_name="做过调研")),
                ("frozen", models.JSONField(default=dict, verbose_name="提交时的原件")),
                ("submitted_at", models.DateTimeField(null=True, verbose_name="提交时间")),
                (
                    "period",
                    models.CharField(
                        choices=[("session", "大会期间"), ("between", "闭会期间")],
                        default="between",
                        max_length=8,
                        verbose_name="提出时间",
                    ),
                ),
                ("criteria", models.JSONField(default=list, verbose_name="审核要点")),
                (
                    "ruling",
                    models.TextField(blank=True, default="", max_length=1000, verbose_name="退回或者不立案的理由"),
                ),
                ("number", models.PositiveIntegerField(null=True, verbose_name="流水号")),
                ("number_year", models.PositiveIntegerField(null=True, verbose_name="编号年")),
                ("number_text", models.CharField(blank=True, default="", max_length=60, verbose_name="编号")),
                ("number_short", models.CharField(blank=True, default="", max_length=30, verbose_name="短编号")),
                ("registered_on", models.DateField(null=True, verbose_name="立案日")),
                ("proposed", models.JSONField(default=dict, verbose_name="预交办方案")),
                ("assigned_on", models.DateField(null=True, verbose_name="交办之日")),
                ("is_complex", models.BooleanField(default=False, verbose_name="涉及面广、处理难度大")),
                ("is_key", models.BooleanField(default=False, verbose_name="重点督办")),
                ("key_paper", models.CharField(blank=True, default="", max_length=60, verbose_name="主任会议决定文号")),
                ("key_on", models.DateField(null=True, verbose_name="主任会议决定日")),
                ("handling_round", models.PositiveSmallIntegerField(default=1, verbose_name="办理轮次")),
                ("second_asked_on", models.DateField(null=True, verbose_name="二次办理起算日")),
                ("referred_on", models.DateField(null=True, verbose_name="提请领导督办日")),
                (
                    "reply_class",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("A", "已经解决或者基本解决"),
                            ("B", "正在解决或者列入规划逐步解决"),
                            ("C", "条件限制，需待以后解决"),
                            ("D", "留作参考"),
                        ],
                        default="",
                        max_length=1,
                        verbose_name="答复类别",
                    ),
                ),
                ("replied_on", models.DateField(null=True, verbose_name="答复日")),
                (
                    "disclosure",
                    models.CharField(
                        blank=True,
                        choices=[("full", "全文公开"), ("summary", "摘要公开"), ("none", "不公开")],
                        default="",
                        max_length=8,
                        verbose_name="公开方式",
                    ),
                ),
                ("summary", models.TextField(blank=True, default="", max_length=3000, verbose_name="公开摘要")),
                ("published_on", models.DateField(null=True, verbose_name="公开日")),
                ("closed_on", models.DateField(null=True, verbose_name="办结日")),
                (
                    "committee",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="跟踪督办工委",
                    ),
                ),
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
                    "government",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="承接机关",
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
                    "lead_org",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="主办单位",
                    ),
                ),
                (
                    "leader",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="领衔督办领导",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_from",
                        to="suggestions.suggestion",
                        verbose_name="并入",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="交办机构",
                    ),
                ),
                (
                    "opinions",
                    models.ManyToManyField(
                        related_name="suggestions", through="suggestions.Origin", to="opinions.opinion"
                    ),
                ),
                (
                    "proposer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suggestions",
                        to="deputies.deputy",
                        verbose_name="领衔代表",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="county.session",
                        verbose_name="次",
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="county.term",
                        verbose_name="届",
                    ),
                ),
            ],
            options={
                "verbose_name": "代表建议",
                "verbose_name_plural": "代表建议",
                "indexes": [
                    models.Index(fields=["county", "-created_at", "id"], name="suggestion_newest"),
                    models.Index(fields=["county", "office", "state", "-created_at"], name="suggestion_of_office"),
                    models.Index(fields=["county", "proposer", "-created_at"], name="suggestion_of_deputy"),
                    models.Index(
                        condition=models.Q(("published_on__isnull", False)),
                        fields=["county", "-published_on", "id"],
                        name="suggestion_published",
                    ),
                    models.Index(
                        condition=models.Q(("leader__isnull", False)),
                        fields=["county", "leader", "id"],
                        name="suggestion_of_leader",
                    ),
                    models.Index(condition=models.Q(("is_key", True)), fields=["county", "-id"], name="suggestion_key"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("number_text", ""), _negated=True),
                        fields=("county", "congress", "number_text"),
                        name="suggestion_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["assigned", "replied", "rated", "closed", "archived"]), _negated=True
                            ),
                            models.Q(("assigned_on__isnull", False), ("lead_org__isnull", False)),
                            _connector="OR",
                        ),
                        name="suggestion_assigned_has_lead",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "submitted", "returned", "merged", "refused", "withdrawn"]),
                            models.Q(("number_text", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="suggestion_registered_has_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_on__isnull", True), ("disclosure__in", ["full", "summary"]), _connector="OR"
                        ),
                        name="suggestion_published_has_extent",
                    ),
                    models.CheckConstraint(condition=models.Q(("handling_round__in", [1, 2])), name="suggestion_round"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_key", False),
                            models.Q(models.Q(("key_paper", ""), _negated=True), ("key_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="suggestion_key_has_paper",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_key", False),
                            models.Q(
                                ("state__in", ["assigned", "replied", "rated", "closed", "archived"]), _negated=True
                            ),
                            models.Q(("committee__isnull", False), ("leader__isnull", False)),
                            _connector="OR",
                        ),
                        name="suggestion_key_is_supervised",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Signature",
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
                ("signed_at", models.DateTimeField(null=True, verbose_name="联名时间")),
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
                        related_name="signature_of",
                        to="deputies.deputy",
                        verbose_name="联名代表",
                    ),
                ),
                (
                    "scan",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                        verbose_name="签名扫描件",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="suggestions.suggestion",
                    ),
                ),
            ],
            options={
                "verbose_name": "联名",
                "verbose_name_plural": "联名",
                "indexes": [models.Index(fields=["county", "deputy", "state"], name="signature_of_deputy")],
                "constraints": [
                    models.UniqueConstraint(fields=("county", "parent", "deputy"), name="signature_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["signed", "paper"]), _negated=True),
                            ("signed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="signature_has_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rating",
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
                ("round", models.PositiveSmallIntegerField(default=1, verbose_name="轮次")),
                (
                    "process",
                    models.CharField(
                        blank=True,
                        choices=[("satisfied", "满意"), ("basic", "基本满意"), ("dissatisfied", "不满意")],
                        default="",
                        max_length=12,
                        verbose_name="办理过程",
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[("satisfied", "满意"), ("basic", "基本满意"), ("dissatisfied", "不满意")],
                        default="",
                        max_length=12,
                        verbose_name="办理结果",
                    ),
                ),
                ("text", models.TextField(blank=True, default="", max_length=1000, verbose_name="不满意的理由和希望")),
                ("rated_on", models.DateField(null=True, verbose_name="评价日")),
                ("entered_by_id", models.BigIntegerField(default=0, verbose_name="代录人")),
                ("is_by_proxy", models.BooleanField(default=False, verbose_name="按纸质征询意见表代录")),
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
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ratings", to="suggestions.suggestion"
                    ),
                ),
            ],
            options={
                "verbose_name": "评价",
                "verbose_name_plural": "评价",
                "constraints": [
                    models.UniqueConstraint(fields=("county", "parent", "deputy", "round"), name="rating_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "final"), models.Q(("process", ""), ("result", "")), _connector="XOR"
                        ),
                        name="rating_silence_is_no_grade",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Publication",
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
                    "extent",
                    models.CharField(
                        choices=[("full", "全文公开"), ("summary", "摘要公开"), ("none", "不公开")],
                        max_length=8,
                        verbose_name="公开方式",
                    ),
                ),
                ("reason", models.CharField(blank=True, default="", max_length=300, verbose_name="理由")),
                ("summary", models.TextField(blank=True, default="", max_length=3000, verbose_name="公开摘要")),
                ("redactions", models.CharField(blank=True, default="", max_length=300, verbose_name="隐去的内容")),
                ("proposed_by_id", models.BigIntegerField(default=0, verbose_name="提出人")),
                ("decided_by_id", models.BigIntegerField(default=0, verbose_name="审定人")),
                ("decided_on", models.DateField(null=True, verbose_name="审定日")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publications",
                        to="suggestions.suggestion",
                    ),
                ),
            ],
            options={
                "verbose_name": "公开",
                "verbose_name_plural": "公开",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "proposed")),
                        fields=("county", "parent"),
                        name="publication_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by_id", 0),
                            models.Q(("decided_by_id", models.F("proposed_by_id")), _negated=True),
                            _connector="OR",
                        ),
                        name="publication_second_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("extent", "full"), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="publication_has_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Promise",
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
                    "origin",
                    models.CharField(
                        choices=[("reply", "答复承诺"), ("lookback", "回头看发现"), ("supervision", "领导督办")],
                        default="reply",
                        max_length=12,
                        verbose_name="来源",
                    ),
                ),
                ("point", models.PositiveSmallIntegerField(default=0, verbose_name="第几条")),
                ("ask", models.CharField(blank=True, default="", max_length=600, verbose_name="代表的建议")),
                ("text", models.TextField(max_length=5000, verbose_name="承诺的内容")),
                ("section", models.CharField(blank=True, default="", max_length=60, verbose_name="责任股室")),
                (
                    "first_class",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("A", "已经解决或者基本解决"),
                            ("B", "正在解决或者列入规划逐步解决"),
                            ("C", "条件限制，需待以后解决"),
                            ("D", "留作参考"),
                        ],
                        default="",
                        max_length=1,
                        verbose_name="答复时的类别",
                    ),
                ),
                ("first_promised_on", models.DateField(verbose_name="答复里的承诺日期")),
                ("promised_on", models.DateField(verbose_name="承诺日期")),
                ("carried_to_year", models.PositiveIntegerField(null=True, verbose_name="滚动到")),
                ("carried_times", models.PositiveSmallIntegerField(default=0, verbose_name="滚动次数")),
                ("progress", models.TextField(blank=True, default="", max_length=2000, verbose_name="最近进展")),
                ("progressed_on", models.DateField(null=True, verbose_name="进展日")),
                ("answer", models.TextField(blank=True, default="", max_length=3000, verbose_name="再次答复")),
                ("answered_on", models.DateField(null=True, verbose_name="再次答复日")),
                ("paper_number", models.CharField(blank=True, default="", max_length=60, verbose_name="再次答复文号")),
                (
                    "grade",
                    models.CharField(
                        blank=True,
                        choices=[("satisfied", "满意"), ("basic", "基本满意"), ("dissatisfied", "不满意")],
                        default="",
                        max_length=12,
                        verbose_name="代表评价",
                    ),
                ),
                ("dispute", models.TextField(blank=True, default="", max_length=500, verbose_name="不认可的理由")),
                ("ruling", models.TextField(blank=True, default="", max_length=500, verbose_name="核实意见")),
                ("is_confirmed", models.BooleanField(default=False, verbose_name="代表认可")),
                ("is_by_proxy", models.BooleanField(default=False, verbose_name="代录")),
                ("settled_on", models.DateField(null=True, verbose_name="了结日")),
                (
                    "carried_to_term",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="county.term",
                        verbose_name="滚动到的届",
                    ),
                ),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
                (
                    "handling",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="promises",
                        to="suggestions.handling",
                        verbose_name="答复",
                    ),
                ),
                (
                    "org",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="承诺单位",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="promises",
                        to="suggestions.suggestion",
                    ),
                ),
            ],
            options={
                "verbose_name": "承诺",
                "verbose_name_plural": "承诺",
                "indexes": [
                    models.Index(fields=["county", "promised_on", "id"], name="promise_by_day"),
                    models.Index(fields=["county", "org", "promised_on"], name="promise_of_unit"),
                    models.Index(fields=["county", "state", "promised_on"], name="promise_in_state"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("county", "handling", "point"), name="promise_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "kept"), _negated=True), ("answered_on__isnull", False), _connector="OR"
                        ),
                        name="promise_kept_has_answer",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="origin",
            name="suggestion",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="origins", to="suggestions.suggestion"
            ),
        ),
        migrations.CreateModel(
            name="Lookback",
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
                ("year", models.PositiveIntegerField(verbose_name="年份")),
                ("point", models.PositiveSmallIntegerField(verbose_name="第几条")),
                ("ask", models.CharField(blank=True, default="", max_length=600, verbose_name="代表的建议")),
                (
                    "claim",
                    models.CharField(
                        blank=True,
                        choices=[("done", "已经办成"), ("going", "正在办"), ("not_yet", "还没有办")],
                        default="",
                        max_length=8,
                        verbose_name="单位说",
                    ),
                ),
                ("text", models.TextField(blank=True, default="", max_length=2000, verbose_name="现在的情况")),
                ("answered_on", models.DateField(null=True, verbose_name="说明日")),
                ("finding", models.TextField(blank=True, default="", max_length=500, verbose_name="核实情况")),
                ("checked_on", models.DateField(null=True, verbose_name="核实日")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
                (
                    "handling",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lookbacks",
                        to="suggestions.handling",
                        verbose_name="答复",
                    ),
                ),
                (
                    "org",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="单位",
                    ),
                ),
                (
                    "promise",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lookbacks",
                        to="suggestions.promise",
                        verbose_name="承诺",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lookbacks",
                        to="suggestions.suggestion",
                    ),
                ),
            ],
            options={
                "verbose_name": "回头看",
                "verbose_name_plural": "回头看",
                "indexes": [models.Index(fields=["county", "org", "state", "year"], name="lookback_of_unit")],
                "constraints": [
                    models.UniqueConstraint(fields=("county", "year", "handling", "point"), name="lookback_once_a_year")
                ],
            },
        ),
        migrations.CreateModel(
            name="IntakeRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="行号")),
                ("cells", models.JSONField(default=list)),
                (
                    "fate",
                    models.CharField(
                        choices=[("ready", "可以导入"), ("bad", "有问题"), ("loaded", "已导入")],
                        default="ready",
                        max_length=8,
                        verbose_name="情况",
                    ),
                ),
                ("faults", models.JSONField(default=list)),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
                (
                    "intake",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="suggestions.intake"
                    ),
                ),
                (
                    "suggestion",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="suggestions.suggestion",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["county", "intake", "fate", "number"], name="intake_row_fate")],
                "constraints": [
                    models.UniqueConstraint(fields=("county", "intake", "number"), name="intake_row_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("fate", "loaded"), _negated=True), ("suggestion__isnull", False), _connector="OR"
                        ),
                        name="intake_loaded_has_suggestion",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="handling",
            name="parent",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="handlings", to="suggestions.suggestion"
            ),
        ),
        migrations.CreateModel(
            name="Supplement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(max_length=3000, verbose_name="补充说明")),
                ("added_by_id", models.BigIntegerField(default=0)),
                ("added_by_name", models.CharField(default="", max_length=40)),
                ("added_at", models.DateTimeField(default=renda.ground.kernel.clock.now)),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
                (
                    "suggestion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supplements",
                        to="suggestions.suggestion",
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["county", "suggestion"], name="supplement_of")]},
        ),
        migrations.CreateModel(
            name="Tracking",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "category",
                    models.CharField(
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
                        max_length=20,
                        verbose_name="类别",
                    ),
                ),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="跟踪督办工委",
                    ),
                ),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
            ],
            options={
                "verbose_name": "类别对口工委",
                "verbose_name_plural": "类别对口工委",
                "constraints": [models.UniqueConstraint(fields=("county", "category"), name="tracking_once")],
            },
        ),
        migrations.CreateModel(
            name="ColumnMemory",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=100)),
                ("key", models.CharField(blank=True, default="", max_length=30)),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("county", "title"), name="column_memory_once")]},
        ),
        migrations.CreateModel(
            name="Consultation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "way",
                    models.CharField(
                        choices=[("visit", "登门面商"), ("talk", "座谈面商"), ("phone", "电话沟通")],
                        max_length=8,
                        verbose_name="方式",
                    ),
                ),
                ("held_at", models.DateTimeField(verbose_name="时间")),
                ("place", models.CharField(blank=True, default="", max_length=100, verbose_name="地点")),
                ("people", models.CharField(max_length=200, verbose_name="参加人")),
                ("points", models.TextField(max_length=2000, verbose_name="谈了什么")),
                ("deputy_view", models.TextField(max_length=1000, verbose_name="代表意见")),
                ("recorded_by_id", models.BigIntegerField(default=0)),
                ("recorded_at", models.DateTimeField(default=renda.ground.kernel.clock.now)),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
                (
                    "handling",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consultations",
                        to="suggestions.handling",
                    ),
                ),
            ],
            options={
                "verbose_name": "面商",
                "verbose_name_plural": "面商",
                "indexes": [models.Index(fields=["county", "handling"], name="consultation_of")],
            },
        ),
        migrations.AddConstraint(
            model_name="origin",
            constraint=models.UniqueConstraint(fields=("county", "suggestion", "opinion"), name="origin_once"),
        ),
        migrations.AddConstraint(
            model_name="handling",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "returned"), _negated=True),
                fields=("county", "parent", "org", "round"),
                name="handling_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="handling",
            constraint=models.UniqueConstraint(
                condition=models.Q(("mode", "lead"), models.Q(("state", "returned"), _negated=True)),
                fields=("county", "parent", "round"),
                name="handling_one_lead",
            ),
        ),
    ]
