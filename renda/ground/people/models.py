"""Accounts belong to one county; who acts is a person in a post, and posts have days."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import F, Q

from renda.ground.kernel.actor import Held, Role, holder_key
from renda.ground.kernel.clock import now
from renda.ground.kernel.sealed import SealedText
from renda.ground.people.queries import (
    AdminActQuerySet,
    OneTimeCodeQuerySet,
    OrganisationQuerySet,
    PostQuerySet,
    RosterDraftQuerySet,
    TokenQuerySet,
    UserManager,
    VacancyQuerySet,
)
from renda.ground.people.states import CodePurpose, Mode, OrgKind, Theme


class User(AbstractBaseUser):
    """A person's account (账号). `login` is unique within the county; the phone is sealed, found by `phone_index`."""

    county = models.ForeignKey("county.County", models.PROTECT, verbose_name="县", related_name="+")
    login = models.CharField("登录名", max_length=40)
    name = models.CharField("姓名", max_length=40)
    phone = SealedText("手机号", blank=True, default="")
    phone_index = models.CharField(max_length=64, blank=True, default="", editable=False)
    email = models.EmailField("电子邮箱", blank=True, default="")
    is_active = models.BooleanField("可以登录", default=True)
    is_operator = models.BooleanField("平台运维", default=False)
    must_change_password = models.BooleanField("须改密码", default=False)
    mode = models.CharField("字号", max_length=8, choices=Mode, blank=True, default=Mode.PLAIN)
    theme = models.CharField("外观", max_length=8, choices=Theme, blank=True, default=Theme.DEVICE)
    wants_sms = models.BooleanField("短信提醒", default=True)
    wants_email = models.BooleanField("邮件提醒", default=True)
    wants_chat = models.BooleanField("政务群提醒", default=False)
    # Page name → its views and columns (services/lists.py).
    lists = models.JSONField("列表", default=dict, blank=True)
    made_at = models.DateTimeField("建账号时间", default=now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    # The posts held today, set by queries.signed_in_user for the request's user; None elsewhere.
    held: tuple[Held, ...] | None = None

    USERNAME_FIELD = "login"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "账号"
        verbose_name_plural = "账号"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "login"], name="people_user_login"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["county", "phone_index"], name="people_user_phone"),
            models.Index(fields=["county", "name"], name="people_user_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """A body in which posts are held (机构): a congress, its office, a station, a government unit."""

    county = models.ForeignKey("county.County", models.PROTECT, verbose_name="县", related_name="+")
    kind = models.CharField("类别", max_length=12, choices=OrgKind)
    name = models.CharField("全称", max_length=100)
    short = models.CharField("简称", max_length=40, blank=True, default="")
    code = models.CharField("代码", max_length=40, blank=True, default="")
    paper_code = models.CharField("发文机关代字", max_length=20, blank=True, default="")
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name="上级机构", null=True, blank=True, related_name="children"
    )
    congress = models.ForeignKey(
        "self", models.PROTECT, verbose_name="所属人民代表大会", null=True, blank=True, related_name="+"
    )
    is_open = models.BooleanField("在用", default=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = "机构"
        verbose_name_plural = "机构"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "kind", "name"], name="people_org_name"),
            models.UniqueConstraint(fields=["county", "code"], condition=~Q(code=""), name="people_org_code"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        return self.short or self.name


class Post(models.Model):
    """Who holds which role where, since when and until when (职务). A deputising post names the absent one's."""

    county = models.ForeignKey("county.County", models.PROTECT, verbose_name="县", related_name="+")
    user = models.ForeignKey(User, models.PROTECT, verbose_name="任职人", related_name="posts")
    org = models.ForeignKey(Organisation, models.PROTECT, verbose_name="机构", related_name="posts")
    role = models.CharField("职责", max_length=16, choices=Role)
    title = models.CharField("职务名称", max_length=40, blank=True, default="")
    from_on = models.DateField("任职日")
    to_on = models.DateField("止职日", null=True, blank=True, help_text="含当日；空着表示在任")
    deputising_for = models.ForeignKey(
        "self", models.PROTECT, verbose_name="代谁履行", null=True, blank=True, related_name="deputies"
    )

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = "任职"
        verbose_name_plural = "任职"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["county", "user", "org", "role", "from_on"],
                condition=Q(deputising_for__isnull=True),
                name="people_post_once",
            ),
            models.UniqueConstraint(
                fields=["county", "user", "deputising_for", "from_on"], name="people_deputising_once"
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="people_post_days"
            ),
            models.CheckConstraint(
                condition=Q(deputising_for__isnull=True) | Q(to_on__isnull=False), name="people_deputising_ends"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["county", "org", "role"], name="people_post_holders")]

    def __str__(self) -> str:
        return f"{self.user} {self.org} {self.get_role_display()}"

    @property
    def key(self) -> str:
        return holder_key(self.role, self.org_id)


class Vacancy(models.Model):
    """A role that was held in an organisation and is held by nobody now (空缺); its work falls to `heir`, a post of the
    parent organisation. Derived: services.refresh_vacancies makes the rows anew whenever posts change, and each day.
    """

    county = models.ForeignKey("county.County", models.PROTECT, verbose_name="县", related_name="+")
    org = models.ForeignKey(Organisation, models.CASCADE, verbose_name="机构", related_name="+")
    role = models.CharField("职责", max_length=16, choices=Role)
    heir = models.ForeignKey(Post, models.CASCADE, verbose_name="由谁代办", related_name="vacancies")

    objects = VacancyQuerySet.as_manager()

    class Meta:
        verbose_name = "空缺"
        verbose_name_plural = "空缺"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "org", "role", "heir"], name="people_vacancy_once"),
        ]

    def __str__(self) -> str:
        return f"{self.org} {self.get_role_display()}"


class ApiToken(models.Model):
    """A program's way in, in a person's name (接口令牌). Only the digest is kept; the token is shown once."""

    county = models.ForeignKey("county.County", models.PROTECT, verbose_name="县", related_name="+")
    user = models.ForeignKey(User, models.CASCADE, verbose_name="以谁的名义", related_name="tokens")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    name = models.CharField("用途", max_length=60)
    made_at = models.DateTimeField("建立时间", default=now, editable=False)
    used_on = models.DateField("最近使用", null=True, blank=True)
    expires_at = models.DateTimeField("到期时间")

    objects = TokenQuerySet.as_manager()

    class Meta:
        verbose_name = "接口令牌"
        verbose_name_plural = "接口令牌"

    def __str__(self) -> str:
        return self.name


class OneTimeCode(models.Model):
    """A code that signs one person in once: printed on a slip or sent by SMS. Only its digest is kept."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    user = models.ForeignKey(User, models.CASCADE, related_name="codes")
    purpose = models.CharField(max_length=4, choices=CodePurpose)
    digest = models.CharField(max_length=64, editable=False)
    tries = models.PositiveSmallIntegerField(default=0)
    made_by_id = models.BigIntegerField(default=0)
    made_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    objects = OneTimeCodeQuerySet.as_manager()

    class Meta:
        verbose_name = "一次性登录码"
        verbose_name_plural = "一次性登录码"
        indexes: ClassVar = [models.Index(fields=["county", "digest"], name="people_code_digest")]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} {self.user_id}"


class RosterDraft(models.Model):
    """An uploaded roster between preview and loading. Its rows hold phone numbers, so they are sealed."""

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8)
    file_name = models.CharField(max_length=200)
    rows = SealedText()
    made_by = models.ForeignKey(User, models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=now)
    loaded_at = models.DateTimeField(null=True, blank=True)

    objects = RosterDraftQuerySet.as_manager()

    class Meta:
        verbose_name = "名册导入"
        verbose_name_plural = "名册导入"

    def __str__(self) -> str:
        return self.file_name


class AdminAct(models.Model):
    """One act of administration (管理记录): who, in which post, did what to whom. Append-only: the database refuses UPDATE,
    DELETE and TRUNCATE. Numbers of people and organisations, never their names or phones; by_id 0 is the platform itself.
    """

    county = models.ForeignKey("county.County", models.PROTECT, verbose_name="县", related_name="+")
    at = models.DateTimeField("时间", default=now)
    act = models.CharField("办了什么", max_length=20)
    by_id = models.BigIntegerField("谁办的", default=0)
    acted_as = models.CharField("以什么职务", max_length=120, default="")
    user_id = models.BigIntegerField("对谁", default=0)
    org_id = models.BigIntegerField("机构", default=0)
    role = models.CharField("职责", max_length=16, default="")
    facts = models.JSONField("内容", default=dict)

    objects = AdminActQuerySet.as_manager()

    class Meta:
        verbose_name = "管理记录"
        verbose_name_plural = "管理记录"
        indexes: ClassVar = [
            models.Index(fields=["county", "-id"], name="people_act_newest"),
            models.Index(fields=["county", "user_id", "-id"], name="people_act_of"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.act} {self.user_id}"


class Throttle(models.Model):
    """Attempts per key and window. The key is a digest: it may stand for an address or a phone."""

    key = models.CharField(max_length=64)
    window = models.BigIntegerField()
    count = models.PositiveIntegerField(default=0)
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "限次"
        verbose_name_plural = "限次"
        constraints: ClassVar = [models.UniqueConstraint(fields=["key", "window"], name="people_throttle_key")]

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.count}"
