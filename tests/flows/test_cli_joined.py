"""Two records that were joined in the window, as the command line shows them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from intake_app.opening import unlock
from intake_app.paths import data_folder
from intake_app.services.undoing import undo_act
from tests.made import PASSPHRASE, doors
from tests.storage.joined import join

if TYPE_CHECKING:
    from tests.flows.conftest import CommandLine

TWICE = [
    {"family_name": "Иванов", "given_name": "Сергей", "birth_date": "1997-05-25", "entered_on": "2022-11-25"},
    {"family_name": "Иваноф", "given_name": "Сергей", "birth_date": "1997", "entered_on": "2022-11-25"},
]


def test_a_card_and_an_id_of_a_record_put_away_open_who_stands_for_it_until_that_is_taken_back(
    cli: CommandLine,
) -> None:
    made = [cli.json("register", "--from", "-", stdin=json.dumps(each))["people"][0] for each in TWICE]
    first, second = (each["person_id"] for each in made)
    opened = unlock(data_folder(cli.data), PASSPHRASE, doors())
    joined = join(opened.register, first, second)
    opened.close()

    for known_by in (second, made[1]["card_number"]):
        shown = cli.json("show", known_by)
        assert (shown["person_id"], shown["person"]["family_name"]) == (first, "Иваноф")
        acts = [entry["act_kind"] for entry in cli.json("history", known_by)["history"]]
        assert (acts[0], acts[-1]) == ("register", "merge_people")
    assert "records joined" in cli("history", first).out
    assert [each["person_id"] for each in cli.json("find", "Иванов")["people"]] == [first]

    opened = unlock(data_folder(cli.data), PASSPHRASE, doors())
    undo_act(opened.register, joined.changes.act_id)
    opened.close()
    assert cli.json("show", second)["person_id"] == second
