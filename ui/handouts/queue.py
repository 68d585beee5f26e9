"""The print queue in words: what stands in each cell, what the page says above, what a key would do. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from intake_app.domain.print_faults import parse_fault
from intake_app.i18n import _, ngettext, say_number
from intake_app.services.print_queue import HANDED_OVER, PRINTED, WAITING
from intake_app.values import say_languages
from ui.print_faults import say_fault, say_step

if TYPE_CHECKING:
    from intake_app.domain.print_faults import Fault
    from intake_app.services.paper_kit import Kit
    from intake_app.services.print_lists import JobLine, JobList

KITS = "kits"
COLUMNS = ("card", "language", "when", "copies", "note")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text, its tone and an icon before it."""

    text: str
    tone: str = ""
    icon: str = ""


def column_titles(state: str) -> tuple[str, ...]:
    """The heads of a group's table in the interface's language."""
    when = {PRINTED: _("Printed"), HANDED_OVER: _("Handed over")}.get(state, _("Asked for"))
    return (_("Card"), _("Language"), when, _("Copies"), _("State"))


def cell_of(line: JobLine, column: str, time_zone: str) -> Cell:
    """What stands in a column for a job."""
    job = line.job
    if column == "card":
        return Cell(line.card_number, "strong")
    if column == "language":
        return Cell(say_languages((line.language,)) if line.language else "")
    if column == "when":
        when = {PRINTED: job.printed_at, HANDED_OVER: job.handed_at}.get(job.state, job.asked_at)
        return Cell(say_moment(when, time_zone), "muted")
    if column == "copies":
        return Cell(str(job.copies) if job.copies else "")
    return say_note(line)


def say_note(line: JobLine) -> Cell:
    """What is the matter with a sheet, and so what to do."""
    job = line.job
    if line.hold:
        return Cell(_("held, call the shift lead"), "warning", "lock")
    if job.is_outdated:
        in_tray, given = _("outdated: shred it, give the new one"), _("outdated: swap it for the new one")
        return Cell(in_tray if job.state == PRINTED else given, "danger", "circle-alert")
    if job.state == WAITING and job.fault:
        return Cell(say_fault(parse_fault(job.fault)), "danger", "circle-alert")
    if job.state == WAITING and job.copies:
        return Cell(_("prints again"))
    return Cell(_("give it to its person") if job.state == PRINTED else "")


def say_moment(instant: str, time_zone: str) -> str:
    """`25 Nov, 23:40` at the centre, in one line; empty stays empty."""
    if not instant:
        return ""
    from babel.dates import format_datetime

    from intake_app.i18n import interface_language

    local = datetime.fromisoformat(instant).astimezone(ZoneInfo(time_zone))
    return format_datetime(local, "d MMM, HH:mm", locale=interface_language()).replace(" ", "\u00a0")


def say_band(jobs: JobList) -> tuple[str, str]:
    """The one line under the title and its kind; empty where nothing asks for anything."""
    if jobs.outdated:
        text = ngettext(
            "{count} sheet on paper is out of date: print the new one, shred the old one or take it back.",
            "{count} sheets on paper are out of date: print the new ones, shred the old ones or take them back.",
            jobs.outdated,
        )
        return text.format(count=jobs.outdated), "warning"
    faults = [line.job.fault for line in jobs.lines if line.job.state == WAITING and line.job.fault]
    if faults:
        return say_faults(parse_fault(faults[0]), len(faults)), "danger"
    if jobs.held:  # fewer are printed than wait
        text = ngettext(
            "{count} of the sheets that wait is held and is not printed: call the shift lead.",
            "{count} of the sheets that wait are held and are not printed: call the shift lead.",
            jobs.held,
        )
        return text.format(count=say_number(jobs.held)), "muted"
    return "", ""


def is_said_by_rows(jobs: JobList, kind: str) -> bool:
    """Whether the rows that are shown say what the line above them does, and what to do: held sheets, outdated ones."""
    return kind == "muted" or (kind == "warning" and any(line.job.is_outdated for line in jobs.lines))


def say_faults(fault: Fault, count: int) -> str:
    """How many sheets did not come out, why, and the one thing to do next."""
    text = ngettext(
        "{count} sheet did not come out: {why}. {step}", "{count} sheets did not come out: {why}. {step}", count
    )
    return text.format(count=count, why=say_fault(fault), step=say_step(fault, count))


def say_print_button(waiting: int, held: int = 0, state: str = WAITING) -> str:
    """The primary button follows what waits; beside other sheets it says that it is not about those."""
    if not waiting:
        return _("Print waiting")
    if state != WAITING:
        return ngettext("Print the {count} that waits", "Print the {count} that wait", waiting).format(count=waiting)
    if held:
        return _("Print {count} of {all}").format(count=waiting, all=waiting + held)
    return ngettext("Print {count} sheet", "Print {count} sheets", waiting).format(count=waiting)


def say_empty(state: str) -> tuple[str, str]:
    """What an empty group says: a title, and what to do next."""
    if state == PRINTED:
        return (
            _("Nothing lies in the tray"),
            _("Sheets that came out of the printer wait here until they are handed over."),
        )
    if state == HANDED_OVER:
        return _("Nothing was handed over yet"), _("Give a printed sheet to its person, then press Ctrl+H.")
    return (
        _("Nothing waits for the printer"),
        _("Saving somebody at the desk puts their sheet here until it is printed."),
    )


def say_side(*, is_kits: bool) -> str:
    """What stands at the right where no sheet is chosen."""
    if is_kits:
        return _(
            "The notice in every language, a numbered slip for each person, eight on a page, and sheets to write on, "
            "ten people on each. The numbers are set aside: nobody else gets them."
        )
    return _("Choose a sheet to see it here as it would be printed now.")


def say_kit(kit: Kit, time_zone: str) -> str:
    """`Kit of 25 Nov, 23:40: 12 of 40 typed in`."""
    return _("Kit of {day}: {done} of {count} typed in").format(
        day=say_moment(kit.reserved_at, time_zone), done=kit.typed_in, count=kit.count
    )
