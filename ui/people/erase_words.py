"""What is said before everything about somebody is erased, and after it (texts.md, "Erasing"). No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from intake_app.domain.cards import parse_card
from intake_app.i18n import _, interface_language, ngettext
from intake_app.opening.erasures import HoldingBackups, erase, erase_from_backups, find_holding
from intake_app.services.centres import read_centre
from intake_app.services.erasing import plan_erasure
from intake_app.values import say_iso

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.domain.changes import Changes
    from intake_app.opening import Unlocked
    from intake_app.progress import Progress
    from intake_app.services.erasing import ErasurePlan

_SHORT_ID = 8
"""Characters of the id that are typed for somebody who never had a card."""


@dataclass(frozen=True, slots=True)
class ErasureView:
    """The question, what stands below it line by line, and what must be typed.

    `held` is the line about backups that hold them, empty where none does.
    """

    person_id: str
    proof: str
    title: str
    button: str
    lines: tuple[str, ...]
    held: str = ""


@dataclass(frozen=True, slots=True)
class Erased:
    """What was done: the changes, and how many older backups are gone with it (None where nobody asked)."""

    changes: Changes
    proof: str
    removed: int | None = None
    refusal: str = ""


def read_erasure(unlocked: Unlocked, person_id: str) -> ErasureView:
    """What erasing somebody takes away and cannot reach; UserError where it is not this session's to do."""
    plan = plan_erasure(unlocked.register, person_id)
    proof = plan.known_cards[-1] if plan.known_cards else plan.person_id[:_SHORT_ID]
    held = find_holding(unlocked, plan.recorded_at)
    zone = ZoneInfo(read_centre(unlocked.register).time_zone)
    title = _("Erase everything about card {card}?") if plan.known_cards else _("Erase everything about {card}?")
    lines = (
        _("Here: now."),
        _say_lost(plan, zone),
        _say_held(held),
        _("The bed stays taken, without a name. Help continues. No reason need be given.")
        if plan.keeps_bed
        else _("Help continues. No reason need be given."),
        _("Our proof of notification goes too. Check first whether the law makes us keep it."),
        _("This cannot be undone. Type the card number.")
        if plan.known_cards
        else _("This cannot be undone. Type {card}.").format(card=proof),
    )
    button = _("Erase everything about {card}").format(card=proof)
    told = _say_held(held) if held.count else ""
    return ErasureView(plan.person_id, proof, title.format(card=proof), button, tuple(filter(None, lines)), told)


def is_proof(typed: str, proof: str) -> bool:
    """Whether what was typed or scanned is the card number asked for."""
    card = parse_card(typed)
    return typed.strip().casefold() == proof.casefold() or (card is not None and str(card) == proof)


def erase_everything(unlocked: Unlocked, view: ErasureView, progress: Progress, *, from_backups: bool) -> Erased:
    """Erase them, then make a new backup and remove the older ones where that was asked for.

    Where the backups refuse, as on a full disk, the person is erased all the same, and that is told.
    """
    from intake_app.errors import UserError
    from intake_app.progress import Cancelled

    changes = erase(unlocked, view.person_id)
    if not from_backups:
        return Erased(changes, view.proof)
    try:
        removed: tuple[Path, ...] = erase_from_backups(unlocked, progress)
    except Cancelled:
        return Erased(changes, view.proof, 0, _("The backups were left as they are."))
    except UserError as error:
        return Erased(changes, view.proof, 0, str(error))
    return Erased(changes, view.proof, len(removed))


def say_erased(done: Erased) -> tuple[str, str]:
    """What the status line says, and its kind."""
    told = _("Everything about {card} is erased.").format(card=done.proof)
    if done.refusal:
        return _("{told} Backups still hold it: {why}").format(told=told, why=done.refusal), "warning"
    if done.removed is None:
        return told, "good"
    count = ngettext("{count} older backup removed.", "{count} older backups removed.", done.removed)
    return f"{told} {count.format(count=done.removed)}", "good"


def _say_lost(plan: ErasurePlan, zone: ZoneInfo) -> str:
    """Exports and prints that nobody can call back; nothing where there are none."""
    from babel.dates import format_date

    days = dict.fromkeys(datetime.fromisoformat(at).astimezone(zone).date() for at in plan.exported_at)
    told = [_("export of {day}").format(day=format_date(day, "d MMMM", locale=interface_language())) for day in days]
    if plan.printed_sheets:
        told.append(_("printed sheets"))
    if not told:
        return ""
    return _("Cannot be taken back: {things}.").format(things=", ".join(told))


def _say_held(held: HoldingBackups) -> str:
    if held.until is None:
        return _("No backup that this laptop knows holds it.")
    return _("Backups hold it until {day}; restoring one erases it again.").format(day=say_iso(held.until.isoformat()))
