"""States of a year's money, and what it is spent on. Source: DOMAIN 3.1 H14"""

from decimal import Decimal

from django.db.models import TextChoices

TOWNSHIP, COUNTY = 1, 2
# Yuan per deputy and year, where the county has set nothing. Source: 高县 (DOMAIN H14)
DEFAULT_RATES = {COUNTY: Decimal("1500.00"), TOWNSHIP: Decimal("800.00")}


class FundState(TextChoices):
    PLANNED = "planned", "已计划"
    APPROPRIATED = "appropriated", "已拨付"
    SPENT = "spent", "使用中"
    SETTLED = "settled", "已结算"


class Purpose(TextChoices):
    """What deputies' activity money pays for. Source: 代表法 (2025) arts 41-42 [the split is inferred]"""

    ALLOWANCE = "allowance", "无固定工资收入代表补贴"
    ACTIVITY = "activity", "代表小组和家站活动"
    SURVEY = "survey", "视察、调研"
    TRAINING = "training", "学习培训"
    SUPPLIES = "supplies", "办公、资料"
    OTHER = "other", "其他"
