"""All that is held about one person, for that person: as data with permanent names, and as a text in their language.

Those who work here are named by their role, never by name: the copy leaves the house. Other people of the party are
counted and not named.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from intake_app.clock import utc_text
from intake_app.domain.audit import AuditKind
from intake_app.domain.local_records import PrintJob
from intake_app.domain.records import Person, User
from intake_app.services.deeds import Deed, refuse
from intake_app.services.open_register import OpenRegister, centre_of
from intake_app.services.people import read_file, refuse_unseen, resolve

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.domain.audit import AuditEntry
    from intake_app.domain.changes import Change
    from intake_app.services.people import PersonFile
    from intake_app.services.unit_of_work import Reading


@dataclass(frozen=True, slots=True)
class Step:
    """Something that was done to the record or seen of it: when (UTC), of which kind, by which role, why."""

    at: str
    kind: str
    role: str
    table: str = ""
    values: Mapping[str, Any] | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class HeldRecord:
    """Everything of one person: the file as it is, each change, who looked, what was printed and may have left.

    `joined` are records of the same person that were put away in this one, as they were.
    """

    made_at: str
    centre: str
    file: PersonFile
    joined: tuple[Person, ...]
    companions: int
    changes: tuple[Step, ...]
    looks: tuple[Step, ...]
    prints: tuple[PrintJob, ...]
    exported_at: tuple[str, ...]

    def as_object(self) -> dict[str, Any]:
        """The same as JSON can hold it, with the permanent field names of data.md."""
        file = self.file
        return {
            "made_at": self.made_at,
            "centre": self.centre,
            "person": asdict(file.person),
            "joined": [asdict(each) for each in self.joined],
            "documents": [asdict(each) for each in file.documents],
            "stays": [asdict(each) for each in file.stays],
            "placements": [asdict(placement) | {"place": place} for placement, place in file.placements],
            "cards": [asdict(each) for each in file.cards],
            "needs": [asdict(each) for each in file.needs],
            "consents": [asdict(each) for each in file.consents],
            "companions": self.companions,
            "history": [asdict(each) for each in self.changes],
            "looks": [{"at": each.at, "kind": each.kind, "role": each.role} for each in self.looks],
            "sheets": [
                {"printed_at": job.printed_at, "language": job.language, "copies": job.copies} for job in self.prints
            ],
            "exported_at": list(self.exported_at),
        }


def read_held(register: OpenRegister, card_or_id: str) -> HeldRecord:
    """Everything held about one person. UserError `person_unknown`, or `lead_only` where it is not this role's."""
    refuse(register.session, Deed.SUBJECT_ACCESS)
    with register.reading() as reading:
        person_id = resolve(reading, card_or_id)
        centre = centre_of(reading)
        file = read_file(reading, person_id, register.rules(centre), register.today(centre))
        refuse_unseen(register, reading, file.person, card_or_id)
        roles = _Roles(reading)
        others = sorted(set(reading.joined_with(person_id)) - {person_id})
        looks = [entry for each in (person_id, *others) for entry in reading.audit_about(each)]
        changes = reading.history(reading.related_ids(person_id))
        recorded_at = _instant(changes[0])
        held = HeldRecord(
            made_at=utc_text(register.clock.now()),
            centre=centre.name,
            file=file,
            joined=tuple(person for each in others if (person := reading.get(Person, each)) is not None),
            companions=len({each for _group, members in file.groups for each in members} - {person_id}),
            changes=tuple(_changed(change, roles) for change in changes),
            looks=tuple(_looked(entry, roles) for entry in sorted(looks, key=lambda entry: entry.audit_no)),
            prints=tuple(job for job in reading.kept(PrintJob, person_id=person_id) if job.copies),
            exported_at=tuple(at for at in reading.exports() if at >= recorded_at),
        )
    register.witness(AuditKind.VIEW, person_id, detail="copy")
    return held


class _Roles:
    """Which role somebody has, or had; read once each."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._known: dict[str, str] = {}

    def of(self, user_id: str) -> str:
        if user_id not in self._known:
            user = self._reading.get(User, user_id)
            self._known[user_id] = user.role if user is not None else ""
        return self._known[user_id]


def _changed(change: Change, roles: _Roles) -> Step:
    return Step(_instant(change), change.act_kind, roles.of(change.user_id), change.table, change.patch, change.reason)


def _looked(entry: AuditEntry, roles: _Roles) -> Step:
    return Step(entry.at, entry.kind, roles.of(entry.user_id))


def _instant(change: Change) -> str:
    return utc_text(datetime.fromtimestamp(change.hlc.ms / 1000, UTC))
