"""Checklists by version, a station's yearly check by one of them, and the texts for its wall."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.urls import reverse

from renda.network.activities.models import StationMatter
from renda.network.standards import rules
from renda.network.standards.queries import CheckQuerySet, VersionQuerySet
from renda.network.standards.states import ANSWERS, Answer, CheckState, Sort
from renda.network.stations.states import StationKind


class Version(models.Model):
    """County data by version: a change is a new row, so that what was made with the old one stays as it was.

    is_packaged: our default, kept as a row once it was used. valid_from: the first day it holds.
    """

    county = models.ForeignKey("county.County", models.PROTECT, related_name="+")
    key = models.CharField("编号", max_length=24)
    version = models.PositiveSmallIntegerField("第几版")
    title = models.CharField("名称", max_length=40)
    source = models.CharField("依据", max_length=120, blank=True, default="")
    valid_from = models.DateField("从哪天起")
    is_packaged = models.BooleanField("平台默认", default=False)

    objects = VersionQuerySet.as_manager()

    class Meta:
        abstract = True


class Checklist(Version):
    """What a station is checked against (六有、两室三区). items: [{"name", "basis", "fact"}]. Source: DOMAIN H6, H7"""

    sort = models.CharField("怎样回答", max_length=8, choices=Sort, default=Sort.PLAIN)
    items = models.JSONField("项目", default=list)

    class Meta:
        verbose_name = verbose_name_plural = "标准清单"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "key", "version"], name="checklist_version"),
        ]

    def __str__(self) -> str:
        return f"{self.title}（第{self.version}版）"

    @property
    def names(self) -> list[str]:
        return [item["name"] for item in self.items]

    @property
    def lines(self) -> str:
        return rules.lines_of(self.items)


class WallText(Version):
    """A rule of the station to print and hang up (制度上墙). kinds: of `StationKind`, empty for all. Source: DOMAIN H13"""

    kinds = models.JSONField("哪些家站用", default=list)
    text = models.TextField("正文", max_length=4000)
    is_shown = models.BooleanField("在用", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "上墙制度"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "key", "version"], name="wall_text_version"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("standards:chart", args=[self.key])

    def is_for(self, kinds: Iterable[str]) -> bool:
        return not self.kinds or bool(set(self.kinds) & set(kinds))

    @property
    def kind_labels(self) -> list[str]:
        return [str(StationKind(kind).label) for kind in self.kinds]

    @property
    def lines(self) -> list[str]:
        return [line.strip() for line in self.text.splitlines() if line.strip()]


class Check(StationMatter):
    """One station, one list, one year: what the station, the town and the county found. Source: DOMAIN H6, H7

    self_answers, town_answers, county_answers: item → {"answer", "remark", "m2"}. fixes: item → {"on", "text"}, what was put
    right since. gaps: the items that still lack something, gap_count of them.
    """

    kind: ClassVar[str] = "station_check"

    checklist = models.ForeignKey(Checklist, models.PROTECT, related_name="+", verbose_name="标准清单")
    key = models.CharField("哪种清单", max_length=24)
    year = models.PositiveSmallIntegerField("年度")
    self_answers = models.JSONField("自查", default=dict)
    town_answers = models.JSONField("镇核查", default=dict)
    county_answers = models.JSONField("县核查", default=dict)
    fixes = models.JSONField("整改", default=dict)
    gaps = models.JSONField("缺项", default=list)
    gap_count = models.PositiveSmallIntegerField("缺几项", default=0)
    done_on = models.DateField("核定日", null=True)

    objects = CheckQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "家站标准核查"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "station", "key", "year"], name="check_of_year"),
            models.CheckConstraint(name="check_done_has_day",
                                   condition=~models.Q(state=CheckState.DONE) | models.Q(done_on__isnull=False)),
        ]  # fmt: skip
        indexes: ClassVar = [models.Index(fields=["county", "year", "key", "state"], name="check_of_list")]

    def __str__(self) -> str:
        return self.title_line()

    def get_state_display(self) -> str:
        return CheckState(self.state).label

    def title_line(self) -> str:
        return f"{self.station.name}{self.year}年{self.checklist.title}核查"

    def get_absolute_url(self) -> str:
        return reverse("standards:check", args=[self.pk])

    @property
    def current(self) -> dict[str, dict[str, Any]]:
        """What was found last: by the county, else the town, else the station itself."""
        found: dict[str, dict[str, Any]] = self.county_answers or self.town_answers or self.self_answers
        return found

    @property
    def found(self) -> list[dict[str, Any]]:
        """Each item with what each of the three found, its remark and what was put right, for pages and JSON."""
        said = (("自查", self.self_answers), ("镇核查", self.town_answers), ("县核查", self.county_answers))
        return [
            {
                **item, **self.current.get(item["name"], {}), "fix": self.fixes.get(item["name"]),
                "lacks": item["name"] in self.gaps,
                "label": label_of(self.current, item["name"]),
                "said": [(who, label_of(part, item["name"])) for who, part in said],
            }
            for item in self.checklist.items
        ]  # fmt: skip


def label_of(answers: dict[str, dict[str, Any]], name: str) -> str:
    """An answer in words, empty if there is none."""
    said = answers.get(name, {}).get("answer")
    return str(Answer(said).label) if said else ""


def choices_of(sort: str) -> list[tuple[str, str]]:
    return [(str(one.value), str(one.label)) for one in ANSWERS[Sort(sort)]]
