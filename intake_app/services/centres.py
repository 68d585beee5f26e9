"""The centre: set up once, its settings changed later."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from intake_app.domain.cards import is_centre_code, is_desk_code
from intake_app.domain.countries import parse_country, region_of
from intake_app.domain.ids import new_id
from intake_app.domain.names import NameProblem, clean_name
from intake_app.domain.records import Centre, Desk, User, id_of
from intake_app.domain.roles import Role
from intake_app.errors import UserError
from intake_app.i18n import _
from intake_app.services.deeds import Deed, refuse
from intake_app.services.open_register import OpenRegister, centre_of

if TYPE_CHECKING:
    from intake_app.domain.changes import Changes
    from intake_app.services.unit_of_work import UnitOfWork

MAX_CODES = 6
_DESK_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
TIME_ZONES = {"KZ": "Asia/Almaty"}
HOST_LANGUAGES = {"KZ": ("kaz", "rus")}
EDITABLE = (
    *("name", "phone", "phone_hours", "tracing_phone", "meals", "doctor", "sheet_address"),
    *("host_languages", "recipients"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CentreSetup:
    """The answers of the first run; `check_setup` makes them clean, the country an ISO 3166-1 alpha-2 code."""

    name: str
    code: str
    country: str
    desk: str
    user_name: str
    time_zone: str = ""


def check_setup(setup: CentreSetup) -> CentreSetup:
    """The same answers cleaned; UserError names the first that cannot be taken."""
    name, user_name = _clean("centre", setup.name), _clean("user", setup.user_name)
    code, desk = setup.code.strip().upper(), setup.desk.strip().upper()
    if not is_centre_code(code):
        raise _refused("code", _("The centre's code is not 2 to 4 letters A-Z or digits."))
    if not is_desk_code(desk) or len(code) + len(desk) > MAX_CODES:
        raise _refused("desk", _("The desk's code is not 1 to 3 letters A-Z or digits, 6 together with the centre's."))
    country = region_of(parse_country(setup.country) or "")
    if not country:
        raise _refused("country", _("This country is not known."))
    zone = setup.time_zone.strip() or TIME_ZONES.get(country, "")
    if not _is_zone(zone):
        raise _refused("time_zone", _("This time zone is not known; it is written like Asia/Oral."))
    return CentreSetup(name=name, code=code, country=country, desk=desk, user_name=user_name, time_zone=zone)


def found_centre(unit: UnitOfWork, setup: CentreSetup, user_id: str, replica: str) -> None:
    """Write the first records of a new register: the centre, its desk and its first manager."""
    centre = Centre(
        centre_id=new_id(),
        name=setup.name,
        code=setup.code,
        country=setup.country,
        time_zone=setup.time_zone,
        host_languages=HOST_LANGUAGES.get(setup.country, ()),
    )
    unit.create(centre)
    unit.create(User(user_id=user_id, name=setup.user_name, role=Role.MANAGER))
    open_desk(unit, setup.code, setup.desk, replica)


def open_desk(unit: UnitOfWork, centre_code: str, desk_code: str, replica: str) -> None:
    """Make this laptop a desk with its own block of card numbers."""
    unit.create(Desk(desk_id=new_id(), code=desk_code, replica=replica))
    unit.set_local("centre_code", centre_code)
    unit.set_local("desk_code", desk_code)


def read_centre(register: OpenRegister) -> Centre:
    """The centre this register is of."""
    with register.reading() as reading:
        return centre_of(reading)


def desk_code(register: OpenRegister) -> str:
    """The code of this laptop's desk."""
    with register.reading() as reading:
        return reading.local("desk_code")


def change_centre(register: OpenRegister, values: dict[str, Any]) -> Changes:
    """Save settings of the centre; only those in `EDITABLE`. UserError `manager_only` for the other roles."""
    refuse(register.session, Deed.SETTINGS)
    with register.writing("settings") as unit:
        centre = centre_of(unit)
        changed = replace(centre, **{name: values[name] for name in EDITABLE if name in values})
        if not changed.name.strip():
            raise _refused("name", _("The centre's name is empty."))
        unit.update(changed, unit.heads(id_of(centre)))
        return unit.commit()


def renew_desk(register: OpenRegister, replica: str, wanted: str = "") -> str:
    """Make a restored or copied register a desk of its own, with a code and a block of card numbers no one has.

    Without a wanted code it is the old one's first character and two random ones: two copies restored
    apart from each other must not give out the same numbers.
    """
    with register.writing("restore") as unit:
        centre = centre_of(unit)
        known = {desk.code for desk in unit.all(Desk)}
        code = wanted.strip().upper() or _random_desk(unit.local("desk_code"), MAX_CODES - len(centre.code), known)
        if not is_desk_code(code) or len(centre.code) + len(code) > MAX_CODES or code in known:
            raise _refused("desk", _("This desk code cannot be used, or a desk has it already."))
        open_desk(unit, centre.code, code, replica)
        unit.set_local("replica", replica)
        unit.set_local("laptop", "")  # where it lies from now on is noted anew (`opening.laptops`)
        unit.commit()
    return code


def expect_recovery_key(unit: UnitOfWork) -> None:
    """Note that the recovery key was made and nobody has shown yet that it stands on paper."""
    unit.set_local("recovery_key", "expected")


def is_recovery_key_expected(register: OpenRegister) -> bool:
    """Whether set-up in the window ended before its recovery key was typed back."""
    with register.reading() as reading:
        return reading.local("recovery_key") == "expected"


def confirm_recovery_key(register: OpenRegister) -> None:
    """Note that the recovery key was typed back from paper."""
    with register.writing("settings") as unit:
        unit.set_local("recovery_key", "confirmed")
        unit.commit()


def _random_desk(old: str, longest: int, known: set[str]) -> str:
    while True:
        tail = "".join(secrets.choice(_DESK_ALPHABET) for _place in range(min(3, longest) - 1))
        if (code := f"{old[:1]}{tail}") not in known:
            return code


def _clean(field: str, text: str) -> str:
    try:
        name = clean_name(text)
    except NameProblem:
        raise _refused(field, _("This name holds characters that cannot be kept, or is too long.")) from None
    if not name:
        raise _refused(field, _("A name is missing."))
    return name


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return bool(name)


def _refused(field: str, what: str) -> UserError:
    return UserError("setup_refused", what, _("Correct it and go on."), field=field)
