"""The centre's settings as they are typed, and what they mean. No Qt."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from intake_app.domain.languages import language_name, parse_language
from intake_app.domain.names import NameProblem, clean_name
from intake_app.errors import UserError
from intake_app.i18n import _, interface_language

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from intake_app.domain.records import Centre

_EXAMPLE = "+7 711 200 00 00"
_FEWEST_DIGITS = 3  # 112 is a number
_HOUR = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?")
TEXTS = ("name", "phone", "phone_hours", "doctor", "sheet_address", "tracing_phone")


def texts_of(centre: Centre) -> dict[str, str]:
    """What the fields show: recipients one a line, languages by their names."""
    shown = {name: str(getattr(centre, name)) for name in TEXTS}
    shown["meals"] = ", ".join(centre.meals)
    shown["recipients"] = "\n".join(centre.recipients)
    shown["host_languages"] = ", ".join(language_name(code, interface_language()) for code in centre.host_languages)
    return shown


class SettingsRefused(UserError):  # noqa: N818 - a refusal like the others
    """`problems` has a sentence for every field that cannot be taken; it speaks of the first itself."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = dict(problems)
        first = next(iter(self.problems))
        super().__init__("settings_refused", self.problems[first], _("Correct it and save again."), field=first)


def parse_settings(texts: Mapping[str, str]) -> dict[str, Any]:
    """The values that `services.centres.change_centre` takes; SettingsRefused for what cannot be taken, all at once."""
    readers: dict[str, Callable[[str], Any]] = {
        "name": partial(_name, "name"),
        "host_languages": _languages,
        "sheet_address": partial(_clean, "sheet_address"),
        "phone": partial(_phone, "phone"),
        "phone_hours": partial(_clean, "phone_hours"),
        "doctor": partial(_clean, "doctor"),
        "meals": _hours,
        "tracing_phone": partial(_phone, "tracing_phone"),
        "recipients": _recipients,
    }
    values, problems = dict[str, Any](), dict[str, str]()
    for name, read in readers.items():
        try:
            values[name] = read(texts.get(name, ""))
        except UserError as error:
            problems[name] = error.what
    if problems:
        raise SettingsRefused(problems)
    return values


def _name(field: str, text: str) -> str:
    cleaned = _clean(field, text)
    if not cleaned:
        raise _refused(field, _("A name is missing."))
    return cleaned


def _phone(field: str, text: str) -> str:
    """As typed: an extension or a name may stand behind it."""
    cleaned = _clean(field, text)
    if cleaned and sum(letter.isdecimal() for letter in cleaned) < _FEWEST_DIGITS:
        raise _refused(field, _("A phone number has digits, such as {example}.").format(example=_EXAMPLE))
    return cleaned


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
