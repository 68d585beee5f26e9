"""What is said where records that were joined were parted again, wherever it was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.i18n import _
from intake_app.messages import field_label

if TYPE_CHECKING:
    from intake_app.services.parting import Undone


def say_left_over(undone: Undone) -> str:
    """What an undo left as it is: fields corrected since, and a bed that is somebody else's; empty for nothing."""
    said = []
    if undone.kept:
        fields = ", ".join(field_label(name) for name in undone.kept)
        said.append(_("Stays as it was corrected since: {fields}.").format(fields=fields))
    if undone.is_bed_lost:
        said.append(_("A bed is somebody else's by now: give another."))
    return " ".join(said)
