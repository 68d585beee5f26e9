"""A consistent view of the register over one connection: records, people, places and what is this laptop's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from intake_app.domain.records import Place
from intake_app.domain.search_terms import Query, name_key
from intake_app.storage import joined, local, search
from intake_app.storage.audit import AuditReading
from intake_app.storage.matching import MatchReading

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from intake_app.domain.person_rows import PersonRow

IN_BATCH = 500
_MANY = 1_000

R = TypeVar("R")


class SqlReading(MatchReading, AuditReading):
    """What services read; see `services.unit_of_work.Reading` for what each method promises."""

    def people_matching(self, query: Query, limit: int) -> tuple[tuple[str, str], ...]:
        self._flush()
        return search.find(self._connection, query, limit)

    def rows_matching(self, query: Query, limit: int) -> array[int]:
        self._flush()
        return search.find_rows(self._connection, query, limit)

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

    def _count_word(self, word: str) -> int:
        """How many people have a word, counted as far as it matters."""
        sql = "SELECT count(*) FROM (SELECT 1 FROM search_token WHERE token = ? LIMIT ?)"
        return int(self._run(sql, (word, _MANY)).scalar() or 0)

    def person_ids(self, start: int, count: int) -> tuple[str, ...]:
        sql = (
            "SELECT person_id FROM person WHERE row_no IN "
            "(SELECT row_no FROM person WHERE deleted = 0 ORDER BY row_no DESC LIMIT ? OFFSET ?) ORDER BY row_no DESC"
        )
        return tuple(row[0] for row in self._run(sql, (count, start)))

    def count_people(self) -> int:
        return int(self._run("SELECT count(*) FROM person WHERE deleted = 0", ()).scalar() or 0)

    def rows(self, person_ids: Iterable[str], on: str) -> tuple[PersonRow, ...]:
        wanted = tuple(person_ids)
        found: dict[str, PersonRow] = {}
        for start in range(0, len(wanted), IN_BATCH):
            part = wanted[start : start + IN_BATCH]
            where = f"p.person_id IN ({', '.join('?' * len(part))})"
            result = self._run(joined.person_rows_sql(where), (*joined.parameters(on), *part))
            found |= {row.person.person_id: row for row in map(joined.to_person_row, result)}
        return tuple(found[person_id] for person_id in wanted if person_id in found)

    def export_rows(
        self, table: str, fields: Sequence[str], *, on: str, with_guarded: bool, only: Sequence[str] | None
    ) -> Iterator[tuple[str, ...]]:
        self._flush()
        return joined.export_rows(self._connection, table, fields, on=on, with_guarded=with_guarded, only=only)

    def people_changed_since(self, vector: Mapping[str, int]) -> tuple[str, ...]:
        self._flush()
        return tuple(joined.people_changed_since(self._connection, vector))

    def free_places(self, on: str, count: int) -> tuple[str, ...]:
        sql = (
            "SELECT p.place_id, p.capacity - (SELECT count(*) FROM placement x WHERE x.place_id = p.place_id "
            "AND x.deleted = 0 AND x.starts_on <= ? AND (x.ends_on = '' OR x.ends_on > ?)) AS free "
            "FROM place p WHERE p.deleted = 0 AND free > 0 ORDER BY p.position, p.place_id LIMIT ?"
        )
        beds: list[str] = []
        for place_id, free in self._run(sql, (on, on, count)):
            beds += [place_id] * free
        return tuple(beds[:count])

    def occupancy(self, on: str) -> tuple[tuple[Place, int], ...]:
        sql = (
            "SELECT place_id, count(*) FROM placement WHERE deleted = 0 AND starts_on <= ? "
            "AND (ends_on = '' OR ends_on > ?) GROUP BY place_id"
        )
        taken = {row[0]: row[1] for row in self._run(sql, (on, on))}
        places = sorted(self.all(Place), key=lambda place: (place.position, place.place_id))
        return tuple((place, taken.get(place.place_id, 0)) for place in places)

    def drafts(self) -> tuple[tuple[str, str, str], ...]:
        rows = self._run("SELECT draft_id, saved_at, body FROM draft ORDER BY saved_at, draft_id", ())
        return tuple((row[0], row[1], row[2]) for row in rows)

    def kept(self, kind: type[R], **equal: object) -> tuple[R, ...]:
        return local.select(self._connection, kind, equal)

    def kept_newest(self, kind: type[R], count: int, **equal: object) -> tuple[R, ...]:
        return local.select(self._connection, kind, equal, count)

    def ready_jobs(self) -> tuple[str, ...]:
        self._flush()
        return local.ready_jobs(self._connection)

    def count_kept(self, kind: type[object], **equal: object) -> int:
        return local.count(self._connection, kind, equal)

    def exports(self) -> tuple[str, ...]:
        return tuple(row[0] for row in self._run("SELECT exported_at FROM export_mark ORDER BY mark_id", ()))

    def last_export(self) -> tuple[str, str] | None:
        row = self._run("SELECT exported_at, vector FROM export_mark ORDER BY mark_id DESC LIMIT 1", ()).first()
        return (row[0], row[1]) if row else None
