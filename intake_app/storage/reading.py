"""A consistent view of the register over one connection: records, people, places and what is this laptop's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from intake_app.domain.records import Place
from intake_app.storage import joined, local
from intake_app.storage.audit import AuditReading
from intake_app.storage.matching import MatchReading
from intake_app.storage.search_reading import SearchReading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from intake_app.domain.person_rows import PersonRow

IN_BATCH = 500

R = TypeVar("R")


class SqlReading(SearchReading, MatchReading, AuditReading):
    """What services read; see `services.unit_of_work.Reading` for what each method promises."""

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
