"""What people are compared by, row by row as it is read: a hundred thousand pass without being kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from intake_app.domain.matching.profiles import Profile, make_profile
from intake_app.domain.records import Document, Person
from intake_app.storage.lists import ListReading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_COMPARED = (
    *("person_id", "family_name", "given_name", "patronymic", "family_name_latin", "given_name_latin", "other_names"),
    *("sex", "birth_date", "birth_date_estimated", "birth_place", "citizenship", "phone"),
)
_PAPERS = (
    "(SELECT json_group_array(json_array(d.document_type, d.document_country, d.document_number)) FROM document d "
    "WHERE d.person_id = p.person_id AND d.deleted = 0)"
)
_GROUPS = (
    "(SELECT group_concat(m.group_id, ' ') FROM group_member m JOIN \"group\" g ON g.group_id = m.group_id "
    "WHERE m.person_id = p.person_id AND m.deleted = 0 AND g.deleted = 0)"
)
_PROFILES = (
    f"SELECT p.row_no, {', '.join(f'p.{name}' for name in _COMPARED)}, {_PAPERS}, {_GROUPS} FROM person p "
    "{where} p.deleted = 0 AND p.merged_into = '' ORDER BY p.row_no"
)
_OF_THESE = "WHERE p.{column} IN (SELECT value FROM json_each(?)) AND"


class MatchReading(ListReading):
    """See `services.unit_of_work.Matching` for what each method promises."""

    def all_profiles(self) -> Iterator[tuple[int, Profile]]:
        return self._profiles("WHERE", ())

    def profiles(self, person_ids: Sequence[str]) -> tuple[Profile, ...]:
        where, values = _OF_THESE.format(column="person_id"), (json.dumps(list(person_ids)),)
        return tuple(profile for _row_no, profile in self._profiles(where, values))

    def profiles_of_rows(self, row_nos: Sequence[int]) -> tuple[Profile, ...]:
        where, values = _OF_THESE.format(column="row_no"), (json.dumps(list(row_nos)),)
        return tuple(profile for _row_no, profile in self._profiles(where, values))

    def _profiles(self, where: str, values: tuple[str, ...]) -> Iterator[tuple[int, Profile]]:
        self._flush()
        # The driver's own cursor: everybody passes without being wrapped one by one.
        cursor: Any = self._connection.connection.cursor()
        try:
            cursor.execute(_PROFILES.format(where=where), values)
            for row_no, *row in cursor:
                yield row_no, _profile(row)
        finally:
            cursor.close()

    def count_names(self) -> dict[str, int]:
        self._flush()
        cursor: Any = self._connection.connection.cursor()
        sql = "SELECT token, count(*) FROM search_token WHERE token >= 'a' AND token NOT GLOB '*[0-9]*' GROUP BY token"
        return dict(cursor.execute(sql))

    def count_name(self, word: str) -> int:
        self._flush()
        # The driver's own cursor: a hint asks for thirty words, and each would be wrapped for longer than it is read.
        cursor: Any = self._connection.connection.cursor()
        (count,) = cursor.execute("SELECT count(*) FROM search_token WHERE token = ?", (word,)).fetchone()
        return int(count)


def _profile(row: Any) -> Profile:
    *values, papers, groups = row
    fields = dict(zip(_COMPARED, values, strict=True))
    fields["birth_date_estimated"] = bool(fields["birth_date_estimated"])
    documents = (
        Document(document_id="", person_id="", document_type=kind, document_country=country, document_number=number)
        for kind, country, number in json.loads(papers)
    )
    return make_profile(Person(**fields), documents, (groups or "").split())
