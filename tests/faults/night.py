"""Saves of a long night with the time each took; as a process of its own, the fresh desk beside it (run by test_soak).

    python -m tests.faults.night FOLDER

For each line that is read one made-up person is saved at this desk, and the seconds it took are printed.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from intake_app.services.registration import register_party
from tests.made import arrival, made_centre

if TYPE_CHECKING:
    from intake_app.opening import Unlocked

_SYLLABLES = ("ва", "но", "ри", "ка", "до", "ми", "ле", "со", "ту", "бе", "ха", "ши", "юр", "зи", "ге")


class Night:
    """One desk and the people who come to it, each under another name and number."""

    def __init__(self, centre: Unlocked) -> None:
        self._centre = centre
        self._chance = random.Random(20221125)
        self._number = 0

    def save_one(self) -> float:
        """Save the next one; answers how many seconds that took."""
        self._number += 1
        names = {"family_name": self._made_up(4), "given_name": self._made_up(3)}
        person = arrival(self._centre, **names, document_number=f"{self._number:09}")
        begun = perf_counter()
        register_party(self._centre.register, [person])
        return perf_counter() - begun

    def _made_up(self, syllables: int) -> str:
        return "".join(self._chance.choice(_SYLLABLES) for _syllable in range(syllables)).capitalize()


if __name__ == "__main__":
    fresh = Night(made_centre(Path(sys.argv[1])))
    for _line in sys.stdin:
        sys.stdout.write(f"{fresh.save_one()}\n")
        sys.stdout.flush()
