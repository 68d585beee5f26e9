"""What whoever unlocks is told of wrong passphrases before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.i18n import ngettext, say_number
from ui.moments import moment_in_words

if TYPE_CHECKING:
    from intake_app.opening.throttle import FailedUnlocks


def say_failed(failed: FailedUnlocks, time_zone: str) -> str:
    """How many there were, and since when at the centre."""
    return ngettext(
        "{count} wrong passphrase was typed here since {moment}.",
        "{count} wrong passphrases were typed here since {moment}.",
        failed.count,
    ).format(count=say_number(failed.count), moment=moment_in_words(failed.first_at, time_zone))
