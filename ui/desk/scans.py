"""A machine-readable zone into the form: only what its check digits prove."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from intake_app.domain.mrz import mrz_blocks, read_mrz
from intake_app.i18n import _
from intake_app.messages import explain_field, field_label
from ui.desk.guesses import guess, settle
from ui.desk.slots import Slot, find_kind
from ui.models.short_dates import typed_date

if TYPE_CHECKING:
    from intake_app.domain.mrz import LetterTable, MrzReading
    from ui.desk.form import DeskForm

_PROVEN_BY_THEMSELVES = ("document_number", "birth_date", "expires_on")
_NAMES = ("family_name", "given_name", "patronymic")
_DATES = ("birth_date", "expires_on", "issued_on")
_FILLED = (
    *("document_country", "document_number", *_NAMES, "family_name_latin", "given_name_latin"),
    *("citizenship", "birth_date", "sex", "expires_on", "issued_on", "issuing_authority"),
)


@dataclass(frozen=True, slots=True)
class ScanLine:
    """One finding as the panel shows it: the field's label, what was found, and its kind (`error`, `warning`)."""

    label: str
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class ScanResult:
    """What a scan did: whether anything was filled, one line for the band, and the findings."""

    is_filled: bool
    said: str
    lines: tuple[ScanLine, ...]


def fill_from_scan(form: DeskForm, text: str, letters: LetterTable) -> ScanResult:
    """Read a zone and fill what it proves; with an error only fields whose own check digit agrees."""
    blocks = mrz_blocks(text)
    reading = read_mrz(blocks[0] if blocks else "", form.facts.today, letters=letters)
    in_doubt = _doubtful(reading)
    wrong = {finding.field for finding in reading.found("error")}
    names = [name for name in _FILLED if name not in wrong and reading.fields.get(name)]
    if wrong:
        names = [name for name in names if name in _PROVEN_BY_THEMSELVES and "mrz" not in wrong]
    if names and not wrong & {"document_type", "document_country"}:
        form.choose_kind(find_kind(reading.fields["document_type"], reading.fields.get("document_country", "")))
    if not wrong:
        form.mrz = reading.fields.get("mrz", "")
        form.is_as_told = False
        _leave_names(form, reading)
    for name in names:
        form.slots[name] = _fill(form, name, reading.fields[name], is_certain=name not in in_doubt)
    form.derive()
    return ScanResult(bool(names), _say(names, wrong), _lines(reading))


def _fill(form: DeskForm, name: str, value: str, *, is_certain: bool) -> Slot:
    written = _as_written(value) if name in _DATES else value
    slot = settle(name, Slot(written, written), form.facts)
    if slot.state != "done":
        return slot
    if not is_certain:
        return guess(slot.raw, slot.shown, _("from the scan, compare"))
    return replace(slot, is_scanned=True)


def _as_written(iso: str) -> str:
    """A whole day as somebody writes it, `12.08.1974`; less than a day as it is."""
    return typed_date(iso) if iso.count("-") == 2 else iso


def _leave_names(form: DeskForm, reading: MrzReading) -> None:
    """A zone without Cyrillic names gives the Latin ones: Enter goes past the empty names, nobody types them."""
    if any(reading.fields.get(name) for name in _NAMES):
        return
    for name in _NAMES:
        if form.slots[name].is_open:
            form.slots[name] = Slot(state="done", is_scanned=True)


def _doubtful(reading: MrzReading) -> set[str]:
    """Fields about which something was assumed: they come as guesses."""
    return {
        finding.field
        for finding in reading.found("note")
        if finding.code.endswith(("_assumed", "_unconfirmed")) or finding.code == "name_may_be_cut"
    }


def _say(names: list[str], wrong: set[str]) -> str:
    if not wrong:
        return _("Scanned: every check digit agrees.")
    if names:
        return _("The scan has errors: only what its check digits prove was filled in.")
    return _("The scan cannot be trusted; nothing was filled in.")


def _lines(reading: MrzReading) -> tuple[ScanLine, ...]:
    return tuple(
        ScanLine(
            field_label(finding.field),
            explain_field(finding.field, finding.code)[0],
            "error" if finding.severity == "error" else "warning",
        )
        for finding in reading.findings
        if finding.severity != "note" or finding.code not in ("expiry_missing", "given_name_missing")
    )
