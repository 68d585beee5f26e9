"""One personal sheet when the program is warm, and a batch for a whole train."""

from __future__ import annotations

import tempfile
from pathlib import Path
from time import perf_counter

from benchmarks.people import made_register
from benchmarks.rows import Row, median, ms, p95, times
from intake_app.services.printing import sheets_for
from reports.sheet import render_sheets

PEOPLE = 320
BUDGET_MS, BUDGET_PAGES = 50, 50


def run() -> list[Row]:
    """Print sheets one by one, then all in one file; reading the people and wording the sheets is part of it."""
    with tempfile.TemporaryDirectory() as folder:
        centre = made_register(Path(folder) / "centre", PEOPLE)
        with centre.register.reading() as reading:
            people = reading.person_ids(0, PEOPLE)
        single = times(lambda number: render_sheets(sheets_for(centre.register, [people[number % PEOPLE]])), 100)
        start = perf_counter()
        pdf = render_sheets(sheets_for(centre.register, people))
        speed = pdf.count(b"/Type /Page\n") / (perf_counter() - start)
        centre.close()
    return [
        Row(
            "one personal sheet, warm, p95",
            ms(p95(single)),
            f"{BUDGET_MS} ms",
            f"median {ms(median(single))}, from the register to the bytes",
            p95(single) * 1000 <= BUDGET_MS,
        ),
        Row(
            "sheets in a batch",
            f"{speed:.0f} pages/s",
            f"{BUDGET_PAGES}/s",
            f"{PEOPLE} people in one file of {len(pdf) // 1024} KiB",
            speed >= BUDGET_PAGES,
        ),
    ]
