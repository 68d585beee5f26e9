"""The reader: text in, fields and findings out."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from intake_app.domain.countries import parse_country
from intake_app.domain.mrz.calendar import birth_dates, expiry_date, is_date_syntax, issue_date
from intake_app.domain.mrz.checks import FILLER, document_number, failed_checks
from intake_app.domain.mrz.findings import MrzFinding, MrzReading, Severity
from intake_app.domain.mrz.holders import latin_names, russian_names
from intake_app.domain.mrz.layouts import DOCUMENT_TYPE, ISSUER, RUS_INTERNAL, Layout, Span
from intake_app.domain.mrz.noise import mrz_blocks, possible_lines
from intake_app.domain.mrz.repairs import Zone, fit, guess_layout, repair_digits

if TYPE_CHECKING:
    from intake_app.domain.mrz.letters import LetterTable

_LONGEST_TEXT = 600
_SHORTEST_TEXT = 50
_HOLDER_OF_INTERNAL_PASSPORT = 14
_SEXES = {"F": "F", "M": "M", "X": "X", FILLER: ""}
_RUSSIAN_DATA = 13


def read_mrz(text: str, today: date, *, letters: LetterTable | None = None) -> MrzReading:
    """The fields of one machine-readable zone, however a scanner, a clipboard or a keyboard delivered it.

    `today` decides the centuries and what has expired. `letters` recovers Cyrillic names of the Russian
    internal passport, which is an error without it. Nothing is guessed: what a check digit does not prove is
    not repaired, and what cannot be read is an error with its field. Never raises.
    """
    ways = possible_lines(text) if len(text) <= _LONGEST_TEXT else []
    zones = [repair_digits(zone) for lines in ways if (zone := fit(lines)) is not None]
    if not zones:
        return _unreadable(ways)
    zone = min(zones, key=lambda zone: (zone.failures, len(zone.findings)))
    return _Reader(zone, today, letters).read()


def looks_like_mrz(text: str) -> bool:
    """Whether a scan or a clipboard holds machine-readable zones and nothing else; fast for anything short."""
    if not len(text) >= _SHORTEST_TEXT:
        return False
    blocks = mrz_blocks(text)
    return bool(blocks) and all(_is_zone_like(block) for block in blocks)


def _is_zone_like(block: str) -> bool:
    if not _SHORTEST_TEXT <= len(block) <= _LONGEST_TEXT:
        return False
    return any(fit(lines) or _is_nearly_zone(lines) for lines in possible_lines(block))


def _is_nearly_zone(lines: list[str]) -> bool:
    layout = guess_layout(lines)
    if layout is None or not lines[0].startswith(("P", "V", "I", "A", "C")):
        return False
    off = (abs(len(line) - layout.width) for line in lines)
    return "".join(lines).count(FILLER) > 1 and sum(off) <= layout.width // 2


def _unreadable(ways: list[list[str]]) -> MrzReading:
    """No zone: where the number of lines is right, which of them has a wrong length."""
    for lines in ways:
        layout = guess_layout(lines)
        if layout is not None and _is_nearly_zone(lines):
            wrong = [(at, line) for at, line in enumerate(lines, start=1) if len(line) != layout.width]
            detail = ", ".join(f"{at}:{len(line)}={layout.width}" for at, line in wrong)
            finding = MrzFinding("mrz", "line_length", "error", detail)
            return MrzReading(layout.name, MappingProxyType({"mrz": "\n".join(lines)}), (finding,))
    return MrzReading("", MappingProxyType({}), (MrzFinding("mrz", "not_an_mrz", "error"),))


class _Reader:
    """One reading in the making: fields and findings grow as the zone is read from its beginning."""

    def __init__(self, zone: Zone, today: date, letters: LetterTable | None) -> None:
        self._layout: Layout = zone.layout
        self._zone = zone.text
        self._today = today
        self._letters = letters
        self._fields: dict[str, str] = {}
        self._findings = list(zone.findings)
        self._is_russian = zone.layout is RUS_INTERNAL

    def read(self) -> MrzReading:
        self._read_type()
        self._read_country("document_country", ISSUER)
        self._read_names()
        self._read_number()
        self._read_country("citizenship", self._layout.nationality)
        self._read_optional()
        self._read_birth()
        self._read_sex()
        self._read_expiry()
        for field in failed_checks(self._layout, self._zone):
            self._find(field, "check_digit", "error")
        self._fields["mrz"] = "\n".join(self._layout.lines(self._zone))
        return MrzReading(self._layout.name, MappingProxyType(self._fields), tuple(self._findings))

    def _read_type(self) -> None:
        text = self._text(DOCUMENT_TYPE)
        kind = self._layout.document_type(text[0])
        self._fields["document_type"] = kind
        if not kind or text[1].isdigit():
            self._find("document_type", "document_type_unknown", "error")

    def _read_country(self, field: str, span: Span) -> None:
        text = self._text(span)
        code = parse_country(text.rstrip(FILLER)) if text.rstrip(FILLER).isalpha() else None
        is_printed_form = code is not None and (text in (code, "D<<"))
        self._fields[field] = code if code is not None and is_printed_form else ""
        if not is_printed_form:
            self._find(field, "country_unknown", "error", text)

    def _read_names(self) -> None:
        text = self._text(self._layout.names)
        names, findings = russian_names(text, self._letters) if self._is_russian else latin_names(text)
        self._fields |= names
        self._findings += findings

    def _read_number(self) -> None:
        number = document_number(self._layout, self._zone)[0].rstrip(FILLER)
        self._fields["document_number"] = number.replace(FILLER, "")
        if not number:
            self._find("document_number", "number_missing", "error")
        elif self._is_russian and not (number.isdigit() and len(number) == 9):
            self._find("document_number", "number_syntax", "error")
        elif FILLER in number:
            self._find("document_number", "number_has_filler", "note")

    def _read_optional(self) -> None:
        taken = document_number(self._layout, self._zone)[2]
        parts = [self._zone[start:end] for start, end in self._layout.optional]
        parts[0] = parts[0][taken:]
        kept = (part.strip(FILLER).replace(FILLER, " ") for part in parts)
        self._fields["optional_data"] = " ".join(part for part in kept if part)
        if self._is_russian:
            self._read_russian_data(parts[0])

    def _read_russian_data(self, optional: str) -> None:
        """Last digit of the series, day of issue, department code: 1 + 6 + 6 digits."""
        self._fields |= {"issued_on": "", "issuing_authority": ""}
        data, rest = optional[:_RUSSIAN_DATA], optional[_RUSSIAN_DATA:]
        if not data.isdigit() or rest.strip(FILLER):
            self._find("optional_data", "optional_data_syntax", "error")
            return
        issued = issue_date(data[1:7], self._today)
        if issued is None:
            self._find("issued_on", "date_not_real", "error")
        number = self._fields["document_number"]
        self._fields["document_number"] = number[:3] + data[0] + number[3:]
        self._fields["issued_on"] = issued.isoformat() if issued else ""
        self._fields["issuing_authority"] = f"{data[7:10]}-{data[10:]}"

    def _read_birth(self) -> None:
        six = self._text(self._layout.birth)
        self._fields["birth_date"] = ""
        if not six.strip(FILLER):
            self._find("birth_date", "birth_date_unknown", "note")
            return
        if not is_date_syntax(six, may_be_partial=True):
            self._find("birth_date", "date_syntax", "error")
            return
        issued = self._fields.get("issued_on")
        on = date.fromisoformat(issued) if issued else None
        youngest = _HOLDER_OF_INTERNAL_PASSPORT if self._is_russian else 0
        possible = birth_dates(six, self._today, youngest=youngest, on=on)
        if not possible:
            self._find("birth_date", "date_not_real", "error")
            return
        self._fields["birth_date"] = possible[0]
        if len(possible) > 1:
            self._find("birth_date", "birth_century_assumed", "note", possible[0][:4])

    def _read_sex(self) -> None:
        char = self._zone[self._layout.sex]
        self._fields["sex"] = _SEXES.get(char, "")
        if char not in _SEXES:
            self._find("sex", "sex_unknown", "error", char)

    def _read_expiry(self) -> None:
        six = self._text(self._layout.expiry)
        self._fields["expires_on"] = ""
        if not six.strip(FILLER):
            if not self._is_russian:
                self._find("expires_on", "expiry_missing", "note")
            return
        expires = expiry_date(six, self._today) if is_date_syntax(six, may_be_partial=False) else None
        if expires is None:
            self._find("expires_on", "date_not_real" if six.isdigit() else "date_syntax", "error")
            return
        self._fields["expires_on"] = expires.isoformat()
        if expires < self._today:
            self._find("expires_on", "document_expired", "note")

    def _text(self, span: Span) -> str:
        return self._zone[span[0] : span[1]]

    def _find(self, field: str, code: str, severity: Severity, detail: str = "") -> None:
        self._findings.append(MrzFinding(field, code, severity, detail))
