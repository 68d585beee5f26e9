"""Whose records are whose: what belongs to a person, who was joined with whom, and who is not the same as whom."""

from __future__ import annotations

import json
from typing import Any

from intake_app.domain.records import PERSONAL_TABLES, RECORD_TYPES, NotTheSame, field_specs, id_field
from intake_app.storage.records import RecordReading
from intake_app.storage.rows import quoted

_AMONG = "(SELECT value FROM json_each(?))"


class BelongingReading(RecordReading):
    """See `services.unit_of_work.Belongings` for what each method promises."""

    def dependants(self, table: str, record_id: str) -> tuple[tuple[str, str], ...]:
        name = id_field(table)
        found = []
        for other in RECORD_TYPES:
            if other != table and any(spec.name == name for spec in field_specs(other)):
                sql = f"SELECT {quoted(id_field(other))} FROM {quoted(other)} WHERE {quoted(name)} = ? AND deleted = 0"
                found += [(other, row[0]) for row in self._run(sql, (record_id,))]
        if table == "person":  # whoever was joined into this one depends on it
            found += [("person", each) for each in self._links("merged_into != '' AND merged_into = ?", record_id)]
        return tuple(found)

    def related_ids(self, person_id: str) -> tuple[str, ...]:
        people = sorted(self.joined_with(person_id) or (person_id,), key=lambda each: (each != person_id, each))
        ids, among = list(people), json.dumps(people)
        for table in PERSONAL_TABLES:
            sql = f"SELECT {quoted(id_field(table))} FROM {quoted(table)} WHERE person_id IN {_AMONG}"
            ids += [row[0] for row in self._run(sql, (among,))]
        for side in ("person_id_a", "person_id_b"):
            sql = f"SELECT not_the_same_id FROM not_the_same WHERE {side} IN {_AMONG}"
            ids += [row[0] for row in self._run(sql, (among,))]
        return tuple(dict.fromkeys(ids))

    def joined_with(self, person_id: str) -> dict[str, str]:
        known: dict[str, str] = {}
        asked = seen = {person_id}
        while asked:
            among = json.dumps(sorted(asked))
            found = self._links(f"person_id IN {_AMONG}", among)
            found |= self._links(f"merged_into != '' AND merged_into IN {_AMONG}", among)
            known |= found
            asked = {each for each in (*found, *found.values()) if each} - seen
            seen = seen | asked
        return known

    def size_of_act(self, act_id: str, most: int) -> int:
        sql = "SELECT count(*) FROM (SELECT 1 FROM change WHERE act_id = ? LIMIT ?)"
        return int(self._run(sql, (act_id, most)).scalar() or 0)

    def joined_people(self) -> dict[str, str]:
        return self._links("merged_into != ''")

    def belongings(self, person_id: str) -> tuple[Any, ...]:
        return tuple(
            record
            for table in PERSONAL_TABLES
            for record in self._select(RECORD_TYPES[table], "person_id = ?", (person_id,))
        )

    def not_the_same(self, person_id: str) -> tuple[NotTheSame, ...]:
        where = f"(person_id_a IN {_AMONG} OR person_id_b IN {_AMONG}) AND deleted = 0"
        among = json.dumps(sorted(self.joined_with(person_id)))
        return self._select(NotTheSame, where, (among, among))

    def _links(self, where: str, *values: str) -> dict[str, str]:
        found = self._run(f"SELECT person_id, merged_into FROM person WHERE {where}", values)
        return {row[0]: row[1] for row in found}
