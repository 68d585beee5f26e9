"""`duplicates`: who may be recorded twice, as pairs of ids with their score and reasons; never a name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from intake_app.cli import screen
from intake_app.cli.door import Door, Progress, takes_door
from intake_app.exchange.csv_files import csv_chunks
from intake_app.files import write_atomic
from intake_app.i18n import _, ngettext
from intake_app.messages import say_word
from intake_app.services.duplicates import scan_register

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.services.duplicates import Pair

COLUMNS = ("person_id_a", "person_id_b", "score", "flagged", "reasons")


@click.command("duplicates")
@click.option(
    "--out", "target", metavar="FILE.csv", type=click.Path(path_type=Path), help="Write the pairs into this file."
)
@takes_door
def duplicates(door: Door, target: Path | None) -> None:
    """Look the whole register through for people recorded twice, the likeliest pairs first. Not for volunteers.

    A pair is given by person_id, with a score from 0 to 1, whether it is flagged for the shift lead, and reasons.
    """
    with door.opened() as unlocked:
        pairs = scan_register(unlocked.register, Progress(_("Comparing")))
    if target is not None:
        rows = (_row(pair) for pair in pairs)
        write_atomic(target, b"".join(csv_chunks([COLUMNS], rows, with_bom=False)))
    flagged = sum(pair.is_flagged for pair in pairs)
    file = str(target.absolute()) if target is not None else ""
    answer = {
        "pairs": [_pair_object(pair) for pair in pairs],
        "flagged": flagged,
        "file": file,
    }
    door.answer(answer, _text(pairs, flagged, file))


def _pair_object(pair: Pair) -> dict[str, Any]:
    return {
        "person_id_a": pair.person_id_a,
        "person_id_b": pair.person_id_b,
        "score": round(pair.score, 4),
        "flagged": pair.is_flagged,
        "reasons": list(pair.reasons),
    }


def _row(pair: Pair) -> tuple[str, ...]:
    flagged = "true" if pair.is_flagged else "false"
    return (pair.person_id_a, pair.person_id_b, f"{pair.score:.4f}", flagged, " ".join(pair.reasons))


def _text(pairs: Sequence[Pair], flagged: int, file: str) -> str:
    found = ngettext("{count} pair may be one person", "{count} pairs may be one person", len(pairs))
    said = ngettext("{count} of them is flagged", "{count} of them are flagged", flagged)
    lines = [f"{found.format(count=len(pairs))}; {said.format(count=flagged)}."]
    if file:
        return "\n".join([*lines, file])
    rows = [
        (
            pair.person_id_a,
            pair.person_id_b,
            f"{pair.score:.2f}",
            _("yes") if pair.is_flagged else "",
            ", ".join(say_word("reason", reason) for reason in pair.reasons),
        )
        for pair in pairs
    ]
    head = (_("PERSON"), _("PERSON"), _("SCORE"), _("FLAGGED"), _("REASONS"))
    return "\n\n".join([*lines, *([screen.table(head, rows)] if rows else [])])


COMMANDS = (duplicates,)
