"""Small things about text: masks for people's data, and what a person types."""

import re
import unicodedata

PHONE = re.compile(r"1[3-9]\d{9}")


def mask_phone(phone: str) -> str:
    """`138****5678`; anything that is no mobile number shows its last two digits only."""
    if PHONE.fullmatch(phone):
        return f"{phone[:3]}****{phone[-4:]}"
    return f"****{phone[-2:]}" if phone else ""


def mask_name(name: str) -> str:
    """`王＊＊`: the family name stays."""
    return name[:1] + "＊" * (len(name) - 1)


def tidy_phone(typed: str) -> str:
    """A mobile number as eleven digits, from what was typed (spaces, dashes, full-width digits, +86)."""
    digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", typed))
    return digits[2:] if len(digits) == 13 and digits.startswith("86") else digits


def tidy_text(typed: str) -> str:
    """Line ends made one, control characters and outer blanks taken off; the words stay."""
    text = typed.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c)[0] != "C").strip()


def mask_phones(text: str) -> str:
    """The text with every mobile number in it masked, for lists, notices and public pages."""
    return PHONE.sub(lambda found: mask_phone(found.group()), text)
