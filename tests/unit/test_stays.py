"""Which stay is the current one: said once for records and once in the words of a query."""

from __future__ import annotations

import sqlite3
from itertools import permutations

from intake_app.domain.records import Stay
from intake_app.domain.stays import order_of_stay
from intake_app.storage.joined import CURRENT_FIRST


def test_whoever_stays_here_is_here_and_a_query_says_the_same() -> None:
    stays = [
        Stay(stay_id="1", person_id="p", entered_on="2022-11-25", departed_on="2022-11-26", departure="left"),
        Stay(stay_id="2", person_id="p", entered_on="2022-12-01", departure="presumed_left"),
        Stay(stay_id="3", person_id="p", entered_on="2022-11-01"),
        Stay(stay_id="4", person_id="p"),
    ]
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE stay (stay_id, entered_on, departed_on, departure)")
    for stay in stays:
        values = (stay.stay_id, stay.entered_on, stay.departed_on, stay.departure)
        connection.execute("INSERT INTO stay VALUES (?, ?, ?, ?)", values)
    asked = [row[0] for row in connection.execute(f"SELECT stay_id FROM stay ORDER BY {CURRENT_FIRST}")]
    connection.close()

    assert asked == ["3", "4", "2", "1"]
    for mixed in permutations(stays):
        assert [stay.stay_id for stay in sorted(mixed, key=order_of_stay, reverse=True)] == asked
