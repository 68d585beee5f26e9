"""The list of people: whom a query shows and in which order, what each line says, how many there are of each kind.

A `Roster` is what many people share, read once and brought up to date from the changes since; it is never changed, so
that a list can be made from one while the next is being read. A `Snapshot` is nothing but numbers.
"""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import compress
from typing import TYPE_CHECKING

from intake_app.domain.audit import AuditKind
from intake_app.domain.collation import sort_key
from intake_app.domain.local_records import LAST_ERASED
from intake_app.domain.person_lists import BEST, BY_FACTS, TABS, Answer, ListFacts, ListQuery, answer_for, is_asked_for
from intake_app.domain.search_terms import document_key, parse_query, search_words
from intake_app.services.access import Sight, person_line
from intake_app.services.list_orders import ListOrders
from intake_app.services.open_register import OpenRegister, centre_of
from intake_app.services.searches import search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from intake_app.domain.person_rows import PersonRow
    from intake_app.domain.search_terms import Hit
    from intake_app.services.unit_of_work import Reading

FOUND_AT_MOST = 500
"""People that words find; more are said to be more."""
_FEW = 2_000
"""Changed people up to which a roster is brought up to date instead of read anew."""


@dataclass(frozen=True, slots=True)
class Roster:
    """By row number: which answer and which place (numbers into `answers`, `places` and `place_names`; 0 is nobody,
    no place).
    """

    vector: Mapping[str, int]
    on: date
    answers: tuple[Answer, ...]
    answer_of: array[int]
    places: tuple[str, ...]
    place_names: tuple[str, ...]
    place_of: array[int]
    last_erased: str = ""

    def answer(self, row_no: int) -> Answer | None:
        """What is known of the person in a row; None where the roster is older than they are."""
        number = self.answer_of[row_no] if row_no < len(self.answer_of) else 0
        return self.answers[number] if number else None

    def fill(self, row_no: int, row: PersonRow) -> PersonRow:
        """A row that has the card alone, with the stay and the place of the person; lists show no more of them."""
        facts = self.answers[self.answer_of[row_no]].facts
        return replace(
            row,
            entered_on=facts.entered_on,
            arrived_on=facts.arrived_on,
            sleeps=facts.sleeps,
            departed_on=facts.departed_on,
            place_name=self.place_names[self.place_of[row_no]],
        )


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Row numbers in order. `is_cut`: words found more people than are shown; `everybody` counts all not deleted;
    `reasons` says of whom words have found why (`domain.search_terms.REASONS`).
    """

    query: ListQuery
    rows: array[int]
    is_cut: bool = False
    everybody: int = 0
    reasons: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ListLine:
    """A line as this session may see it, without the document; `answer` is None until the roster knows the person,
    `reason` says why words have found them.
    """

    row_no: int
    row: PersonRow
    sight: Sight
    answer: Answer | None
    reason: str = ""


def read_roster(register: OpenRegister, old: Roster | None = None) -> Roster:
    """The roster as of now; quick where `old` is of today and little has changed. The same object if nothing has."""
    with register.reading() as reading:
        centre = centre_of(reading)
        today, vector = register.today(centre), reading.vector()
        erased = reading.local(LAST_ERASED)
        if old is not None and old.on == today and old.last_erased == erased:
            changed = reading.people_changed_since(old.vector) if vector != old.vector else ()
            if not changed and vector == old.vector:
                return old
            if len(changed) <= _FEW:
                return _read(reading, changed, old, lambda facts: answer_for(facts, register.rules(centre), today))
        empty = Roster({}, today, (Answer(ListFacts()),), array("I"), ("",), ("",), array("I"), erased)
        rules = register.rules(centre)
        roster = _read(reading, None, empty, lambda facts: answer_for(facts, rules, today))
        reading.let_go()
        return roster


def count_tabs(roster: Roster) -> dict[str, int]:
    """How many people each tab shows without any filter."""
    sizes = Counter(roster.answer_of)
    counts = dict.fromkeys(TABS, 0)
    for tab in TABS:
        query = ListQuery(tab=tab)
        asked = (number for number, answer in _known(roster) if is_asked_for(query, answer, roster.on))
        counts[tab] = sum(sizes[number] for number in asked)
    return counts


def count_languages(roster: Roster) -> tuple[str, ...]:
    """The languages people here speak (ISO 639), the most spoken first."""
    sizes: Counter[str] = Counter()
    of_answer = Counter(roster.answer_of)
    for number, answer in _known(roster):
        for language in answer.facts.languages:
            sizes[language] += of_answer[number]
    return tuple(language for language, _count in sizes.most_common())


def take_snapshot(
    register: OpenRegister, query: ListQuery, roster: Roster | None, orders: ListOrders | None = None
) -> Snapshot:
    """Whom a query shows. Without a roster only names and words can be asked for (`ListQuery.needs_facts`).

    `orders` are those of earlier lists, with which this one is quick.
    """
    with register.reading() as reading:
        snapshot = _snapshot(register, reading, query, roster, orders or ListOrders())
    witness_list(register, snapshot)
    return snapshot


def open_snapshot(
    register: OpenRegister, query: ListQuery, roster: Roster | None, orders: ListOrders, count: int
) -> tuple[Snapshot, tuple[ListLine | None, ...], date]:
    """Whom a query shows, the first `count` lines, and the day at the centre: `take_snapshot` and `read_lines` of it.

    In one reading: whoever types waits for each that is begun. Who shows it tells the trail (`witness_list`).
    """
    with register.reading() as reading:
        snapshot = _snapshot(register, reading, query, roster, orders)
        today = register.today(centre_of(reading))
        lines = _lines(register, reading, snapshot.rows[:count], roster, today, snapshot.reasons)
    return snapshot, lines, today


def witness_list(register: OpenRegister, snapshot: Snapshot) -> None:
    """Tell the trail that somebody sees these: words are a search, as everywhere; everybody is a list."""
    kind = AuditKind.SEARCH if snapshot.query.text.strip() else AuditKind.LIST
    register.witness(kind, count=len(snapshot.rows), detail="people")


def _snapshot(
    register: OpenRegister, reading: Reading, query: ListQuery, roster: Roster | None, orders: ListOrders
) -> Snapshot:
    hits = _hits(register, reading, query)
    among = _among(register, reading, query, hits)
    if hits is not None and query.sort == BEST:
        order = array("I", (hit.row_no for hit in hits if among is None or hit.row_no in among))
    else:
        order = _order(reading, query, roster, orders, among)
    if query.is_unprinted:
        printed = frozenset(reading.printed_rows())
        order = array("I", (row for row in order if row not in printed))
    everybody = len(orders.everybody(reading, "name"))
    is_cut = bool(query.text.strip()) and among is not None and len(among) >= FOUND_AT_MOST
    if roster is not None and query.needs_facts:
        order = _asked(order, query, roster)
    reasons = {hit.row_no: hit.reason for hit in hits or ()}
    return Snapshot(query, order, is_cut=is_cut, everybody=everybody, reasons=reasons)


def read_lines(
    register: OpenRegister, row_nos: Sequence[int], roster: Roster | None, reasons: Mapping[int, str] | None = None
) -> tuple[ListLine | None, ...]:
    """The lines of these rows, in their order; None for somebody who is gone. `reasons` are the snapshot's."""
    with register.reading() as reading:
        return _lines(register, reading, row_nos, roster, register.today(centre_of(reading)), reasons or {})


def _lines(
    register: OpenRegister,
    reading: Reading,
    row_nos: Sequence[int],
    roster: Roster | None,
    today: date,
    reasons: Mapping[int, str],
) -> tuple[ListLine | None, ...]:
    rows = _rows(reading, row_nos, roster, today)
    lines: list[ListLine | None] = []
    for row_no in row_nos:
        row = rows.get(row_no)
        if row is None:
            lines.append(None)
            continue
        line = person_line(register.session, row)
        answer = roster.answer(row_no) if roster else None
        lines.append(ListLine(row_no, line.row, line.sight, answer, reasons.get(row_no, "")))
    return tuple(lines)


def _rows(reading: Reading, row_nos: Sequence[int], roster: Roster | None, today: date) -> Mapping[int, PersonRow]:
    """The roster knows the stay and the place of everybody; what was written since is asked of the register."""
    if roster is None or roster.on != today or roster.vector != reading.vector():
        return reading.list_rows(row_nos, today.isoformat())
    return {row_no: roster.fill(row_no, row) for row_no, row in reading.card_rows(row_nos).items()}


def person_ids_of(register: OpenRegister, row_nos: Sequence[int]) -> tuple[str, ...]:
    """Whom rows are of, in their order; for what is done to many at once."""
    with register.reading() as reading:
        found = reading.person_ids_of(row_nos)
    return tuple(found[row_no] for row_no in row_nos if row_no in found)


def _read(
    reading: Reading, changed: Sequence[str] | None, old: Roster, answer: Callable[[ListFacts], Answer]
) -> Roster:
    """A roster from another: of everybody, or of those who have changed."""
    size = reading.last_row_no() + 1
    answers, answer_of = list(old.answers), _grown(old.answer_of, size)
    places, place_of = dict(zip(old.places, old.place_names, strict=True)), _grown(old.place_of, size)
    number_of = {known.facts: number for number, known in enumerate(answers) if number}
    place_numbers = {place: number for number, place in enumerate(places)}
    for facts, rows in reading.list_facts(changed, old.on.isoformat()):
        number = number_of.get(facts)
        if number is None:
            number = number_of[facts] = len(answers)
            answers.append(answer(facts))
        for row in rows:
            answer_of[row], place_of[row] = number, 0
    for place, name, rows in reading.list_beds(changed, old.on.isoformat()):
        places[place] = name
        number = place_numbers.setdefault(place, len(place_numbers))
        for row in rows:
            place_of[row] = number
    names = tuple(places.values())
    return Roster(reading.vector(), old.on, tuple(answers), answer_of, tuple(places), names, place_of, old.last_erased)


def _grown(numbers: array[int], size: int) -> array[int]:
    return numbers + array("I", bytes(numbers.itemsize * max(0, size - len(numbers))))


def _known(roster: Roster) -> Iterable[tuple[int, Answer]]:
    return ((number, answer) for number, answer in enumerate(roster.answers) if number)


def _hits(register: OpenRegister, reading: Reading, query: ListQuery) -> tuple[Hit, ...] | None:
    """Whom the words find, best first (`services.searches`); None where there are none, or the hidden are looked at."""
    if query.tab == "hidden" or not query.text.strip():
        return None
    hits = search(register, reading, query.text, FOUND_AT_MOST)
    if any(hit.reason == "card" for hit in hits):
        hidden = frozenset(reading.deleted_rows())
        hits = tuple(hit for hit in hits if hit.row_no not in hidden)
    return hits


def _among(
    register: OpenRegister, reading: Reading, query: ListQuery, hits: Sequence[Hit] | None
) -> frozenset[int] | None:
    """Row numbers that words, a party and the tab of the hidden leave; None for everybody who is not deleted."""
    found = None if hits is None else frozenset(hit.row_no for hit in hits)
    if query.tab == "hidden":
        is_search = bool(query.text.strip())
        found = _find_hidden(register, reading, query.text) if is_search else frozenset(reading.hidden_rows())
    if query.party:
        party = frozenset(reading.row_numbers(reading.members(query.party)))
        found = party if found is None else party & found
    return found


def _find_hidden(register: OpenRegister, reading: Reading, text: str) -> frozenset[int]:
    """The deleted in whose names, phone, document or card every word stands; the index knows none of them."""
    query, day = parse_query(text), register.today(centre_of(reading)).isoformat()
    found = []
    for row_no, row in reading.list_rows(reading.hidden_rows(), day).items():
        words = f" {search_words(row.person, (), ())} {document_key(row.document_number)} {row.card_number.lower()}"
        forms = ((query.card_number.lower(),),) if query.card_number else query.words
        if forms and all(any(form in words for form in each) for each in forms):
            found.append(row_no)
    return frozenset(found)


def _order(
    reading: Reading, query: ListQuery, roster: Roster | None, orders: ListOrders, among: frozenset[int] | None
) -> array[int]:
    """Everybody, or those `among`, in the order asked for; by a date or place, who has none comes last either way."""

    def in_order(column: str) -> array[int]:
        column = "name" if column == BEST else column
        if among is None:
            return orders.everybody(reading, column)
        if query.tab == "hidden":  # kept orders have none of them
            return reading.list_order(column, sorted(among))
        return orders.of(reading, column, among)

    if query.sort not in BY_FACTS or roster is None:
        order = in_order(query.sort if query.sort not in BY_FACTS else "name")
        return order[::-1] if query.is_descending else order
    if query.sort == "place":
        keys, numbers = [sort_key(name) for name in roster.place_names], roster.place_of
    else:
        numbers = roster.answer_of
        keys = [each.next_on if query.sort == "next" else each.facts.entered_on for each in roster.answers]
    ranks = _ranks(keys, is_descending=query.is_descending)
    rank_of = list(map(ranks.__getitem__, numbers))
    known = in_order("name")
    if max(known, default=0) >= len(rank_of):
        known = array("I", (row for row in known if row < len(rank_of)))
    return array("I", sorted(known, key=rank_of.__getitem__))


def _ranks(keys: Sequence[str], *, is_descending: bool) -> list[int]:
    """The place of each key among them; empty ones last."""
    ordered = sorted({key for key in keys if key}, reverse=is_descending)
    rank = {key: number for number, key in enumerate(ordered)}
    return [rank.get(key, len(rank)) for key in keys]


def _asked(order: array[int], query: ListQuery, roster: Roster) -> array[int]:
    """Those of an order whom the tab and the filters take; somebody newer than the roster waits for the next."""
    takes = [bool(number) and is_asked_for(query, each, roster.on) for number, each in enumerate(roster.answers)]
    kept = _taken(order, takes, roster.answer_of)
    if query.place:
        kept = _taken(kept, [place == query.place for place in roster.places], roster.place_of)
    return kept


def _taken(order: array[int], takes: Sequence[bool], number_of: array[int]) -> array[int]:
    """Those of an order whose number is taken; whose row has no number yet is not."""
    is_taken = bytes(map(takes.__getitem__, number_of))
    if max(order, default=0) >= len(is_taken):
        is_taken = is_taken.ljust(max(order) + 1, b"\0")
    return array("I", compress(order, map(is_taken.__getitem__, order)))
