"""The night's queue as this laptop holds it: what was announced, how the notice was given, and every line."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from intake_app.domain.arrivals import Notice
from intake_app.domain.audit import AuditKind
from intake_app.domain.dates import PartialDate, may_be_minor
from intake_app.domain.local_records import QueueLine
from intake_app.domain.records import Need, Place, Placement
from intake_app.domain.tonight import CHILD_ALONE, TonightLine, next_token, night_began
from intake_app.domain.tonight_places import Bed
from intake_app.services.access import is_limited
from intake_app.services.open_register import OpenRegister, centre_of
from intake_app.services.slip_beds import read_slip_beds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date, datetime

    from intake_app.domain.person_rows import PersonRow
    from intake_app.domain.records import Centre
    from intake_app.domain.roles import Session
    from intake_app.services.unit_of_work import Reading

_NIGHT = "tonight.night"


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """What is said once for the whole queue; `began` is the night it is said for (an instant in ISO, UTC).

    `expected` is how many are said to come, 0 where nobody knows. The notice was given where `notice_language` is set.
    """

    began: str = ""
    what: str = ""
    expected: int = 0
    notice_language: str = ""
    notice_version: str = ""

    @property
    def notice(self) -> Notice | None:
        """What is recorded with each line: the notice was read out to everybody and nobody objected."""
        if not self.notice_language:
            return None
        return Notice(answer="understood", text_version=self.notice_version, language=self.notice_language)


@dataclass(frozen=True, slots=True)
class Tonight:
    """Everything the page shows: the night, its lines in the order they were noted, and every bed.

    `slip_beds` are the places (ids) that slips without a record stand for, by their numbers; `tokens` all that are
    given, in the order of the lines, also of those that show none to this session.
    """

    night: Night
    lines: tuple[TonightLine, ...]
    beds: tuple[Bed, ...]
    today: date
    region: str
    time_zone: str
    now: datetime
    slip_beds: Mapping[str, str] = field(default_factory=dict)
    tokens: tuple[str, ...] = ()

    @property
    def next_token(self) -> str:
        """The token after the one that was given last."""
        return next_token(self.tokens[-1] if self.tokens else "", self.tokens)


def read_tonight(register: OpenRegister) -> Tonight:
    """The night's queue on this laptop as it stands; a reading of the register."""
    with register.reading() as reading:
        centre = centre_of(reading)
        today = register.today(centre)
        now = register.clock.now()
        began = night_began(now, centre.time_zone)
        queue = _queue(reading, centre, began)
        lines = _read_lines(register.session, reading, queue, today)
        tonight = Tonight(
            night=_read_night(reading, instant(began)),
            lines=lines,
            beds=free_beds(reading, today.isoformat()),
            today=today,
            region=centre.country,
            time_zone=centre.time_zone,
            now=now,
            slip_beds=read_slip_beds(reading),
            tokens=tuple(_tokens_of(queue, lines)),
        )
    register.witness(AuditKind.LIST, detail="tonight")
    return tonight


def keep_night(register: OpenRegister, night: Night) -> Night:
    """Remember what was said for this night's queue, on this laptop; answers it with its night."""
    with register.writing("tonight") as unit:
        began = instant(night_began(register.clock.now(), centre_of(unit).time_zone))
        kept = replace(night, began=began)
        unit.set_local(_NIGHT, json.dumps(asdict(kept), ensure_ascii=False))
        unit.commit()
    return kept


def free_beds(reading: Reading, day: str) -> tuple[Bed, ...]:
    """Every place in its order with how many beds are free in it on a day (ISO)."""
    return tuple(Bed(place, place.capacity - taken) for place, taken in reading.occupancy(day))


def instant(moment: datetime) -> str:
    """An instant as local records keep it."""
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _read_night(reading: Reading, began: str) -> Night:
    text = reading.local(_NIGHT)
    night = Night(**json.loads(text)) if text else Night()
    return night if night.began == began else Night(began=began)


def _queue(reading: Reading, centre: Centre, began: datetime) -> list[QueueLine]:
    """The lines noted since the night began; it touches two days of the calendar."""
    first = began.astimezone(ZoneInfo(centre.time_zone)).date()
    days = (first.isoformat(), (first + timedelta(days=1)).isoformat())
    found = [line for day in days for line in reading.kept(QueueLine, day=day)]
    return sorted((line for line in found if line.noted_at >= instant(began)), key=lambda line: line.line_id)


def _read_lines(session: Session, reading: Reading, queue: Iterable[QueueLine], today: date) -> tuple[TonightLine, ...]:
    queue = tuple(queue)
    rows = {
        row.person.person_id: row
        for row in reading.rows([q.person_id for q in queue if q.person_id], today.isoformat())
    }
    lines = []
    for line in queue:
        row = rows.get(line.person_id)
        if row is not None and row.person.guarded and is_limited(session):
            lines.append(TonightLine(line_id=line.line_id, sleeps="here", place_name=row.place_name))
        elif row is not None and not row.person.deleted:
            lines.append(_line_of_person(replace(line, need_code=_need_of(reading, line, row, today)), row))
        elif not line.person_id and (found := _line_of_bed(reading, line)) is not None:
            lines.append(found)
    return tuple(lines)


def _tokens_of(queue: Iterable[QueueLine], lines: Iterable[TonightLine]) -> Iterator[str]:
    """The tokens of these lines, or those under which they were noted; a line that is gone has given its token back."""
    noted = {each.line_id: each.token for each in queue}
    return filter(None, (line.token or noted[line.line_id] for line in lines))


def _need_of(reading: Reading, line: QueueLine, row: PersonRow, today: date) -> str:
    """What is urgent; a child of the party is alone again where an adult's record was undone, hidden or parted."""
    born = row.person.birth_date
    is_perhaps_child = bool(born) and may_be_minor(PartialDate.parse_iso(born), today)
    if line.need_code or not is_perhaps_child or row.sleeps != "here":
        return line.need_code
    needs = reading.of_person(Need, line.person_id)
    return CHILD_ALONE if any(need.need_code == CHILD_ALONE and not need.met_on for need in needs) else ""


def _line_of_person(line: QueueLine, row: PersonRow) -> TonightLine:
    person = row.person
    names = (person.family_name, person.given_name, person.patronymic)
    latin = (person.family_name_latin, person.given_name_latin)
    return TonightLine(
        line_id=line.line_id,
        token=line.token,
        person_id=line.person_id,
        party=line.party,
        name=" ".join(filter(None, names)) or " ".join(filter(None, latin)) or person.other_names,
        birth_date=person.birth_date,
        birth_date_estimated=person.birth_date_estimated,
        sex=person.sex,
        sleeps=row.sleeps,
        place_name=row.place_name,
        need_code=line.need_code,
        card_number=row.card_number,
        noted_at=line.noted_at,
        called_at=line.called_at,
        slip="" if person.guarded or line.need_code == CHILD_ALONE else _slip(line.token, row.place_name),
        slip_said=line.slip_said,
    )


def _line_of_bed(reading: Reading, line: QueueLine) -> TonightLine | None:
    """A bed by token; None once the bed was given back."""
    placement = reading.get(Placement, line.placement_id) if line.placement_id else None
    if line.placement_id and (placement is None or placement.deleted or placement.ends_on):
        return None
    place = reading.get(Place, placement.place_id) if placement else None
    return TonightLine(
        line_id=line.line_id,
        token=line.token,
        placement_id=line.placement_id,
        sleeps="here",
        place_id=place.place_id if place else "",
        place_name=place.name if place else "",
        need_code=line.need_code,
        noted_at=line.noted_at,
        called_at=line.called_at,
        slip=_slip(line.token, place.name) if place and line.token else "",
        slip_said=line.slip_said,
    )


def _slip(token: str, place_name: str) -> str:
    """What tells one slip of a line from another; empty without a bed of ours."""
    return f"{token}\n{place_name}" if place_name else ""
