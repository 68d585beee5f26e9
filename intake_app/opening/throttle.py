"""Wrong passphrases slow the next one down, across restarts and at both doors: after five 30 s, doubling to 15 min.

The count lies in a small file beside each copy of the keyring, with nobody's name in it; the strictest copy holds, so
that deleting one is no way round. How long somebody has waited is read from the machine's running time, which setting
the clock does not move; only after a restart of the machine the clock is believed, and never for more than one wait.
Whoever can delete every copy can also copy the keyring and guess elsewhere: against that stands Argon2id, not this.
"""

from __future__ import annotations

import json
import math
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from intake_app.errors import UserError
from intake_app.files import write_atomic
from intake_app.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from intake_app.clock import Clock
    from intake_app.opening.ticks import Ticks

FREE = 5
FIRST_WAIT, LONGEST_WAIT = 30.0, 900.0  # seconds
_MOST_DOUBLED = 5
_LARGEST_FILE = 4096


@dataclass(frozen=True, slots=True)
class FailedUnlocks:
    """Wrong passphrases since the last right one; instants in UTC by the laptop's clock of then."""

    count: int
    first_at: datetime
    last_at: datetime


class Throttled(UserError):  # noqa: N818 - a refusal like the others
    """Nothing is tried yet; `seconds` says for how long."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(
            "throttled",
            _("Too many wrong passphrases."),
            say_wait(seconds),
            field="passphrase",
        )


@dataclass(frozen=True, slots=True)
class _Tally:
    """What one copy keeps: how many, when by the clock (s since 1970), and when by the running time of which run."""

    count: int
    first_at: float
    last_at: float
    ticks: float
    run: str

    @property
    def wait(self) -> float:
        """How long nothing is tried after the last of them."""
        if self.count < FREE:
            return 0.0
        return min(FIRST_WAIT * 2.0 ** min(self.count - FREE, _MOST_DOUBLED), LONGEST_WAIT)


class Throttle:
    """The wrong passphrases of one register on this laptop."""

    def __init__(self, paths: Sequence[Path], clock: Clock, ticks: Ticks) -> None:
        self._paths = tuple(paths)
        self._clock = clock
        self._ticks = ticks

    def check(self) -> None:
        """Raise `Throttled` while nothing may be tried."""
        if (left := self.seconds_left()) > 0:
            raise Throttled(left)

    def seconds_left(self) -> int:
        """For how long nothing is tried; 0 where a passphrase may be tried now."""
        left = [self._left(tally) for tally in self._read()]
        return math.ceil(max(left, default=0.0))

    def count_failure(self) -> None:
        """One more wrong passphrase. A place that cannot be written stops nobody; the others hold."""
        now = self._clock.now().timestamp()
        known = self._strictest()
        first_at = known.first_at if known else now
        count = known.count + 1 if known else 1
        tally = _Tally(count, first_at, now, self._ticks.seconds(), self._ticks.run())
        data = json.dumps(asdict(tally)).encode()
        for path in self._paths:
            if path.parent.is_dir():
                with suppress(UserError):
                    write_atomic(path, data)

    def failed(self) -> FailedUnlocks | None:
        """What has failed since the last right passphrase; None where nothing has."""
        tally = self._strictest()
        if tally is None:
            return None
        return FailedUnlocks(tally.count, _instant(tally.first_at), _instant(tally.last_at))

    def forget(self) -> None:
        """A passphrase was right: begin anew."""
        for path in self._paths:
            with suppress(OSError):
                path.unlink(missing_ok=True)

    def _strictest(self) -> _Tally | None:
        return max(self._read(), key=lambda tally: (tally.count, tally.last_at), default=None)

    def _read(self) -> list[_Tally]:
        return [tally for path in self._paths if (tally := _read_tally(path)) is not None]

    def _left(self, tally: _Tally) -> float:
        """What is left of a wait: by the running time within one run of the machine, else by the clock."""
        waited = self._ticks.seconds() - tally.ticks
        if tally.run != self._ticks.run() or waited < 0:
            waited = self._clock.now().timestamp() - tally.last_at
            if waited < 0:  # the clock was set back: the wait begins now, and is not longer than it was
                self._begin_anew(tally)
                waited = 0.0
        return max(tally.wait - waited, 0.0)

    def _begin_anew(self, tally: _Tally) -> None:
        now = self._clock.now().timestamp()
        moved = replace(tally, last_at=now, ticks=self._ticks.seconds(), run=self._ticks.run())
        for path in self._paths:
            if path.parent.is_dir():
                with suppress(UserError):
                    write_atomic(path, json.dumps(asdict(moved)).encode())


def say_wait(seconds: int) -> str:
    """How long to wait, as a sentence."""
    if seconds < 60:
        return ngettext("Try again in {count} second.", "Try again in {count} seconds.", seconds).format(count=seconds)
    minutes = math.ceil(seconds / 60)
    return ngettext("Try again in {count} minute.", "Try again in {count} minutes.", minutes).format(count=minutes)


def _read_tally(path: Path) -> _Tally | None:
    """What a copy says; None where there is none, or nothing that was written here."""
    try:
        with path.open("rb") as file:
            value = json.loads(file.read(_LARGEST_FILE))
        tally = _Tally(
            int(value["count"]),
            float(value["first_at"]),
            float(value["last_at"]),
            float(value["ticks"]),
            str(value["run"]),
        )
        is_usable = tally.count > 0 and all(map(math.isfinite, (tally.first_at, tally.last_at, tally.ticks)))
        _instant(tally.first_at), _instant(tally.last_at)
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return None
    return tally if is_usable else None


def _instant(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
