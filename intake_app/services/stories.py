"""A person's history as a story: what was done at once is one entry, in plain data that a page puts into words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from intake_app.domain.joined_people import MERGE
from intake_app.domain.local_records import PrintJob
from intake_app.domain.person_rows import PersonRow
from intake_app.domain.records import RECORD_TYPES, Group, Person, Place, User
from intake_app.domain.reversal import UNDO, Obstacle
from intake_app.i18n import _
from intake_app.services.access import Sight, person_line, refuse_guarded
from intake_app.services.owners import canonical_id
from intake_app.services.parties import JOIN
from intake_app.services.undoing import plan_undo, refusal_for, refusal_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from intake_app.domain.changes import Change
    from intake_app.services.open_register import OpenRegister
    from intake_app.services.unit_of_work import Reading

MOST_AT_ONCE = 20
"""People whom an act may touch to be undone from the page of one: a whole import is not."""
_MOST_CHANGES = 1_000
"""Changes of an act up to which it is looked up whose they are."""
_NOT_BY_KEY = frozenset({UNDO, "register", "return", "tonight", "import"})


@dataclass(frozen=True, slots=True)
class FieldStep:
    """A field of a record that was there before: from what to what, both as stored; None for nothing."""

    table: str
    record_id: str
    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class MadeRecord:
    """A record that the act made, with what it said then."""

    table: str
    record_id: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class OtherAct:
    """An act that stands in relation to the one told, as the undo of it: who did it, and when (UTC)."""

    user_name: str
    at: datetime
    act_id: str


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """One act as far as it touched one person; or, of kind `sheet_printed` and `sheet_handed_over`, a print.

    `people` are the others it touched, `people_count` everybody with this person. `refusal` says why it cannot be
    undone and whom to ask, empty where it can; `later` is what was done since and stands in the way. `undoes` is the
    kind of the act that an undo took back. `places` names the places that steps and records speak of, by id.
    """

    act_id: str
    kind: str
    at: datetime
    user_name: str = ""
    reason: str = ""
    steps: tuple[FieldStep, ...] = ()
    made: tuple[MadeRecord, ...] = ()
    people: tuple[Person, ...] = ()
    people_count: int = 1
    undone: OtherAct | None = None
    undoes: str = ""
    refusal: str = ""
    later: OtherAct | None = None
    language: str = ""
    is_outdated: bool = False
    places: Mapping[str, str] = field(default_factory=dict)

    @property
    def can_be_undone(self) -> bool:
        """Whether an undo would be tried; beds are looked at when it is done."""
        return bool(self.act_id) and not self.refusal and self.undone is None


def newest_undoable(entries: Iterable[StoryEntry]) -> StoryEntry | None:
    """What a key takes back, of entries with the newest first: never a whole record, never an undo (which is done
    again by its own button only, so that the key pressed twice takes back two acts).
    """
    return next((each for each in entries if each.can_be_undone and each.kind not in _NOT_BY_KEY), None)


@dataclass(frozen=True, slots=True)
class StoryPage:
    """Entries from `start` on, the newest first, of `total`."""

    total: int
    start: int
    entries: tuple[StoryEntry, ...]


def tell_story(register: OpenRegister, person_id: str, start: int = 0, count: int = 50) -> StoryPage:
    """The entries `start` to `start + count` of a person's story, the newest first.

    Prints are those of this laptop.
    """
    with register.reading() as reading:
        person_id = canonical_id(reading, person_id)
        if (person := reading.get(Person, person_id)) is not None:
            refuse_guarded(register.session, person)
        changes = reading.history(reading.related_ids(person_id))
        acts: dict[str, list[Change]] = defaultdict(list)
        for change in changes:
            acts[change.act_id].append(change)
        told: list[Sequence[Change] | StoryEntry] = [*acts.values(), *_prints(reading, person_id)]
        told.sort(key=_instant, reverse=True)
        writer = _Writer(register, reading, person_id, changes)
        entries = [each if isinstance(each, StoryEntry) else writer.tell(each) for each in told[start : start + count]]
    return StoryPage(len(told), start, tuple(entries))


def _instant(told: Sequence[Change] | StoryEntry) -> tuple[int, int]:
    """When it was; of the same instant in the order it was made, and a print after the act that asked for it."""
    if isinstance(told, StoryEntry):
        return int(told.at.timestamp() * 1000), (1 << 32) + (told.kind == "sheet_handed_over")
    return told[0].hlc


def _prints(reading: Reading, person_id: str) -> list[StoryEntry]:
    entries = []
    for job in reading.kept(PrintJob, person_id=person_id):
        for kind, at in (("sheet_printed", job.printed_at), ("sheet_handed_over", job.handed_at)):
            if at:
                entry = StoryEntry("", kind, datetime.fromisoformat(at), language=job.language)
                entries.append(replace(entry, is_outdated=job.is_outdated))
    return entries


class _Writer:
    """Tells acts of one person, reading what several of them need once."""

    def __init__(self, register: OpenRegister, reading: Reading, person_id: str, changes: Sequence[Change]) -> None:
        self._register = register
        self._reading = reading
        self._person_id = person_id
        self._same = {person_id, *reading.joined_with(person_id)}
        self._users = {user.user_id: user.name for user in reading.all(User)}
        self._places = {place.place_id: place.name for place in reading.all(Place)}
        self._kinds = {change.act_id: change.act_kind for change in changes}
        self._by_record: dict[str, list[Change]] = defaultdict(list)
        self._before: dict[Any, Any] = {}
        known: dict[tuple[str, str], Any] = {}
        for change in changes:
            self._by_record[change.record_id].append(change)
            for name, value in change.patch.items():
                self._before[change.dot, name] = known.get((change.record_id, name))
                known[change.record_id, name] = value

    def tell(self, own: Sequence[Change]) -> StoryEntry:
        """The entry of an act, from its changes that touched the person."""
        first = own[0]
        # To read all that an import of everybody has changed takes seconds, and nobody undoes it from here.
        is_of_many = self._reading.size_of_act(first.act_id, _MOST_CHANGES + 1) > _MOST_CHANGES
        people = (self._person_id,) if is_of_many else self._people(self._reading.changes_of_act(first.act_id))
        undone, refusal, later = self._judge(first, 0 if is_of_many else len(people))
        return StoryEntry(
            act_id=first.act_id,
            kind=first.act_kind,
            at=_at(first),
            user_name=self._users.get(first.user_id, ""),
            reason="" if first.act_kind == UNDO else first.reason,
            steps=tuple(self._steps(own)),
            made=tuple(MadeRecord(each.table, each.record_id, each.patch) for each in own if self._is_made(each)),
            people=tuple(self._named([*people, *self._joined(own)])),
            people_count=max(1, len(people)),
            undone=undone,
            undoes=self._kinds.get(first.reason, "") if first.act_kind == UNDO else "",
            refusal=refusal,
            later=later,
            places=self._places,
        )

    def _joined(self, own: Sequence[Change]) -> list[str]:
        """Who is in the party that somebody was brought into, as it is now."""
        groups = [change.patch.get("group_id") for change in own if change.act_kind == JOIN and self._is_made(change)]
        return [member for group in groups if group for member in self._reading.members(str(group))]

    def _is_made(self, change: Change) -> bool:
        return self._by_record[change.record_id][0] is change

    def _steps(self, own: Sequence[Change]) -> list[FieldStep]:
        return [
            FieldStep(change.table, change.record_id, name, self._before[change.dot, name], value)
            for change in own
            if not self._is_made(change)
            for name, value in change.patch.items()
        ]

    def _judge(self, act: Change, people: int) -> tuple[OtherAct | None, str, OtherAct | None]:
        """Who undid the act already; else why it cannot be undone; and what was done since that stands in the way.

        `people` is how many it touched, 0 where they are too many to be counted.
        """
        if not people:
            return None, _("It touched very many people at once, so it is not undone from the page of one."), None
        if people > MOST_AT_ONCE:
            told = _("It touched {count} people at once, so it is not undone from the page of one.")
            return None, told.format(count=people), None
        found = plan_undo(self._reading, act.act_id, self._by_record)
        if isinstance(found, Obstacle):
            other = self._other(found.change) if found.change is not None else None
            if found.code == "undone":
                return other, "", None
            is_told = found.code in ("changed_since", "joined", "has_records")
            return None, refusal_of(found).what, other if is_told else None
        refusal = refusal_for(self._register, self._reading, act)
        return None, str(refusal) if refusal else "", None

    def _other(self, change: Change) -> OtherAct:
        return OtherAct(self._users.get(change.user_id, ""), _at(change), change.act_id)

    def _people(self, whole: Sequence[Change]) -> tuple[str, ...]:
        """Whom the act touched, this person first; through groups and places nobody is. Records of this person that
        were put away are nobody else's, but where it is told that they were.
        """
        owners: dict[str, None] = {}
        for change in whole:
            if change.table == "person":
                owners[change.record_id] = None
            elif owner := change.patch.get("person_id"):
                owners[str(owner)] = None
            elif (kind := RECORD_TYPES.get(change.table)) and change.record_id not in self._by_record:
                record = self._reading.get(kind, change.record_id) if kind is not Group else None
                if owner := getattr(record, "person_id", ""):
                    owners[owner] = None
        is_of_joined = MERGE in (whole[0].act_kind, self._kinds.get(whole[0].reason, ""))
        own = {self._person_id} if is_of_joined else self._same
        return (self._person_id, *(each for each in owners if each not in own))

    def _named(self, people: Sequence[str]) -> list[Person]:
        others = [each for each in dict.fromkeys(people) if each != self._person_id]
        found = (self._reading.get(Person, each) for each in others[: MOST_AT_ONCE - 1])
        lines = [person_line(self._register.session, PersonRow(person)) for person in found if person is not None]
        return [line.row.person for line in lines if line.sight is not Sight.GUARDED]


def _at(change: Change) -> datetime:
    return datetime.fromtimestamp(change.hlc.ms / 1000, UTC)
