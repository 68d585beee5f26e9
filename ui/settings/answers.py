"""The centre's settings as they are typed, and what they mean. No Qt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from intake_app.domain.languages import language_name, parse_language
from intake_app.domain.names import NameProblem, clean_name
from intake_app.errors import UserError
from intake_app.i18n import _, interface_language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.domain.records import Centre

_HOUR = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?")
TEXTS = ("name", "phone", "phone_hours", "doctor", "sheet_address", "tracing_phone")


def texts_of(centre: Centre) -> dict[str, str]:
    """What the fields show: recipients one a line, languages by their names."""
    shown = {name: str(getattr(centre, name)) for name in TEXTS}
    shown["meals"] = ", ".join(centre.meals)
    shown["recipients"] = "\n".join(centre.recipients)
    shown["host_languages"] = ", ".join(language_name(code, interface_language()) for code in centre.host_languages)
    return shown


def parse_settings(texts: Mapping[str, str]) -> dict[str, Any]:
    """The values that `services.centres.change_centre` takes; UserError, with its field, for what cannot be taken."""
    values: dict[str, Any] = {name: _clean(name, texts.get(name, "")) for name in TEXTS}
    values["meals"] = _hours(texts.get("meals", ""))
    values["recipients"] = _recipients(texts.get("recipients", ""))
    values["host_languages"] = _languages(texts.get("host_languages", ""))
    return values


def _recipients(text: str) -> tuple[str, ...]:
    lines = _lines(text)
    if not lines:
        return ()
    from intake_app.exchange.sealing import check_recipients

    return check_recipients(lines)


def _languages(text: str) -> tuple[str, ...]:
    codes: list[str] = []
    for part in _parts(text):
        code = parse_language(part)
        if code is None:
            raise _refused("host_languages", _("One of these languages is not known."))
        if code not in codes:
            codes.append(code)
    return tuple(codes)


def _hours(text: str) -> tuple[str, ...]:
    """Hours of the day as `08:00`, from `8`, `8:00` or `8.00`, separated by commas."""
    hours = []
    for part in _parts(text):
        found = _HOUR.fullmatch(part)
        if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
            raise _refused("meals", _("Write hours of the day, such as 8:00, 13:00, 19:00."))
        hours.append(f"{int(found[1]):02}:{found[2] or '00'}")
    return tuple(hours)


def _parts(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,;\n]", text) if part.strip()]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _clean(field: str, text: str) -> str:
    try:
        return clean_name(text)
    except NameProblem:
        raise _refused(field, _("This holds characters that cannot be kept, or is too long.")) from None


def _refused(field: str, what: str) -> UserError:
    return UserError("settings_refused", what, _("Correct it and save again."), field=field)
