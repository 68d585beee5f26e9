"""The main job on made-up people, step by step: a centre, arrivals, sheets, an export, a backup, a check."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from intake_app.cli.arriving import make_arrival
from intake_app.cli.demo_people import make_up_people
from intake_app.domain.arrivals import DeskContext
from intake_app.errors import UserError
from intake_app.exchange.export import ExportRequest, export_register
from intake_app.files import make_private_folder, write_atomic
from intake_app.i18n import _
from intake_app.opening import Doors, Unlocked, create_centre
from intake_app.paths import data_folder
from intake_app.services.centres import CentreSetup, change_centre, read_centre
from intake_app.services.places import add_places
from intake_app.services.printing import sheets_for
from intake_app.services.registration import register_party

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from intake_app.domain.report_models import SheetModel
    from intake_app.services.registration import Registration

SEED = 20221125
MOST_PRINTED = 200
"""So many people get their sheets; the rest of a large demo is there to be searched, not to fill a folder."""

_PLACES = "Hall 1, mat 1-40\nHouse 1: 6\nHouse 2: 6\nHouse 3: 8\nHouse 4: 8"
_EMPTY = {"register.lock", "config"}
_SETTINGS = {
    "phone": "+7 700 000 00 00",
    "phone_hours": "08:00-22:00",
    "meals": ("08:00", "13:00", "18:30"),
    "doctor": "Mon-Fri 09:00-12:00",
}


@dataclass
class DemoResult:
    """What the demo has made and where it lies."""

    data: Path
    recovery_key: str = ""
    people: int = 0
    parties: int = 0
    held: int = 0
    sheets: list[Path] = field(default_factory=list)
    printed: int = 0
    export: list[Path] = field(default_factory=list)
    backup: Path | None = None
    counts: dict[str, int] = field(default_factory=dict)
    is_sound: bool = False


def play_demo(out: Path, count: int, user: str, passphrase: str, doors: Doors, told: Callable[..., None]) -> DemoResult:
    """Do the main job in `out`; UserError where there is a centre already. `told` hears (done, total) of people."""
    centre = out / "centre"
    if _is_taken(centre):
        raise UserError(
            "demo_there",
            _("There is something in the demo's folder already: {folder}").format(folder=centre),
            _("Choose another folder with --out, or remove that one yourself."),
        )
    setup = CentreSetup(
        name="Oral, demo centre", code="ORL", country="KZ", desk="A", user_name=user, time_zone="Asia/Oral"
    )
    unlocked, recovery_key = create_centre(data_folder(centre), setup, passphrase, doors)
    try:
        result = DemoResult(centre.resolve(), recovery_key)
        change_centre(unlocked.register, dict(_SETTINGS))
        add_places(unlocked.register, _PLACES)
        registrations = _record(unlocked, count, result, told)
        _print(unlocked, registrations, out / "sheets", result)
        request = ExportRequest(purpose="Demo on made-up people", is_plain=True)
        result.export = list(export_register(unlocked.register, out / "export", request).files)
        make_private_folder(out / "backup")
        result.backup = unlocked.backup(out / "backup")
        report = unlocked.check()
        result.counts, result.is_sound = report.counts, not report.findings
    finally:
        unlocked.close()
    return result


def _is_taken(centre: Path) -> bool:
    """Whether anything lies where the centre would be; what a set-up that failed leaves behind does not count."""
    if not centre.is_dir():
        return centre.exists()
    return data_folder(centre).is_set_up() or any(path.name not in _EMPTY for path in centre.iterdir())


def _record(unlocked: Unlocked, count: int, result: DemoResult, told: Callable[..., None]) -> list[Registration]:
    """Register every party; answers the first ones, whose sheets are printed."""
    register = unlocked.register
    centre = read_centre(register)
    context = DeskContext(register.today(centre), centre.country)
    printed: list[Registration] = []
    for party in make_up_people(count, SEED):
        zones = (*party.zones, *("" for _each in party.people))
        arrivals = [make_arrival(flat, zone, context)[0] for flat, zone in zip(party.people, zones, strict=False)]
        registration = register_party(register, arrivals)
        if result.people < MOST_PRINTED:
            printed.append(registration)
        result.people += len(arrivals)
        result.parties += len(arrivals) > 1
        result.held += sum(person.is_held for person in registration.people)
        told(result.people, count)
    return printed


def _print(unlocked: Unlocked, registrations: list[Registration], folder: Path, result: DemoResult) -> None:
    """One file for each party or person, named by card, and one with all sheets."""
    # Imported on first use: only printing needs the engine of the reports.
    from reports.sheet import render_sheets

    make_private_folder(folder)
    everybody: list[SheetModel] = []
    for registration in registrations:
        people = [person for person in registration.people if not person.is_held]
        if not people:
            continue
        models = sheets_for(unlocked.register, [person.person_id for person in people])
        everybody += models
        kind = "party" if registration.group_id else "person"
        path = folder / f"{kind}-{people[0].card_number}.pdf"
        write_atomic(path, render_sheets(models))
        result.sheets.append(path.resolve())
    if everybody:
        path = folder / "all.pdf"
        write_atomic(path, render_sheets(everybody))
        result.sheets.append(path.resolve())
    result.printed = len(everybody)
