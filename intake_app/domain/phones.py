"""Telephone numbers: stored as E.164 where they are certain, else as they were typed."""

from __future__ import annotations

import re
import unicodedata

_DIALLED = re.compile(r"\+?[0-9 ()\-]+")
_DASHES = re.compile("[\u00a0\u2007\u202f\t]|[\u2010-\u2015\u2212.]")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_CALLING_CODE = re.compile(r"\+ ?([0-9]{0,3})")


def normalise_phone(text: str, region: str) -> str:
    """E.164 (`+77011234567`) where `text` is one valid number, else `text` trimmed.

    `region` is the ISO 3166-1 alpha-2 code whose dialling rules hold for numbers without `+`. A country's
    calling code alone, as a form offers it, is no number and becomes empty. Text with words, an extension
    or a second number is kept: E.164 would lose them.
    """
    import phonenumbers

    trimmed = text.strip()
    plain = _plain_digits(trimmed)
    if _is_calling_code_alone(plain):
        return ""
    if not _DIALLED.fullmatch(plain):
        return trimmed
    try:
        number = phonenumbers.parse(plain, region.upper())
    except phonenumbers.NumberParseException:
        return trimmed
    if not phonenumbers.is_valid_number(number):
        return trimmed
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def show_phone(text: str) -> str:
    """A stored phone as people read it: E.164 in groups (`+7 701 123 45 67`), anything else as it is."""
    import phonenumbers

    if not re.fullmatch(r"\+[0-9]+", text):
        return text
    try:
        number = phonenumbers.parse(text)
    except phonenumbers.NumberParseException:
        return text
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _plain_digits(text: str) -> str:
    """ASCII digits, plain spaces and hyphens; invisible marks from pasted text are gone."""
    visible = _INVISIBLE.sub("", text)
    ascii_digits = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in visible)
    return _DASHES.sub("-", ascii_digits.replace("\uff0b", "+")).strip()


def _is_calling_code_alone(plain: str) -> bool:
    import phonenumbers

    match = _CALLING_CODE.fullmatch(plain)
    if match is None:
        return not plain
    digits = match.group(1)
    return not digits or int(digits) in phonenumbers.COUNTRY_CODE_TO_REGION_CODE
