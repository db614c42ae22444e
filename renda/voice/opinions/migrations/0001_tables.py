import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import renda.ground.kernel.clock
import renda.ground.kernel.keys
import renda.ground.kernel.sealed


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("activities", "0001_tables"),
        ("county", "0001_tables"),
        ("deputies", "0001_tables"),
        ("people", "0001_tables"),
        ("people", "__first__"),
        ("stations", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Opinion",
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
                    "code",
                    models.CharField(
                        default=renda.ground.kernel.keys.random_code,
                        editable=False,
                        max_length=24,
                        verbose_name="回执编号",
                    ),
                ),
                ("text", models.TextField(verbose_name="什么事，希望怎么办")),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="在哪里")),
                ("village", models.CharField(blank=True, max_length=60, verbose_name="村（社区）")),
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
                (
                    "entry",
                    models.CharField(
                        choices=[
                            ("qr", "扫码"),
                            ("phone", "电话"),
                            ("paper", "纸条"),
                            ("visit", "当面说"),
                            ("offline", "离线补交"),
                        ],
                        default="qr",
                        max_length=10,
                        verbose_name="来源",
                    ),
                ),
                ("received_on", models.DateField(default=renda.ground.kernel.clock.today, verbose_name="收到日期")),
                ("is_read_back", models.BooleanField(default=False, verbose_name="已念给本人听并同意")),
                ("intake_digest", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "guidance",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("lawsuit", "正在打官司"),
                            ("reconsideration", "行政复议、仲裁中"),
                            ("petition", "信访办理、复查中"),
                            ("tender", "招标投标"),
                            ("business", "买卖、借贷等个人纠纷"),
                            ("case", "具体案件"),
                            ("emergency", "紧急求助"),
                            ("not_here", "不属于本县的事"),
                        ],
                        max_length=20,
                        verbose_name="为什么代表不能办",
                    ),
                ),
                ("guided_to", models.CharField(blank=True, max_length=200, verbose_name="可以找哪里")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("guided_away", "指路"),
                            ("answered", "当场答复"),
                            ("deputy", "代表协调解决"),
                            ("village", "村里办"),
                            ("town", "镇里办"),
                            ("county", "县级单位办"),
                            ("suggestion", "转代表建议"),
                            ("livelihood", "转民生实事候选"),
                            ("topic", "转监督议题"),
                            ("legislation", "转立法意见"),
                            ("other_channel", "转其他渠道"),
                            ("withdrawn", "本人说不用办了"),
                        ],
                        max_length=20,
                        verbose_name="去向",
                    ),
                ),
                ("other_number", models.CharField(blank=True, max_length=60, verbose_name="其他渠道的编号")),
                ("result", models.TextField(blank=True, verbose_name="结果")),
                ("result_link", models.CharField(blank=True, max_length=200, verbose_name="公开地址")),
                ("became_number", models.CharField(blank=True, max_length=60, verbose_name="建议编号")),
                ("became_title", models.CharField(blank=True, max_length=200, verbose_name="建议标题")),
                (
                    "told_way",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("face", "当面"),
                            ("phone", "电话"),
                            ("sms", "短信"),
                            ("receipt", "回执页"),
                            ("letter", "书面"),
                        ],
                        max_length=10,
                        verbose_name="告知方式",
                    ),
                ),
                ("told_on", models.DateField(null=True, verbose_name="告知日期")),
                (
                    "rating",
                    models.CharField(
                        blank=True,
                        choices=[("satisfied", "满意"), ("basic", "基本满意"), ("dissatisfied", "不满意")],
                        max_length=16,
                        verbose_name="评价",
                    ),
                ),
                ("reopened", models.PositiveSmallIntegerField(default=0, verbose_name="再办次数")),
                ("complaint", models.TextField(blank=True, default="", verbose_name="投诉")),
                ("erased_at", models.DateTimeField(null=True, verbose_name="删除时间")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
                (
                    "deputy",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
                        to="deputies.deputy",
                        verbose_name="代表",
                    ),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="activities.activity",
                        verbose_name="在哪次接待上说的",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="代为登记",
                    ),
                ),
                (
                    "station",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
                        to="stations.station",
                        verbose_name="家站",
                    ),
                ),
                (
                    "target_org",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                        verbose_name="在办单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "群众意见",
                "verbose_name_plural": "群众意见",
                "indexes": [
                    models.Index(fields=["county", "-id"], name="opinion_newest"),
                    models.Index(fields=["county", "station", "-id"], name="opinion_of_station"),
                    models.Index(fields=["county", "state", "-id"], name="opinion_in_state"),
                    models.Index(fields=["county", "deputy", "-id"], name="opinion_of_deputy"),
                    models.Index(fields=["county", "target_org", "-id"], name="opinion_of_holder"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("county", "code"), name="opinion_code"),
                    models.CheckConstraint(condition=models.Q(("reopened__lte", 1)), name="opinion_reopened_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "guided"), _negated=True),
                            models.Q(("guidance", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="opinion_guided_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["village", "town", "county"]), _negated=True),
                            ("target_org__isnull", False),
                            _connector="OR",
                        ),
                        name="opinion_passed_on_has_holder",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "taken"), _negated=True), ("deputy__isnull", False), _connector="OR"
                        ),
                        name="opinion_taken_by_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "told"), _negated=True), ("told_on__isnull", False), _connector="OR"
                        ),
                        name="opinion_told_on_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("erased_at__isnull", True), ("text", ""), _connector="OR"),
                        name="opinion_erased_is_empty",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                (
                    "opinion",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="contact",
                        serialize=False,
                        to="opinions.opinion",
                    ),
                ),
                ("name", renda.ground.kernel.sealed.SealedText(blank=True, default="", verbose_name="称呼")),
                ("phone", renda.ground.kernel.sealed.SealedText(blank=True, default="", verbose_name="手机号")),
                ("phone_index", models.CharField(blank=True, max_length=64)),
                ("confirmed_at", models.DateTimeField(null=True, verbose_name="手机号已核实")),
                ("asked_digest", models.CharField(blank=True, editable=False, max_length=64)),
                ("asked_at", models.DateTimeField(editable=False, null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0, editable=False)),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="county.county"
                    ),
                ),
            ],
            options={
                "verbose_name": "联系方式",
                "verbose_name_plural": "联系方式",
                "indexes": [models.Index(fields=["county", "phone_index"], name="contact_by_phone")],
            },
        ),
    ]
