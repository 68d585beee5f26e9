"""What the lock screen says of a lock that nobody asked for."""

from __future__ import annotations

from intake_app.i18n import _, ngettext
from ui.locking.pins import TRIES


def say_why(why: str, desk: str) -> str:
    """A line for a code of `LockGuard`, for any other that the desk is locked; and that nothing typed there is lost."""
    words = {
        "idle": _("Desk {code} has locked: nobody was here for 20 minutes"),
        "no_pin": _(
            "Desk {code} has locked after 5 minutes. Once unlocked, set a PIN (Ctrl+J, My PIN): then it only hides."
        ),
        "wrong_pin": ngettext(
            "Desk {code} has locked after {count} wrong PIN",
            "Desk {code} has locked after {count} wrong PINs",
            TRIES,
        ),
        "screen_locked": _("Desk {code} has locked with the laptop's screen"),
        "slept": _("Desk {code} has locked, because the laptop slept"),
    }
    said = words.get(why, _("Desk {code} is locked")).format(code=desk, count=TRIES)
    kept = _("What was half typed at the desk is kept")
    return said if why == "no_pin" else f"{said}\n{kept}"  # a third line would push the keys out at 200 %
