"""People by what they are found by: words, keys, documents, a name with a birth date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.search_terms import name_key
from intake_app.storage import search, search_keys
from intake_app.storage.records import RecordReading

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterator, Sequence

    from intake_app.domain.search_terms import Hit, Query
    from intake_app.domain.short_names import ShortNames

_MANY = 1_000


class SearchReading(RecordReading):
    """See `services.unit_of_work.People` for what each method promises."""

    def rows_matching(self, query: Query, limit: int) -> tuple[Hit, ...]:
        self._flush()
        return search.find_rows(self._connection, query, limit)

    def rows_otherwise(self, query: Query, names: ShortNames, limit: int) -> tuple[Hit, ...]:
        self._flush()
        return search.find_otherwise(self._connection, query, names, limit)

    def rows_sleeping(self, query: Query, limit: int) -> list[int]:
        self._flush()
        return search.find_sleeping(self._connection, query, limit)

    def people_with_document(self, number_key: str) -> tuple[str, ...]:
        sql = (
            "SELECT p.person_id FROM search_token t CROSS JOIN person p ON p.row_no = t.row_no "
            "WHERE t.token = ? AND p.deleted = 0 ORDER BY t.row_no"
        )
        return tuple(row[0] for row in self._run(sql, (number_key,)))

    def people_named(self, key: str, birth_date: str) -> tuple[str, ...]:
        words = tuple(dict.fromkeys(key.replace("|", " ").split()))
        if not words:
            return ()
        # Thousands have a common name: the rarest word leads, and the index says who has the other words too before
        # anybody is read. CROSS JOIN keeps that order; the planner would walk everybody who is not deleted.
        rarest, *others = sorted(words, key=self._count_word)
        checks = "".join(
            f"CROSS JOIN search_token t{number} ON t{number}.token = ? AND t{number}.row_no = t.row_no "
            for number in range(len(others))
        )
        sql = (
            "SELECT p.person_id, p.family_name, p.given_name, p.family_name_latin, p.given_name_latin "
            f"FROM search_token t {checks}CROSS JOIN person p ON p.row_no = t.row_no "
            "WHERE t.token = ? AND p.birth_date = ? AND p.deleted = 0 ORDER BY t.row_no"
        )
        found = self._run(sql, (*others, rarest, birth_date))
        return tuple(row[0] for row in found if key in {name_key(row[1], row[2]), name_key(row[3], row[4])})

    def rows_with_keys(self, keys: Sequence[str], most: int) -> dict[str, array[int]]:
        self._flush()
        return search_keys.rows_with(self._connection, keys, most)

    def shared_keys(self, beginning: str, most: int) -> Iterator[tuple[str, array[int]]]:
        self._flush()
        return search_keys.shared(self._connection, beginning, most)

    def _count_word(self, word: str) -> int:
        """How many people have a word, counted as far as it matters."""
        sql = "SELECT count(*) FROM (SELECT 1 FROM search_token WHERE token = ? LIMIT ?)"
        return int(self._run(sql, (word, _MANY)).scalar() or 0)
