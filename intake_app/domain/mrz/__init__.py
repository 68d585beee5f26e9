"""Machine-readable zones: ICAO Doc 9303 TD1, TD2, TD3, MRV-A, MRV-B and the Russian internal passport."""

from __future__ import annotations

from intake_app.domain.mrz.checks import check_digit
from intake_app.domain.mrz.findings import MrzFinding, MrzReading, Severity
from intake_app.domain.mrz.letters import LetterTable
from intake_app.domain.mrz.noise import mrz_blocks
from intake_app.domain.mrz.reading import looks_like_mrz, read_mrz

__all__ = [
    "LetterTable",
    "MrzFinding",
    "MrzReading",
    "Severity",
    "check_digit",
    "looks_like_mrz",
    "mrz_blocks",
    "read_mrz",
]
