"""Small things about text: masks for people's data, and what a person types."""

import re
import unicodedata

PHONE = re.compile(r"1[3-9]\d{9}")
IDENTITY = re.compile(r"(?<!\d)\d{17}[\dXx](?![\dXx])")
GAP = r"[\s-]{0,3}"
# As they stand in papers: whole, or in groups with blanks, a dash or the end of a line between.
WRITTEN = re.compile(
    rf"(?<!\d)(?:\d{{6}}{GAP}\d{{4}}{GAP}\d{{4}}{GAP}\d{{3}}[\dXx](?![\dXx])|1[3-9]\d{GAP}\d{{4}}{GAP}\d{{4}}(?!\d))"
)


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


def mask_numbers(text: str) -> str:
    """The text with every mobile number masked and every identity number taken out, also those written in groups: for what is kept once more.

    >>> mask_numbers("电话138 0013 6021或8613900136021，身份证511525198001011234")
    '电话138****6021或86139****6021，身份证****'
    """

    def mask(found: re.Match[str]) -> str:
        number = "".join(found.group().replace("-", " ").split())
        return mask_phone(number) if PHONE.fullmatch(number) else "****"

    return mask_phones(WRITTEN.sub(mask, text))
