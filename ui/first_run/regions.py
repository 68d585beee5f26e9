"""Countries by name and their time zones, to choose from; from CLDR, loaded on first use."""

from __future__ import annotations

from functools import cache

from intake_app.domain.countries import country_codes, country_name, region_of
from intake_app.i18n import interface_language


def country_options() -> tuple[tuple[str, str], ...]:
    """(alpha-2 code, name) of every country, by name."""
    language = interface_language()
    named = [(region, country_name(code, language)) for region, code in _regions().items()]
    return tuple(sorted(named, key=lambda option: option[1].casefold()))


def zone_options(country: str) -> tuple[tuple[str, str], ...]:
    """(IANA name, how it is shown) of a country's time zones, by name; empty for an unknown country."""
    zones = sorted(zone for zone, territory in _territories().items() if territory == country and "/" in zone)
    return tuple((zone, f"{zone.rpartition('/')[2].replace('_', ' ')} ({zone})") for zone in zones)


def country_of_zone(zone: str) -> str:
    """The alpha-2 code of the country that a time zone is of; empty where it is of none, such as UTC."""
    territory = _territories().get(zone, "")
    return territory if territory in _regions() else ""


def load_regions() -> None:
    """Read the countries and zones, a tenth of a second, so that asking for them later costs nothing; on any thread."""
    country_options()
    _territories()


@cache
def _regions() -> dict[str, str]:
    """Alpha-2 to alpha-3 of every country; CLDR also has codes for parts of the world and for none of it."""
    return {region: code for code in country_codes() if (region := region_of(code))}


@cache
def _territories() -> dict[str, str]:
    from babel.core import get_global

    return dict(get_global("zone_territories"))
