"""Choices of the county as data: units of a rule, levels of a congress."""

from django.db.models import IntegerChoices, TextChoices


class Unit(TextChoices):
    """In what a rule's number is counted."""

    DAY = "day", "日"
    WORKDAY = "workday", "个工作日"
    MONTH = "month", "个月"
    PERCENT = "percent", "%"
    COUNT = "count", "次（个）"
    POINT = "point", "分"
    SECOND = "second", "秒"
    SWITCH = "switch", "（1是，0不是）"


class Level(IntegerChoices):
    """The five levels of congress. Source: 地方组织法 (2022) arts 7-8, docs/law/organic-law.md"""

    ANY = 0, "各级"
    TOWNSHIP = 1, "乡镇"
    COUNTY = 2, "县"
    CITY = 3, "市"
    PROVINCE = 4, "省"
    NATIONAL = 5, "全国"
