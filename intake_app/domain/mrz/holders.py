"""Names out of the name field of a machine-readable zone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from intake_app.domain.mrz.checks import FILLER
from intake_app.domain.mrz.findings import MrzFinding

if TYPE_CHECKING:
    from intake_app.domain.mrz.letters import LetterTable

_SYNTAX = re.compile(r"([A-Z]+(?:<[A-Z]+)*)(?:<<([A-Z]+(?:<[A-Z]+)*))?<*")
_RUSSIAN_SYNTAX = re.compile(r"([A-Z0-9]+(?:<[A-Z0-9]+)*)(?:<<([A-Z0-9]+(?:<[A-Z0-9]+)*))?<*")
# Particles that end a patronymic of two words, as the letter table gives them.
_PARTICLES = frozenset(("оглы", "оглу", "кызы", "улы", "уулу", "угли", "кизи", "гызы"))

Names = tuple[dict[str, str], list[MrzFinding]]


def latin_names(field: str) -> Names:
    """`family_name_latin` and `given_name_latin` of an ICAO name field, words parted by one space."""
    names = {"family_name_latin": "", "given_name_latin": ""}
    match = _SYNTAX.fullmatch(field)
    if match is None:
        return names, [MrzFinding("family_name_latin", "name_syntax", "error")]
    names["family_name_latin"] = _words(match.group(1))
    names["given_name_latin"] = _words(match.group(2) or "")
    findings = _cut(field, "given_name_latin")
    if match.group(2) is None:
        findings.append(MrzFinding("given_name_latin", "given_name_missing", "note"))
    return names, findings


def russian_names(field: str, letters: LetterTable | None) -> Names:
    """`family_name`, `given_name` and `patronymic` in Cyrillic from the field of a Russian internal passport.

    The last word of the second part is the patronymic, with the word before it where it ends in a particle
    (Али оглы); with one word there is none. A hyphen in a name is a filler in the zone and comes back as a space.
    """
    names = {"family_name": "", "given_name": "", "patronymic": ""}
    match = _RUSSIAN_SYNTAX.fullmatch(field)
    if letters is None:
        return names, [MrzFinding("family_name", "letter_table_missing", "error")]
    if match is None or not letters.can_decode(field.replace(FILLER, "")):
        return names, [MrzFinding("family_name", "name_syntax", "error")]
    family, second = ([letters.decode(word) for word in part.split(FILLER)] for part in (match[1], match[2] or ""))
    own = _own_words(second)
    names["family_name"] = " ".join(family)
    names["given_name"], names["patronymic"] = " ".join(second[:own]), " ".join(second[own:])
    findings = _cut(field, "patronymic")
    if not second[0]:
        findings.append(MrzFinding("given_name", "given_name_missing", "note"))
    if len(second) > 2:
        findings.append(MrzFinding("patronymic", "patronymic_assumed", "note"))
    if not letters.is_confirmed:
        findings.extend(MrzFinding(name, "letter_table_unconfirmed", "note") for name in names if names[name])
    return names, findings


def _own_words(second: list[str]) -> int:
    """How many words of the second part are the given name."""
    if len(second) == 1:
        return 1
    patronymic = 2 if second[-1].lower() in _PARTICLES and len(second) > 2 else 1
    return len(second) - patronymic


def _cut(field: str, name: str) -> list[MrzFinding]:
    return [] if field.endswith(FILLER) else [MrzFinding(name, "name_may_be_cut", "note")]


def _words(part: str) -> str:
    return part.replace(FILLER, " ")
