"""`sheet`, `export`, `import`: what leaves the laptop on paper and in files, and what comes back."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from intake_app.cli import screen
from intake_app.cli.door import Door, Progress, takes_door
from intake_app.domain.local_records import PERSONAL_SHEET
from intake_app.errors import UserError
from intake_app.exchange.export import CSV, ExportRequest, ExportResult, export_register
from intake_app.exchange.sealing import SUFFIX as ENCRYPTED
from intake_app.files import write_atomic
from intake_app.i18n import _, ngettext
from intake_app.messages import explain_field, name_field
from intake_app.services.printing import sheets_for

if TYPE_CHECKING:
    from intake_app.exchange.import_rows import RowProblem
    from intake_app.exchange.own_import import ImportReport

HANDOUTS = (PERSONAL_SHEET,)


@click.command("sheet")
@click.argument("cards", metavar="CARD...", nargs=-1, required=True)
@click.option("--handout", metavar="ID", default=HANDOUTS[0], show_default=True)
@click.option("--language", metavar="LL", default="", help="ISO 639-1 or 639-3; else each person's own.")
@click.option("--out", "target", metavar="FILE.pdf", type=click.Path(path_type=Path), required=True)
@takes_door
def sheet(door: Door, cards: tuple[str, ...], handout: str, language: str, target: Path) -> None:
    """Print the help sheets of one or several people into one PDF."""
    if handout not in HANDOUTS:
        raise UserError(
            "unknown_handout",
            _("There is no handout of that name."),
            _("Choose one of: {names}.").format(names=", ".join(HANDOUTS)),
            field="handout",
        )
    # Imported on first use: only printing needs the engine of the reports.
    from reports.sheet import render_sheets

    with door.opened() as unlocked:
        sheets = sheets_for(unlocked.register, cards, language)
        data = render_sheets(sheets)
    write_atomic(target, data)
    text = ngettext("{count} sheet printed into {file}", "{count} sheets printed into {file}", len(sheets))
    answer = {"file": str(target.absolute()), "sheets": len(sheets), "bytes": len(data)}
    door.answer(answer, text.format(count=len(sheets), file=answer["file"]))


@click.command("export")
@click.option("--out", "folder", metavar="DIR", type=click.Path(path_type=Path), required=True)
@click.option("--purpose", metavar="TEXT", required=True, help="Who gets the files and what for; kept in the log.")
@click.option("--csv", "formats", flag_value="csv", multiple=True, help="CSV files; what is written without a choice.")
@click.option("--xlsx", "formats", flag_value="xlsx", multiple=True, help="One workbook of text cells, for Excel.")
@click.option("--fields", metavar="A,B,...", default="", help="Columns of people.csv; person_id is always first.")
@click.option("--since-last", is_flag=True, help="Only people of whom anything changed since the last export.")
@click.option("--to", "recipients", metavar="AGE_RECIPIENT", multiple=True, help="Encrypt to this recipient.")
@click.option("--plain", "is_plain", is_flag=True, help="Leave it plain, also where the centre has recipients.")
@click.option("--bom", "with_bom", is_flag=True, help="Begin CSV files with a byte order mark, for Excel.")
@click.option("--with-guarded", is_flag=True, help="Guarded people too.")
@takes_door
def export(
    door: Door,
    folder: Path,
    purpose: str,
    formats: tuple[str, ...],
    fields: str,
    recipients: tuple[str, ...],
    **flags: Any,
) -> None:
    """Write the register as files for somebody else; the purpose is logged."""
    request = ExportRequest(
        purpose=purpose,
        formats=frozenset(formats or (CSV,)),
        fields=tuple(name for part in fields.split(",") if (name := part.strip())),
        recipients=recipients,
        **flags,
    )
    with door.opened() as unlocked:
        result = export_register(unlocked.register, folder, request, Progress(_("Exporting")))
    if not result.is_encrypted:
        door.remark(_("These files are plain: whoever gets hold of them can read every name in them."))
    door.answer(export_object(result), _export_text(result))


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", "is_dry", is_flag=True, help="Say what would be imported, and change nothing.")
@click.option(
    "--identity", metavar="FILE", type=click.Path(path_type=Path), help="age identity that opens an encrypted export."
)
@takes_door
def import_(door: Door, file: Path, identity: Path | None, *, is_dry: bool) -> None:
    """Take in an export of Intake: a folder, a people.csv, or an encrypted one.

    What is known stays as it is; a record that differs is reported by its row and never overwritten.
    """
    from intake_app.exchange.own_import import import_path

    secret = _read_identity(identity) if identity else ""
    passphrase = "" if identity else _ask_passphrase(file)
    with door.opened() as unlocked:
        report = import_path(
            unlocked.register,
            file,
            dry_run=is_dry,
            passphrase=passphrase,
            identity=secret,
            progress=Progress(_("Importing")),
        )
    answer = {
        "imported": report.imported,
        "known": report.known,
        "rows": [asdict(each) | {"message": _row_message(each)} for each in report.rows],
    }
    door.answer(answer, _import_text(report, is_dry=is_dry))


def export_object(result: ExportResult) -> dict[str, object]:
    """The answer of an export: files, rows of each table, and who can read them."""
    return {
        "files": [str(path.absolute()) for path in result.files],
        "counts": dict(result.counts),
        "is_encrypted": result.is_encrypted,
        "readable_by": list(result.readable_by),
    }


def _export_text(result: ExportResult) -> str:
    rows = [(table, str(count)) for table, count in result.counts.items()]
    files = "\n".join(str(path.absolute()) for path in result.files)
    return f"{screen.table((_('TABLE'), _('ROWS')), rows)}\n\n{files}"


def _import_text(report: ImportReport, *, is_dry: bool) -> str:
    imported = ngettext("{count} person imported", "{count} people imported", report.imported)
    would = ngettext("{count} person would be imported", "{count} people would be imported", report.imported)
    known = ngettext("{count} known already", "{count} known already", report.known).format(count=report.known)
    lines = [f"{(would if is_dry else imported).format(count=report.imported)}, {known}."]
    if report.rows:
        rows = [(each.file, str(each.row), _row_message(each)) for each in report.rows]
        lines.append(screen.table((_("FILE"), _("ROW"), _("PROBLEM")), rows))
    return "\n\n".join(lines)


def _row_message(row: RowProblem) -> str:
    message = " ".join(explain_field(row.field, row.problem))
    return f"{name_field(row.field)}: {message}" if row.field else message


def _ask_passphrase(path: Path) -> str:
    """The passphrase of an encrypted file: not the register's, so it is asked for, where there is somebody to ask."""
    if path.suffix != ENCRYPTED or not sys.stdin.isatty():
        return ""
    text: str = click.prompt(_("Passphrase of the file"), hide_input=True, err=True)
    return text


def _read_identity(path: Path) -> str:
    """The secret key in an age identity file; comments and empty lines are passed over."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        raise UserError(
            "identity_unreadable", _("The identity file cannot be read."), _("Check its name and the stick.")
        ) from None
    return next((line.strip() for line in lines if line.strip() and not line.startswith("#")), "")


COMMANDS = (sheet, export, import_)
