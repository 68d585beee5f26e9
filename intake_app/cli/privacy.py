"""`forget`, `retention`, `audit`, `copy`: what is not remembered any more, who has seen what is, and all of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from intake_app.cli import screen
from intake_app.cli.door import Door, Progress, takes_door
from intake_app.domain.audit import parse_head
from intake_app.errors import DamagedError, UserError
from intake_app.files import make_private_folder, write_atomic
from intake_app.i18n import _, ngettext
from intake_app.messages import say_damage, say_word
from intake_app.opening.audits import verify_trail
from intake_app.opening.erasures import erase, erase_from_backups, make_nameless
from intake_app.services.audits import read_trail
from intake_app.services.centres import read_centre
from intake_app.services.copy_words import word_copy
from intake_app.services.erasing import plan_erasure
from intake_app.services.retention import list_forgettable, set_retention
from intake_app.services.subject_access import read_held

if TYPE_CHECKING:
    from intake_app.domain.audit import AuditHead
    from intake_app.services.erasing import ErasurePlan


@click.command("forget")
@click.argument("card")
@click.option("--dry-run", is_flag=True, help="Say what would go, and erase nothing.")
@click.option("--from-backups", is_flag=True, help="Make a new backup then, and remove the older ones.")
@takes_door
def forget(door: Door, card: str, *, dry_run: bool, from_backups: bool) -> None:
    """Erase everything about one person, for good. For the manager."""
    with door.opened() as unlocked:
        plan = plan_erasure(unlocked.register, card)
        removed: tuple[object, ...] = ()
        if not dry_run:
            erase(unlocked, plan.person_id)
            if from_backups:
                removed = erase_from_backups(unlocked, Progress(_("Backup")))
        backups = [str(backup.file) for backup in unlocked.list_backups()]
        if from_backups and not dry_run:
            backups = []
    answer = {
        "person_id": plan.person_id,
        "card_number": plan.card_number,
        "is_erased": not dry_run,
        "exported_at": list(plan.exported_at),
        "printed_sheets": plan.printed_sheets,
        "backups": backups,
        "removed_backups": len(removed),
    }
    door.answer(answer, "\n".join(_said(plan, backups, is_erased=not dry_run)))


@click.command("retention")
@click.option("--days", type=int, metavar="N", help="Keep the names of those who left for N days; 0 for ever.")
@click.option("--apply", "is_applied", is_flag=True, help="Make those nameless whose time has passed.")
@takes_door
def retention(door: Door, days: int | None, *, is_applied: bool) -> None:
    """Say who left longer ago than the centre remembers, and make them nameless. For the manager."""
    with door.opened() as unlocked:
        if days is not None:
            set_retention(unlocked.register, days)
        due = list_forgettable(unlocked.register)
        if is_applied and due:
            make_nameless(unlocked, [each.person_id for each in due], Progress(_("People")))
        kept = read_centre(unlocked.register).retention_days
    people = [{"person_id": each.person_id, "gone_on": each.gone_on.isoformat()} for each in due]
    answer: dict[str, Any] = {"retention_days": kept, "is_applied": is_applied, "people": people}
    head = (
        ngettext("Names are kept for {days} day.", "Names are kept for {days} days.", kept).format(days=kept)
        if kept
        else _("Names are kept for ever.")
    )
    rows = [(each.person_id, each.gone_on.isoformat()) for each in due]
    table = screen.table((_("PERSON"), _("GONE ON")), rows) if rows else _("Nobody is due.")
    door.answer(answer, f"{head}\n\n{table}")


@click.command("audit")
@click.option("--verify", "is_verified", is_flag=True, help="Check the whole chain, also against the backups here.")
@click.option("--head", "heads", metavar="COUNT:SEAL", multiple=True, help="A head that somebody else has kept.")
@click.option("--limit", metavar="N", type=click.IntRange(min=1), default=100, help="Newest entries to show.")
@takes_door
def audit(door: Door, heads: tuple[str, ...], limit: int, *, is_verified: bool) -> None:
    """Say who did and saw what, the newest first; and whether the trail is what was written."""
    with door.opened() as unlocked:
        kept = [_head(text) for text in heads]
        trail = read_trail(unlocked.register, limit)
        breaks = verify_trail(unlocked, kept) if is_verified or kept else ()
    listed = [
        {
            "number": entry.audit_no,
            "at": entry.at,
            "user": trail.users.get(entry.user_id, ""),
            "user_id": entry.user_id,
            "kind": entry.kind,
            "subject": entry.subject,
            "count": entry.count,
            "detail": entry.detail,
        }
        for entry in trail.entries
    ]
    found = [{"code": f"audit_{each.code}", "where": str(each.audit_no)} for each in breaks]
    rows = [
        (str(each["number"]), str(each["at"]), str(each["user"]), say_word("audit", str(each["kind"])))
        for each in listed
    ]
    text = screen.table((_("NUMBER"), _("AT"), _("WHO"), _("WHAT")), rows)
    if found:
        told = screen.table((_("WHAT"), _("WHERE")), [(say_damage(each["code"]), each["where"]) for each in found])
        text = f"{text}\n\n{told}"
    door.answer({"head": trail.head.text, "is_whole": not found, "findings": found, "entries": listed}, text)
    if found:
        raise DamagedError(
            "audit_broken",
            _("The audit trail is not what was written."),
            _("Keep this laptop and its backups as they are, and tell the manager."),
        )


def _head(text: str) -> AuditHead:
    head = parse_head(text.strip())
    if not head.count:
        raise UserError(
            "head_unreadable",
            _("A head of the audit trail is a number, a colon and 64 hexadecimal figures."),
            _("Copy it whole from the backup or the report."),
            field="head",
        )
    return head


def _said(plan: ErasurePlan, backups: list[str], *, is_erased: bool) -> list[str]:
    card = plan.card_number or plan.person_id
    lines = [
        _("Everything about {card} is erased.").format(card=card)
        if is_erased
        else _("Nothing was erased. This would go: everything about {card}.").format(card=card)
    ]
    if plan.keeps_bed:
        lines.append(_("The bed stays taken, without a name."))
    if plan.printed_sheets or plan.exported_at:
        lines.append(_("What was printed or exported cannot be taken back."))
    if backups:
        lines.append(_("Backups still hold it; restoring one erases it again:"))
        lines += [f"  {backup}" for backup in backups]
    return lines


@click.command("copy")
@click.argument("card")
@click.option("--out", "folder", metavar="DIR", type=click.Path(path_type=Path), required=True)
@takes_door
def copy(door: Door, card: str, folder: Path) -> None:
    """Write everything held about one person, for that person: a PDF in their language, and the same as JSON."""
    # Imported on first use: only printing needs the engine of the reports.
    from reports.record_copy import render_copy

    with door.opened() as unlocked:
        held = read_held(unlocked.register, card)
        model = word_copy(held, read_centre(unlocked.register).time_zone)
    name = held.file.card_number or held.file.person.person_id
    make_private_folder(folder)
    written = folder / f"{name}.pdf", folder / f"{name}.json"
    write_atomic(written[0], render_copy(model))
    write_atomic(written[1], json.dumps(held.as_object(), ensure_ascii=False, indent=1, default=list).encode())
    files = [str(file.absolute()) for file in written]
    door.answer({"files": files}, _("Written: {files}").format(files=", ".join(files)))


COMMANDS = (forget, retention, audit, copy)
