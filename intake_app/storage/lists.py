"""What the list of people is made from: orders as bare row numbers, facts that many people share, rows of a window.

The engine does the work and hands over few rows: numbers come joined in one text, so that neither the reading thread
nor the window's waits for a hundred thousand tuples to be made.
"""

from __future__ import annotations

import json
from array import array
from typing import TYPE_CHECKING, Any

from intake_app.domain.person_lists import ListFacts
from intake_app.storage import joined, memory
from intake_app.storage.belongings import BelongingReading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from intake_app.domain.person_rows import PersonRow

_LIVE_CARD = "LEFT JOIN card k ON k.person_id = p.person_id AND k.deleted = 0 AND k.voided_on = ''"
_KEYS = {
    "name": ("person_key p", "p.name_key"),
    "recorded": ("person p", "1"),
    "latin": ("person p", "p.family_name_latin = '', p.family_name_latin, p.given_name_latin"),
    "born": ("person p", "p.birth_date = '', p.birth_date"),
    "citizenship": ("person p", "p.citizenship = '', p.citizenship"),
    "card": (f"person p {_LIVE_CARD}", "k.card_number IS NULL, coalesce(k.card_number, '')"),
}
"""Where each order comes from and what it goes by, before the row number; empty values come last."""
_CURRENT_STAY = (
    f"SELECT stay_id FROM stay WHERE person_id = p.person_id AND deleted = 0 ORDER BY {joined.CURRENT_FIRST} LIMIT 1"
)
_EARLIER = (
    "coalesce((SELECT group_concat(o.entered_on || '/' || iif(o.departure = 'left', o.departed_on, ''), ' ' "
    "ORDER BY o.entered_on) FROM stay o WHERE o.person_id = p.person_id AND o.deleted = 0 AND o.stay_id != s.stay_id "
    "AND o.entered_on != ''), '')"
)
_FACTS = (
    "p.deleted, p.merged_into != '', p.guarded, length(p.birth_date) = 10 AND NOT p.birth_date_estimated, p.sex != '', "
    "p.languages, iif(p.citizenship != '', p.citizenship, coalesce((SELECT document_country FROM document "
    f"WHERE document_id = ({joined.PRIMARY_DOCUMENT})), '')), "
    "EXISTS (SELECT 1 FROM document d WHERE d.person_id = p.person_id AND d.deleted = 0), "
    "EXISTS (SELECT 1 FROM consent c WHERE c.person_id = p.person_id AND c.subject = 'notice' AND c.deleted = 0), "
    "coalesce(s.entered_on, ''), coalesce(s.arrived_on, ''), coalesce(s.sleeps, ''), coalesce(s.departed_on, ''), "
    f"coalesce(s.departure, ''), {_EARLIER}"
)
_FACT_COUNT = 15
_FACTS_OF = (
    f"WITH fact(row_no, {', '.join(f'f{number}' for number in range(_FACT_COUNT))}) AS (SELECT p.row_no, {_FACTS} "
    f"FROM person p LEFT JOIN stay s ON s.stay_id = ({_CURRENT_STAY}) WHERE {{where}}) "
    f"SELECT {', '.join(f'f{number}' for number in range(_FACT_COUNT))}, group_concat(row_no) FROM fact "
    f"GROUP BY {', '.join(f'f{number}' for number in range(_FACT_COUNT))}"
)
_BEDS = (
    "SELECT b.place_id, coalesce(l.name, ''), group_concat(b.row_no) FROM ("
    "SELECT m.place_id, p.row_no, max(m.starts_on || m.placement_id) FROM placement m "
    "JOIN person p ON p.person_id = m.person_id WHERE m.deleted = 0 AND (m.ends_on = '' OR m.ends_on > ?){where} "
    "GROUP BY p.row_no) b LEFT JOIN place l ON l.place_id = b.place_id GROUP BY b.place_id"
)
"""Of several beds the one that `joined` takes: the columns beside a maximum are those of its row."""
_IN_THESE = "WHERE p.row_no IN (SELECT value FROM json_each(?))"
_OF_THESE = "p.person_id IN (SELECT value FROM json_each(?))"
IN_BATCH = 500
_AT_ONCE = 8_192
"""Characters of numbers that are made in one go: a quarter of a millisecond."""


class ListReading(BelongingReading):
    """See `services.unit_of_work.Lists` for what each method promises."""

    def list_order(self, column: str, among: Sequence[int] | None = None) -> array[int]:
        where, values = ("", ()) if among is None else (_IN_THESE, (json.dumps(list(among)),))
        source, keys = _KEYS[column]
        sql = f"SELECT group_concat(row_no) FROM (SELECT p.row_no FROM {source} {where} ORDER BY {keys}, p.row_no)"
        return _numbers(self._run(sql, values).scalar())

    def list_key(self, column: str, row_no: int) -> tuple[str | int, ...]:
        source, keys = _KEYS[column]
        found = self._run(f"SELECT {keys}, p.row_no FROM {source} WHERE p.row_no = ?", (row_no,)).first()
        return tuple(found) if found is not None else ()

    def deleted_rows(self) -> array[int]:
        return _numbers(self._run("SELECT group_concat(row_no) FROM person WHERE deleted = 1", ()).scalar())

    def hidden_rows(self) -> array[int]:
        sql = "SELECT group_concat(row_no) FROM person WHERE deleted = 1 AND merged_into = ''"
        return _numbers(self._run(sql, ()).scalar())

    def printed_rows(self) -> array[int]:
        printed = "SELECT DISTINCT person_id FROM print_job WHERE state IN ('printed', 'handed_over')"
        joined = f"SELECT group_concat(p.row_no) FROM ({printed}) j JOIN person p ON p.person_id = j.person_id"
        return _numbers(self._run(joined, ()).scalar())

    def last_row_no(self) -> int:
        return int(self._run("SELECT max(row_no) FROM person", ()).scalar() or 0)

    def let_go(self) -> None:
        self._run("PRAGMA shrink_memory", ())
        memory.give_back()

    def row_numbers(self, person_ids: Sequence[str]) -> array[int]:
        known = "SELECT p.row_no FROM json_each(?) j JOIN person p ON p.person_id = j.value ORDER BY j.key"
        return _numbers(
            self._run(f"SELECT group_concat(row_no) FROM ({known})", (json.dumps(list(person_ids)),)).scalar()
        )

    def person_ids_of(self, row_nos: Sequence[int]) -> dict[int, str]:
        sql = f"SELECT row_no, person_id FROM person p {_IN_THESE}"
        return {row[0]: row[1] for row in self._run(sql, (json.dumps(list(row_nos)),))}

    def list_facts(self, person_ids: Sequence[str] | None, on: str) -> Iterator[tuple[ListFacts, array[int]]]:
        where, values = ("true", ()) if person_ids is None else (_OF_THESE, (json.dumps(list(person_ids)),))
        for row in self._run(_FACTS_OF.format(where=where), (on, *values)):
            yield _facts(row), _numbers(row[-1])

    def list_beds(self, person_ids: Sequence[str] | None, on: str) -> Iterator[tuple[str, str, array[int]]]:
        where, values = ("", ()) if person_ids is None else (f" AND {_OF_THESE}", (json.dumps(list(person_ids)),))
        for place_id, name, numbers in self._run(_BEDS.format(where=where), (on, *values)):
            yield place_id, name, _numbers(numbers)

    def list_rows(self, row_nos: Sequence[int], on: str) -> dict[int, PersonRow]:
        return self._rows(row_nos, joined.numbered_rows_sql, joined.parameters(on))

    def card_rows(self, row_nos: Sequence[int]) -> dict[int, PersonRow]:
        return self._rows(row_nos, joined.numbered_cards_sql, ())

    def _rows(
        self, row_nos: Sequence[int], sql: Callable[[str], str], parameters: tuple[str, ...]
    ) -> dict[int, PersonRow]:
        found: dict[int, PersonRow] = {}
        for start in range(0, len(row_nos), IN_BATCH):
            part = row_nos[start : start + IN_BATCH]
            where = f"p.row_no IN ({', '.join('?' * len(part))})"
            for row in json.loads(self._run(sql(where), (*parameters, *part)).scalar()):
                found[row[0]] = joined.to_person_row(row[1:])
        return found


def _facts(row: Any) -> ListFacts:
    deleted, merged, *rest, earlier, _rows = row
    guarded, has_birth_day, has_sex, languages, citizenship, has_paper, has_notice, *stay = rest
    entered_on, arrived_on, sleeps, departed_on, departure = stay
    return ListFacts(
        is_deleted=bool(deleted),
        is_merged=bool(merged),
        is_guarded=bool(guarded),
        has_birth_day=bool(has_birth_day),
        has_sex=bool(has_sex),
        citizenship=citizenship,
        languages=tuple(languages.split()),
        has_document=bool(has_paper),
        has_notice=bool(has_notice),
        entered_on=entered_on,
        arrived_on=arrived_on,
        sleeps=sleeps,
        departed_on=departed_on,
        departure=departure,
        earlier_stays=tuple(_span(each) for each in earlier.split()),
    )


def _span(text: str) -> tuple[str, str]:
    entered, _slash, left = text.partition("/")
    return entered, left


def _numbers(text: str | None) -> array[int]:
    """Bit by bit: a hundred thousand at once would keep the interpreter from the window for longer than a frame."""
    numbers, start = array("I"), 0
    while text and start < len(text):
        end = text.find(",", start + _AT_ONCE)
        end = end if end >= 0 else len(text)
        numbers.extend(map(int, text[start:end].split(",")))
        start = end + 1
    return numbers
