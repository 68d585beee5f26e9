"""A stored value in words of the language in force, whichever field it is of; both doors and what is printed say it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from intake_app.domain.countries import country_name
from intake_app.domain.dates import PartialDate
from intake_app.domain.languages import language_name
from intake_app.domain.names import isolate
from intake_app.domain.phones import show_phone
from intake_app.i18n import _, interface_language
from intake_app.messages import say_word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def say_iso(iso: str) -> str:
    """A full or partial ISO date in words: `25 May 1997`, `May 1997`, `1997`; empty stays empty."""
    if not iso:
        return ""
    from babel.dates import format_date

    found = PartialDate.parse_iso(iso)
    pattern = "d MMMM y" if found.day else "LLLL y" if found.month else "y"
    return format_date(found.earliest(), pattern, locale=interface_language())


def say_country(code: str) -> str:
    """The country's name; empty stays empty."""
    return country_name(code, interface_language()) if code else ""


def say_languages(codes: Iterable[str]) -> str:
    """`Russian, Kazakh`."""
    return ", ".join(language_name(code, interface_language()) for code in codes)


def say_value(name: str, value: Any) -> str:
    """A stored value in words; empty for nothing."""
    if value in (None, "", [], ()):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name == "languages":
        return say_languages(value)
    if name in _KINDS:
        return say_word(_KINDS[name], str(value))
    return _SAYERS.get(name, isolate)(str(value))


_COUNTRIES = ("citizenship", "document_country")
_DATES = (
    *("birth_date", "issued_on", "expires_on", "entered_on", "arrived_on", "departed_on", "starts_on", "ends_on"),
    *("given_on", "voided_on", "noted_on", "met_on"),
)
_SAYERS: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(_COUNTRIES, say_country),
    **dict.fromkeys(_DATES, say_iso),
    "phone": lambda text: isolate(show_phone(text)),
}
_KINDS = {"document_type": "document_type", "sleeps": "sleeps", "need_code": "need", "sex": "sex"} | {
    name: name for name in ("intention", "departure")
}
