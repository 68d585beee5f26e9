"""The register as files for somebody else: CSV and workbook, plain or encrypted, whole or not at all (data.md)."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from intake_app.clock import utc_text
from intake_app.domain.audit import AuditEvent, AuditKind
from intake_app.domain.changes import canonical
from intake_app.domain.export_tables import EXPORT_FIELDS, default_fields
from intake_app.domain.names import NameProblem, clean_name
from intake_app.errors import UserError
from intake_app.exchange.archives import zip_chunks
from intake_app.exchange.csv_files import csv_chunks
from intake_app.exchange.hxl import hxl_row
from intake_app.exchange.sealing import Seal, check_recipients, write_sealed
from intake_app.exchange.staging import staged
from intake_app.exchange.workbook import Sheet, workbook_chunks
from intake_app.files import AtomicFile
from intake_app.i18n import _
from intake_app.progress import Progress, silent
from intake_app.services.deeds import Deed, refuse
from intake_app.services.open_register import OpenRegister, centre_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from intake_app.domain.records import Centre
    from intake_app.services.unit_of_work import Reading

CSV, XLSX = "csv", "xlsx"
WORKBOOK = "export.xlsx"
ARCHIVE = "export.zip"
ANYONE, PASSPHRASE = "anyone", "passphrase"
ROWS_A_STEP = 1_000
_LONGEST_PURPOSE = 500  # characters


@dataclass(frozen=True, kw_only=True)
class ExportRequest:
    """What somebody wants to hand over, and why.

    `fields` are columns of `people.csv`, `person_id` always first; empty takes those that leave by default. A column
    that was not chosen is left out of the other files too. `since_last` takes only people of whom anything changed
    since the last export from this laptop. Encrypted to `recipients` (age, `age1...`) each file by itself, or with a
    `passphrase` all in one `export.zip.age`; without either, to the centre's recipients; `is_plain` leaves it plain
    even then.
    """

    purpose: str
    formats: frozenset[str] = frozenset({CSV})
    fields: tuple[str, ...] = ()
    since_last: bool = False
    recipients: tuple[str, ...] = ()
    passphrase: str = ""
    is_plain: bool = False
    with_bom: bool = False
    with_hxl: bool = False
    with_guarded: bool = False


@dataclass(frozen=True)
class ExportResult:
    """The files in place, the rows of each table, and who can read them.

    `readable_by` is `("anyone",)` for a plain export, `("passphrase",)`, or the age recipients.
    """

    files: tuple[Path, ...]
    counts: Mapping[str, int]
    is_encrypted: bool
    readable_by: tuple[str, ...]


def export_register(
    register: OpenRegister, folder: Path, request: ExportRequest, progress: Progress | None = None
) -> ExportResult:
    """Write the files of an export into a folder and log it; all come from one moment.

    They are finished under other names first and then put in place together with the log entry: an error or a cancel
    leaves the former files as they were. A folder that is not there is made for its owner alone; files always are.
    Raises UserError `purpose_missing`, `unknown_field`, `unknown_format`, `recipient_unknown`,
    `encryption_unclear`, and what `files.translate_os_error` says.
    """
    refuse(register.session, Deed.EXPORT)
    if request.with_guarded:
        refuse(register.session, Deed.EXPORT_GUARDED)
    fields = _check(request)
    with register.reading() as reading:
        centre = centre_of(reading)
        seal = _seal(request, centre)
        job = _Job(reading, request, fields, register.today(centre).isoformat(), progress or silent)
        vector = canonical(reading.vector())
        with staged(folder) as staging:
            for name, chunks in job.files():
                with AtomicFile(staging.folder / (name + seal.suffix)) as stream:
                    write_sealed(chunks, stream, seal)
            job.finish()
            with register.writing("export") as unit:
                description = _describe(request, fields, job.counts, seal)
                unit.mark_export(utc_text(register.clock.now()), request.purpose.strip(), description, vector)
                how = "encrypted" if seal.is_encrypted else "plain"
                unit.witness(AuditEvent(AuditKind.EXPORT, count=job.counts.get("people", 0), detail=how))
                files = staging.place()
                unit.commit()
    readers = seal.recipients or ((PASSPHRASE,) if seal.is_encrypted else (ANYONE,))
    return ExportResult(files, job.counts, seal.is_encrypted, readers)


def columns_of(chosen: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The columns of every file when these columns of `people.csv` were chosen; none means the usual ones."""
    if not chosen:
        return {table: default_fields(table) for table in EXPORT_FIELDS}
    people = tuple(dict.fromkeys(("person_id", *chosen)))
    hidden = set(EXPORT_FIELDS["people"]) - set(people)
    others = {
        table: tuple(name for name in names if name not in hidden)
        for table, names in EXPORT_FIELDS.items()
        if table != "people"
    }
    return {"people": people, **others}


@dataclass
class _Job:
    """One export while it is being written."""

    reading: Reading
    request: ExportRequest
    fields: Mapping[str, tuple[str, ...]]
    on: str
    progress: Progress
    counts: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._only = self._changed_people() if self.request.since_last else None
        self._people = self.reading.count_people() if self._only is None else len(self._only)
        self._total = max(1, self._people) * len(EXPORT_FIELDS) * len(self.request.formats)
        self._begun = 0

    def files(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Each file's name and its bytes; a file must be taken whole before the next."""
        if self.request.passphrase:
            # A passphrase costs over a second a file, and whoever opens them would type it as often.
            yield ARCHIVE, zip_chunks(self._tables())
        else:
            yield from self._tables()

    def finish(self) -> None:
        """All is written: the last word to whoever watches, and the last chance to stop."""
        self.progress(self._total, self._total)

    def _tables(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        if CSV in self.request.formats:
            for table, fields in self.fields.items():
                heads = [fields, hxl_row(fields)] if self.request.with_hxl else [fields]
                yield f"{table}.csv", csv_chunks(heads, self._rows(table), with_bom=self.request.with_bom)
        if XLSX in self.request.formats:
            sheets = (Sheet(table, fields, self._rows(table)) for table, fields in self.fields.items())
            yield WORKBOOK, workbook_chunks(tuple(self.fields), sheets)

    def _rows(self, table: str) -> Iterator[tuple[str, ...]]:
        rows = self.reading.export_rows(
            table, self.fields[table], on=self.on, with_guarded=self.request.with_guarded, only=self._only
        )
        count = 0
        for count, row in enumerate(rows, 1):
            if not count % ROWS_A_STEP:
                self.progress(self._begun + min(count, self._people), self._total)
            yield row
        self.counts[table] = count
        self._begun += self._people
        self.progress(min(self._begun, self._total), self._total)

    def _changed_people(self) -> tuple[str, ...] | None:
        last = self.reading.last_export()
        return self.reading.people_changed_since(json.loads(last[1])) if last else None


def _check(request: ExportRequest) -> dict[str, tuple[str, ...]]:
    if not request.purpose.strip():
        raise UserError(
            "purpose_missing",
            _("An export needs a purpose; it is kept in the log."),
            _("Say in a few words who gets the files and what for."),
            field="purpose",
        )
    try:
        clean_name(request.purpose, _LONGEST_PURPOSE)
    except NameProblem:
        raise UserError(
            "purpose_not_text",
            _("The purpose is too long, or holds signs that are no text."),
            _("Say in a few words who gets the files and what for."),
            field="purpose",
        ) from None
    if not request.formats or request.formats - {CSV, XLSX}:
        raise UserError("unknown_format", _("An export is CSV, a workbook (xlsx), or both."), _("Choose among them."))
    for name in request.fields:
        if name not in EXPORT_FIELDS["people"]:
            raise UserError(
                "unknown_field",
                _("There is no field {name} to export.").format(name=name[:60]),
                _("Take it out, or check its spelling."),
                field="fields",
            )
    return columns_of(request.fields)


def _seal(request: ExportRequest, centre: Centre) -> Seal:
    wishes = (bool(request.recipients), bool(request.passphrase), request.is_plain)
    if sum(wishes) > 1:
        raise UserError(
            "encryption_unclear",
            _("An export is either plain, or encrypted to recipients, or encrypted with a passphrase."),
            _("Choose one of the three."),
        )
    if request.is_plain:
        return Seal()
    if request.passphrase:
        return Seal(passphrase=request.passphrase)
    return Seal(recipients=check_recipients(request.recipients or centre.recipients))


def _describe(
    request: ExportRequest, fields: Mapping[str, tuple[str, ...]], counts: Mapping[str, int], seal: Seal
) -> str:
    """What the log keeps of an export: no value of anybody's."""
    return canonical(
        {
            "formats": sorted(request.formats),
            "fields": list(fields["people"]),
            "counts": dict(counts),
            "is_encrypted": seal.is_encrypted,
            "is_since_last": request.since_last,
            "with_guarded": request.with_guarded,
        }
    )
