"""The table of the fault laboratory: which row each module of tests stands for, and what was seen, from all workers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

ROWS = {
    "kill": (
        "kill -9 at random instants",
        "1,000: 0 acknowledged lost, 0 half records, 0 failed opens, an audit row each",
    ),
    "window": ("kill -9 of the real window while typing", "200: at most 2 s of typing lost"),
    "power": ("power cut, unsynced writes dropped or torn", "600: 0 lost; with NORMAL and OFF it must fail"),
    "full": ("disk full at save, export, backup, keyring, import, PDF", "a sentence within 1 s, nothing lost, goes on"),
    "errors": ("read, write, fsync errors 2 %", "0 lost, no false 'damaged'"),
    "flips": ("1,000 bit flips, 100 truncations, foreign log", "all detected, all restored from the newest backup"),
    "keyrings": ("keyrings gone; power cut while a passphrase changes", "opens; old or new, never neither"),
    "keys": ("kill -9 while a user is revoked, let in, changed", "0 lost, nobody shut out, the revoked one never back"),
    "instances": ("two instances, stale lock", "the second says so; a stale lock does not block"),
    "migrations": ("released schemas upgraded, killed at each statement", "old or new, never between"),
    "clock": ("clock in 1970, 2099, back an hour", "nothing lost, order kept, a warning"),
    "stick": ("stick full at each 4 KiB, pulled, read-only, FAT32", "no half backup, the reason is said"),
    "merge": ("10,000 random histories of 5 desks", "0 diverged, 0 silently lost"),
    "canary": ("500 marked names in every file after a day and a lock", "none found"),
    "hostile": ("hostile text in every field and file", "stored, shown, printed safely, or refused in a sentence"),
    "locks": ("locked and unlocked with a form half typed", "1,000: no form lost, memory under 50 MB"),
    "soak": ("20,000 registrations in one sitting", "memory under 50 MB, save p95 within 1.2 x"),
}
"""The rows and their figures; a test tells what it saw by the fixture `seen`."""
_MARK = "fault "
_ROWS_OF = {
    "kill": ("kill",),
    "window_kill": ("window",),
    "power_cut": ("power", "keyrings"),
    "full_disk": ("full",),
    "ballast": ("full",),
    "failing_disk": ("errors",),
    "damaged_files": ("flips",),
    "rotation_kill": ("keys",),
    "upgrade_kill": ("migrations",),
    "small_faults": ("keyrings", "instances", "clock"),
    "stick": ("stick",),
    "merge_laws": ("merge",),
    "canary": ("canary",),
    "hostile": ("hostile",),
    "lock_cycles": ("locks",),
    "soak": ("soak",),
}


def as_property(row: str) -> str:
    """The name under which a test's report carries what it saw of this row."""
    assert row in ROWS
    return f"{_MARK}{row}"


@dataclass
class Table:
    """What the tests of a run have told; filled report by report, wherever each test ran."""

    told: dict[str, list[str]] = field(default_factory=lambda: {row: [] for row in ROWS})
    failed: dict[str, list[str]] = field(default_factory=lambda: {row: [] for row in ROWS})
    seconds: dict[str, float] = field(default_factory=lambda: dict.fromkeys(ROWS, 0.0))

    def take(self, report: pytest.TestReport) -> None:
        """A test has come to the end of one of its three phases."""
        rows = _rows_of(report)
        for row in rows:
            self.seconds[row] += report.duration / len(rows)
            if report.failed:
                self.failed[row].append(f"{report.nodeid.rpartition('::')[2]} ({report.when})")
        if report.when == "call":
            for name, figures in report.user_properties:
                if name.startswith(_MARK):
                    self.told[name.removeprefix(_MARK)].append(str(figures))

    @property
    def is_whole(self) -> bool:
        """Whether each row was seen and none of its tests has failed."""
        return all(self.told.values()) and not any(self.failed.values())

    def lines(self) -> Iterator[str]:
        """The table as it is printed."""
        for row, (fault, figure) in ROWS.items():
            state = "FAILED" if self.failed[row] else "met" if self.told[row] else "NOT SEEN"
            yield f"{state:8} {fault} ({self.seconds[row]:.0f} s)"
            yield f"    figure: {figure}"
            yield from (f"    seen:   {line}" for line in self.told[row])
            yield from (f"    failed: {line}" for line in self.failed[row])
        met = sum(bool(self.told[row]) and not self.failed[row] for row in ROWS)
        yield f"{met} of {len(ROWS)} rows met"


def _rows_of(report: pytest.TestReport) -> tuple[str, ...]:
    """The rows that a test told something of, or else all that its module stands for."""
    told = dict.fromkeys(
        name.removeprefix(_MARK) for name, _figures in report.user_properties if name.startswith(_MARK)
    )
    module = report.nodeid.partition("::")[0].rpartition("/test_")[2].removesuffix(".py")
    return tuple(told) or _ROWS_OF.get(module, ())
