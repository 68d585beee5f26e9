"""`make bench`: every budget of docs/architecture.md as one table, ratios measured in one run.

Names of benchmarks given as arguments (`save find`) run only those. Times are of this machine just
now; the ratios are what to compare.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.rows import Row


def main(wanted: list[str]) -> int:
    """Run the benchmarks, print each row as it is measured, and say at the end which budgets were missed."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("bench_*.py"))
    rows: list[Row] = []
    for name in names:
        if not wanted or name.removeprefix("bench_") in wanted:
            for row in import_module(f"benchmarks.{name}").run():
                print(_line(row), flush=True)
                rows.append(row)
    missed = [row.what for row in rows if not row.is_met]
    print(f"\n{len(rows) - len(missed)} of {len(rows)} budgets met" + "".join(f"\nmissed: {what}" for what in missed))
    return 0


def _line(row: Row) -> str:
    mark = "met   " if row.is_met else "MISSED"
    return f"{mark}  {row.what:<58}  {row.figure:>22}  budget {row.budget:<10}  {row.against}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
