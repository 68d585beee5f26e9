"""Two records of one person for tests, and everything a register shows, to be compared before and after."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from intake_app.domain.export_tables import EXPORT_FIELDS
from intake_app.domain.local_records import PrintJob, QueueLine, ReservedCard
from intake_app.domain.person_lists import TABS, ListQuery
from intake_app.domain.records import PERSONAL_TABLES, RECORD_TYPES, Person
from intake_app.services.comparisons import compare_records
from intake_app.services.merging import Joined, Joining, merge_people
from intake_app.services.open_register import centre_of
from intake_app.services.people import find_people
from intake_app.services.people_lists import count_tabs, read_roster, take_snapshot
from intake_app.services.places import list_places
from intake_app.services.registration import register_party
from tests.made import arrival

if TYPE_CHECKING:
    from intake_app.opening import Unlocked
    from intake_app.services.open_register import OpenRegister

WORDS = ("иванов", "ivanov", "петров", "4512 345678", "75 1234567", "+7 912 000 11 22", "mat 1", "сергей")


def someone(unlocked: Unlocked, *, need: str = "", token: str = "", **fields: Any) -> str:
    """Somebody recorded just now; answers their id."""
    made = arrival(unlocked, **{"birth_date": "1997-05-25", "entered_on": "2022-11-25"} | fields)
    given = replace(made, need_code=need, token=token)
    return register_party(unlocked.register, [given], with_sheets=True).people[0].person_id


def join(register: OpenRegister, *people: str, **decided: Any) -> Joined:
    """Join people as the register proposes it, unless something is decided otherwise."""
    seen = compare_records(register, people).seen
    return merge_people(register, Joining(people=people, **{"seen": seen} | decided))


def everything(register: OpenRegister) -> dict[str, Any]:
    """What every record says, what lists, tabs, counts, search and exports show, who sleeps where, what is printed."""
    told: dict[str, Any] = {}
    with register.reading() as reading:
        day = register.today(centre_of(reading)).isoformat()
        people = [*reading.all(Person), *_put_away(reading)]
        told["people"] = sorted(people, key=lambda person: person.person_id)
        for person in people:
            own = [each for each in reading.belongings(person.person_id) if not each.deleted]
            told[f"of {person.person_id}"] = sorted(map(repr, own))
        for table, kind in RECORD_TYPES.items():
            if table not in PERSONAL_TABLES:
                told[table] = reading.all(kind)
        for table, fields in EXPORT_FIELDS.items():
            told[f"{table}.csv"] = list(reading.export_rows(table, fields, on=day, with_guarded=True, only=None))
        told["beds"] = [(place.name, taken) for place, taken in reading.occupancy(day)]
        waiting = {job.job_id: job.person_id for job in reading.kept(PrintJob, state="waiting")}
        told["ready"] = sorted(waiting[job_id] for job_id in reading.ready_jobs())
        told["queue"] = reading.kept(QueueLine)
        told["slips"] = reading.kept(ReservedCard)
        told["count"] = reading.count_people()
    roster = read_roster(register)
    told["tabs"] = count_tabs(roster)
    for tab in TABS:
        told[f"tab {tab}"] = list(take_snapshot(register, ListQuery(tab=tab), roster).rows)
    for text in WORDS:
        told[f"find {text}"] = sorted(found.row.person.person_id for found in find_people(register, text))
    told["places"] = [(line.place.name, line.taken) for line in list_places(register)]
    return told


def _put_away(reading: Any) -> list[Person]:
    """Who is in no list: hidden, or joined into another record."""
    ids = reading.person_ids_of(list(reading.deleted_rows())).values()
    return [reading.get(Person, person_id) for person_id in ids]
