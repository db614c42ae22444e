"""Arithmetic of the money: heads times rate, what is left. Decimal only, no database, no clock."""

from decimal import Decimal

CENT = Decimal("0.01")


def planned_yuan(heads: int, rate_yuan: Decimal) -> Decimal:
    """Deputies × yuan each: 941 × 800 = 752,800.00. Source: DOMAIN H14"""
    return (heads * rate_yuan).quantize(CENT)


def share(part: Decimal, whole: Decimal) -> int:
    """Whole percent of `whole`, rounded down, so that 100 means all of it; 0 of nothing."""
    return int(part * 100 // whole) if whole else 0
