"""How official papers write numbers, days and money. Pure. Source: GB/T 9704-2012 7.2.5, 7.3.5; GB/T 15835-2011."""

from datetime import date
from decimal import Decimal

DIGITS = "零一二三四五六七八九"
CAPITALS = "零壹贰叁肆伍陆柒捌玖"
SMALL_UNITS = ("", "十", "百", "千")
CAPITAL_UNITS = ("", "拾", "佰", "仟")
LARGE_UNITS = ("", "万", "亿", "万亿")
LIMIT = 10**16


def paper_number(series: str, year: int, number: int) -> str:
    """发文字号: `高交函〔2026〕18号`; six-cornered brackets, no padding, no 第."""
    return f"{series}〔{year}〕{number}号"


def paper_day(day: date) -> str:
    """成文日期: `2026年5月26日`, month and day without a leading zero."""
    return f"{day.year}年{day.month}月{day.day}日"


def chinese_number(number: int) -> str:
    """`十九`, `一百零五`, `二万零三十`; below zero with 负. Below 10^16."""
    if number < 0:
        return "负" + chinese_number(-number)
    words = _words(number, DIGITS, SMALL_UNITS)
    return words[1:] if words.startswith("一十") else words


def capital_money(yuan: Decimal) -> str:
    """人民币大写: `壹万零叁佰元伍角整`. Two places at most, rounding is the caller's. Raises ValueError."""
    if yuan != yuan.quantize(Decimal("0.01")) or abs(yuan) >= LIMIT:
        raise ValueError("金额最多两位小数，且小于一亿亿元。")
    if yuan < 0:
        return "负" + capital_money(-yuan)
    whole, cents = divmod(int(yuan * 100), 100)
    head = _words(whole, CAPITALS, CAPITAL_UNITS) + "元" if whole or not cents else ""
    jiao, fen = divmod(cents, 10)
    if not cents:
        return head + "整"
    middle = f"{CAPITALS[jiao]}角" if jiao else "零" if whole else ""
    return head + middle + (f"{CAPITALS[fen]}分" if fen else "整")


def _words(number: int, digits: str, units: tuple[str, ...]) -> str:
    """Groups of four digits, one 零 for any run of noughts between digits."""
    if number >= LIMIT:
        raise ValueError("数目太大。")
    if number == 0:
        return digits[0]
    text, gap = "", False
    for place in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**place % 10
        if digit:
            text += (digits[0] if gap and text else "") + digits[digit] + units[place % 4]
        gap = digit == 0
        if place % 4 == 0 and number // 10**place % 10**4:
            text += LARGE_UNITS[place // 4]
    return text
