"""Why something recorded was changed: whoever reads the history later must be told."""

from __future__ import annotations

from intake_app.errors import UserError
from intake_app.i18n import _


def needed_reason(text: str) -> str:
    """The reason without spaces around it; UserError `reason_missing` where there is none."""
    reason = text.strip()
    if not reason:
        raise UserError(
            "reason_missing", _("A correction needs a reason."), _("Say in a few words why, then save."), field="reason"
        )
    return reason
