"""Counting attempts to sign in: per account and per address, in the database, for all processes together."""

import hashlib

from renda.ground.people.rules import PER_ACCOUNT, PER_ADDRESS, QUARTER_HOUR
from renda.ground.people.services.throttle import forget, give_back, throttle


def count_attempt(*, county_id: int, who: str, address: str) -> None:
    """One attempt for the account `who` (as typed; empty for a passkey or a slip) from `address`. Raises TooMany."""
    throttle(f"address:{county_id}:{address}", limit=PER_ADDRESS, seconds=QUARTER_HOUR)
    if who:
        throttle(f"account:{county_id}:{who.lower()}", limit=PER_ACCOUNT, seconds=QUARTER_HOUR)


def attempt_was_right(*, county_id: int, who: str, address: str) -> None:
    """It was the person: an office behind one address is not locked out by its own rightful sign-ins."""
    give_back(f"address:{county_id}:{address}", seconds=QUARTER_HOUR)
    forget(f"account:{county_id}:{who.lower()}")


def count_second_factor(*, user_id: int, code: str = "") -> None:
    """One attempt at the second factor; the same six digits are taken once a minute, whatever process asks."""
    throttle(f"second:{user_id}", limit=PER_ACCOUNT, seconds=QUARTER_HOUR)
    if code:
        digest = hashlib.sha256(code.strip().encode()).hexdigest()
        throttle(f"second-used:{user_id}:{digest}", limit=1, seconds=60, text="这个验证码刚用过，请等下一个再输。")


def second_factor_was_right(*, user_id: int) -> None:
    forget(f"second:{user_id}")
