"""Why something recorded was changed: whoever reads the history later must be told."""

from __future__ import annotations

from intake_app.domain.names import NameProblem, clean_name
from intake_app.errors import UserError
from intake_app.i18n import _
from intake_app.messages import explain_field

LONGEST = 4_000
"""Characters, as of any note (data.md, "Limits")."""


def clean_reason(text: str) -> str:
    """A reason as it is stored, on one line; empty for none.

    UserError `too_long`, `control_character` or `not_text` where it cannot be kept, of the field `reason`.
    """
    try:
        return clean_name(text, LONGEST)
    except NameProblem as problem:
        raise UserError(problem.code, *explain_field("reason", problem.code), field="reason") from None


def needed_reason(text: str) -> str:
    """The same where there must be one; UserError `reason_missing` where there is none."""
    reason = clean_reason(text)
    if not reason:
        raise UserError(
            "reason_missing", _("A correction needs a reason."), _("Say in a few words why, then save."), field="reason"
        )
    return reason
