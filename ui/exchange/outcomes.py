"""What became of an export or an import, in words, and what to do next. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from intake_app.exchange.export import ANYONE, PASSPHRASE, ExportResult
from intake_app.exchange.own_import import ImportReport
from intake_app.i18n import _, ngettext, say_number
from intake_app.progress import Cancelled

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.errors import UserError
    from ui.exchange.request import ExportChoices

EXPORT, LOOK, BRING = "export", "look", "bring"
_WHOLE = 100  # per cent; what comes then is sealing and putting in place
_NAMED = 3  # files that are called by their names


class Said(NamedTuple):
    """What happened, what to do next, and the kind of an `Outcome`."""

    what: str
    then: str = ""
    kind: Literal["muted", "good", "warning", "danger"] = "muted"


@dataclass(frozen=True, slots=True)
class ExchangeState:
    """All that stands on the page, for a page made anew in another language; it is never written anywhere.

    `results` holds what came last of an export and of an import, by kind.
    """

    choices: ExportChoices
    has_fields: bool = False
    path: str = ""
    passphrase: str = ""
    results: dict[str, object] = field(default_factory=dict)


def say_progress(kind: str, percent: int) -> Said:
    """How far it is; Esc stops it."""
    if percent >= _WHOLE:
        return Said(_("Finishing the files") if kind == EXPORT else _("Putting it in order"))
    going = _("Exporting: {percent} %") if kind == EXPORT else _("Reading: {percent} %")
    return Said(going.format(percent=percent), _("Esc stops it; then nothing of it is kept."))


def say_result(kind: str, result: object) -> Said:
    """Of an `ExportResult`, an `ImportReport` or a UserError."""
    if isinstance(result, ExportResult):
        return say_export(result)
    if isinstance(result, ImportReport):
        return say_report(result, is_dry_run=kind == LOOK)
    return say_failure(kind, result)  # type: ignore[arg-type]


def say_export(result: ExportResult) -> Said:
    """How many people, which files, where; and how they reach whoever they are for."""
    people = result.counts.get("people", 0)
    said = ngettext(
        "Exported {count} person: {files} in {folder}", "Exported {count} people: {files} in {folder}", people
    ).format(count=say_number(people), folder=str(result.files[0].parent), files=say_files(result.files))
    return Said(said, _say_way(result), "good")


def say_report(report: ImportReport, *, is_dry_run: bool) -> Said:
    """How many are new, known and not taken."""
    new = ngettext("{count} new", "{count} new", report.imported).format(count=say_number(report.imported))
    known = ngettext("{count} known already", "{count} known already", report.known)
    refused = ngettext("{count} row not taken", "{count} rows not taken", len(report.rows))
    what = ", ".join(
        (new, known.format(count=say_number(report.known)), refused.format(count=say_number(len(report.rows))))
    )
    said = _("Would bring: {what}").format(what=what) if is_dry_run else _("Brought in: {what}").format(what=what)
    return Said(said, _say_next(report, is_dry_run=is_dry_run), "warning" if report.rows else "good")


def say_failure(kind: str, error: UserError) -> Said:
    """That nothing came of it, and what to do; why stands at the field in question, or here where it is of none."""
    if isinstance(error, Cancelled):
        return Said(error.what)
    nothing = _("Nothing was exported.") if kind == EXPORT else _("Nothing was brought in.")
    return Said(nothing, error.do, "danger")


def say_files(files: tuple[Path, ...]) -> str:
    """Names of files without their folders, at most three; what comes in again by itself stands first."""
    ordered = sorted(files, key=lambda path: not path.name.startswith("people"))
    names = ", ".join(path.name for path in ordered[:_NAMED])
    more = len(files) - _NAMED
    return _("{names} and {count} more").format(names=names, count=more) if more > 0 else names


def _say_way(result: ExportResult) -> str:
    if result.readable_by == (PASSPHRASE,):
        return _("Hand the stick over, and tell the passphrase by phone. It comes in at the other desk by “Bring in”.")
    if result.readable_by == (ANYONE,):
        return _("Anybody can read these files: give the stick into the hand it is for, and empty it afterwards.")
    return _("Only the recipients can open it: hand the stick over, or send the files.")


def _say_next(report: ImportReport, *, is_dry_run: bool) -> str:
    if any(each.problem == "different" for each in report.rows):
        return _(
            "The rows are listed below. What is recorded differently here: look at it here first, then correct it."
        )
    if report.rows:
        return _("The rows are listed below with their reasons. Correct them in the file and bring it in once more.")
    if is_dry_run:
        return _("Nothing is changed yet. F4 brings it in.") if report.imported else _("There is nothing to bring in.")
    return _("The new people are in the list of people now.") if report.imported else _("Nothing had to be changed.")
