"""A stored value in words, whichever field it is of. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from intake_app.domain.names import isolate
from intake_app.domain.phones import show_phone
from intake_app.i18n import _
from intake_app.messages import say_word
from ui.models.words import say_country, say_iso, say_languages

if TYPE_CHECKING:
    from collections.abc import Callable

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
