from __future__ import annotations

import pytest

from intake_app.errors import UserError
from intake_app.services.places import MAX_PLACES, parse_places


def test_a_run_is_one_place_each_and_a_colon_says_how_many_sleep_in_one() -> None:
    lines = "Hall 1, mat 8-11\n\nHouse 4: 6\nGuest room\nЗал 2, мат 1–2\n"

    assert parse_places(lines) == (
        ("Hall 1, mat 8", 1),
        ("Hall 1, mat 9", 1),
        ("Hall 1, mat 10", 1),
        ("Hall 1, mat 11", 1),
        ("House 4", 6),
        ("Guest room", 1),
        ("Зал 2, мат 1", 1),
        ("Зал 2, мат 2", 1),
    )


@pytest.mark.parametrize("line", ["Hall, mat 9-3", "House: 0", "House: 9999", f"mat 1-{MAX_PLACES + 1}"])
def test_a_line_that_makes_no_sense_is_refused_and_shown(line: str) -> None:
    with pytest.raises(UserError) as refused:
        parse_places(f"Hall 1, mat 1-2\n{line}")

    assert line in refused.value.what
    assert refused.value.do
