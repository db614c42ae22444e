"""Reads an announced holiday year from the text of a file: CSV (日期,名称,休或班) or JSON. Pure, every fault named."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from renda.ground.kernel.errors import Invalid

STATUTORY = ("元旦", "春节", "清明", "劳动节", "端午", "中秋", "国庆")
OFF_WORDS, WORK_WORDS = {"休", "放假", "休息", "off"}, {"班", "上班", "调休上班", "work"}
SAMPLE = "日期,名称,休或班\n2027-01-01,元旦,休\n2027-02-07,春节,班"


@dataclass(frozen=True, slots=True)
class HolidayDay:
    day: date
    name: str
    is_workday: bool

    def as_row(self) -> list[Any]:
        return [self.day.isoformat(), self.name, self.is_workday]


def read_holidays(text: str, year: int) -> list[HolidayDay]:
    """The days of one announced year. Raises Invalid, naming the line, if anything in it is wrong or missing.

    A year's notice may hold days of the last week before and the first after it.
    Source: 全国年节及纪念日放假办法 (seven statutory holidays), docs/law/holidays.md
    """
    text = text.lstrip("\ufeff").strip()
    if not text:
        raise Invalid("文件是空的，请重新选择。", field="file")
    found = list(_from_json(text) if text.startswith(("{", "[")) else _from_csv(text))
    days = [day for day in found if _belongs(day.day, year)]
    _check(days, year)
    return sorted(days, key=lambda day: day.day)


def from_rows(rows: Iterable[list[Any]]) -> list[HolidayDay]:
    return [HolidayDay(date.fromisoformat(day), name, is_workday) for day, name, is_workday in rows]


def _from_json(text: str) -> Iterator[HolidayDay]:
    try:
        content = json.loads(text)
        rows = content["days"] if isinstance(content, dict) else content
        for row in rows:
            yield HolidayDay(date.fromisoformat(row["date"]), str(row["name"])[:40], not row["isOffDay"])
    except (ValueError, KeyError, TypeError) as error:
        raise Invalid("JSON 文件里每一天要有 date、name、isOffDay 三项，请核对。", field="file") from error


def _from_csv(text: str) -> Iterator[HolidayDay]:
    reader = csv.DictReader(io.StringIO(text))
    missing = {"日期", "名称", "休或班"} - set(reader.fieldnames or ())
    if missing:
        raise Invalid(f"第1行要写明列名：日期、名称、休或班；缺少{'、'.join(sorted(missing))}。", field="file")
    for line, row in enumerate(reader, start=2):
        if any(row.values()):
            yield _csv_day(row, line)


def _csv_day(row: dict[str, Any], line: int) -> HolidayDay:
    name, word = (row["名称"] or "").strip(), (row["休或班"] or "").strip()
    try:
        day = date.fromisoformat((row["日期"] or "").strip().replace("/", "-"))
    except ValueError as error:
        raise Invalid(f"第{line}行的日期“{row['日期']}”看不懂，请写成 2027-01-01 这样。", field="file") from error
    if not name or len(name) > 40:
        raise Invalid(f"第{line}行要写节日名称，最多40个字。", field="file")
    if word not in OFF_WORDS | WORK_WORDS:
        raise Invalid(f"第{line}行的“休或班”只能写“休”或“班”。", field="file")
    return HolidayDay(day, name, word in WORK_WORDS)


def _belongs(day: date, year: int) -> bool:
    return day.year == year or (day.year == year - 1 and day.month == 12) or (day.year == year + 1 and day.month == 1)


def _check(days: list[HolidayDay], year: int) -> None:
    if not any(day.day.year == year for day in days):
        raise Invalid(f"文件里没有{year}年的日子，请核对年份。", field="file")
    seen: set[date] = set()
    for day in days:
        if day.day in seen:
            raise Invalid(f"{day.day}写了两次，请留一行。", field="file")
        seen.add(day.day)
        if day.is_workday and day.day.weekday() < 5:
            raise Invalid(f"{day.day}本来就是上班的日子，不能再写“班”。", field="file")
    named = "".join(day.name for day in days if not day.is_workday)
    missing = [name for name in STATUTORY if name not in named]
    if missing:
        raise Invalid(f"没有找到{'、'.join(missing)}，请核对文件是否完整。", field="file")
