"""Choices of deputies."""

from django.db.models import IntegerChoices, TextChoices


class Level(IntegerChoices):
    """At which of the five levels of congress the deputy sits (五级代表)."""

    TOWNSHIP = 1, "镇代表"
    COUNTY = 2, "县代表"
    CITY = 3, "市代表"
    PROVINCE = 4, "省代表"
    NATIONAL = 5, "全国代表"

    @property
    def short(self) -> str:
        """One character, for marks in lists."""
        return ["", "镇", "县", "市", "省", "国"][self.value]


class Gender(TextChoices):
    UNKNOWN = "", "未填"
    MALE = "m", "男"
    FEMALE = "f", "女"
